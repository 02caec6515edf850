/** Ids that read as what they are of; for tests. */
export const anId = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const county = '341222'
export const township = '341222101'
export const village = '341222101201'
export const grid = '341222101201001'

export const units = {
  county: anId(1),
  township: anId(2),
  village: anId(3),
  department: anId(4),
  other: anId(5),
}
