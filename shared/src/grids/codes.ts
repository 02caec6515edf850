import { divisionLevels, type DivisionLevel } from './model.ts'

const digits = { county: 6, township: 9, village: 12, grid: 15 } as const satisfies Record<
  DivisionLevel,
  number
>

/** The tier an area code belongs to, by its length: 6, 9, 12 or 15 digits; undefined for anything else. Source: domain.md §2.9. */
export const tierOf = (code: string): DivisionLevel | undefined =>
  /^[0-9]+$/.test(code) ? divisionLevels.find(level => digits[level] === code.length) : undefined

/** Whether `code` is `ancestor` or lies in it. A prefix that is no whole code contains nothing. */
export const isWithin = (code: string, ancestor: string): boolean =>
  tierOf(code) !== undefined && tierOf(ancestor) !== undefined && code.startsWith(ancestor)

/** The codes above this one, county first; empty for the county and for what is no area code. */
export function ancestorsOf(code: string): string[] {
  const tier = tierOf(code)
  if (!tier) return []
  return divisionLevels.slice(0, divisionLevels.indexOf(tier)).map(level => code.slice(0, digits[level]))
}

/** The code one tier up; undefined for the county. */
export const parentOf = (code: string): string | undefined => ancestorsOf(code).at(-1)
