/** The division register as published: codes and names, no figures. Source: domain.md §2.9. */
export interface RegisterRow {
  readonly code: string
  readonly name: string
}

export interface RegisterTownship extends RegisterRow {
  readonly villages: readonly RegisterRow[]
}

export interface Register extends RegisterRow {
  readonly townships: readonly RegisterTownship[]
}

const header = 'code,name,level,parent_code'

/** Reads `code,name,level,parent_code` lines; refuses codes that do not nest by their digits. */
export function parseRegister(csv: string): Register {
  const [first, ...lines] = csv
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(line => line !== '')
  if (first !== header) throw new Error(`the register must begin with ${header}`)
  const rows = lines.map(readLine)
  const counties = rows.filter(row => row.level === 'county')
  const [county] = counties
  if (!county || counties.length > 1) throw new Error('the register must hold exactly one county')

  const childrenOf = (parent: RegisterRow, level: string) =>
    rows
      .filter(row => row.level === level && row.code.startsWith(parent.code))
      .map(({ code, name }) => ({ code, name }))
  const townships = childrenOf(county, 'township').map(row => ({
    ...row,
    villages: childrenOf(row, 'village'),
  }))
  const placed = 1 + townships.length + townships.reduce((sum, row) => sum + row.villages.length, 0)
  if (placed !== rows.length)
    throw new Error(`${rows.length - placed} rows of the register lie in no division`)
  return { code: county.code, name: county.name, townships }
}

const digitsByLevel = new Map([
  ['county', 6],
  ['township', 9],
  ['village', 12],
])

function readLine(line: string): RegisterRow & { level: string } {
  const [code = '', name = '', level = ''] = line.split(',')
  if (!/^\d+$/.test(code) || code.length !== digitsByLevel.get(level) || name === '') {
    throw new Error(`not a row of the register: ${line}`)
  }
  return { code, name, level }
}
