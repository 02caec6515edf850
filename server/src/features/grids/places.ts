import type { Day } from '@shuniu/shared/calendar'
import {
  ancestorsOf,
  bookOf,
  fullNameOn,
  isWithin,
  presentOf,
  type DivisionLevel,
  type FormerDivision,
} from '@shuniu/shared/grids'
import type { Area } from './grids.repo.ts'
import { createGridIndex, type GridIndex } from './locate.ts'

/** The county in memory, as other features ask for it. Knows nothing until a county is stored and loaded. */
export interface Places extends GridIndex {
  /** Six digits; undefined while there is no county. */
  countyCode(): string | undefined
  /** Every division and grid, by levels. */
  all(): readonly Area[]
  areaOf(code: string): Area | undefined
  /** The name as the register has it. */
  nameOf(code: string): string | undefined
  /** The names below the county in one word: 大新镇张槐村委会, 大新镇张槐村第3网格; the county's own for the county. */
  fullNameOf(code: string): string | undefined
  /** The same as it was on a day, also of what has ended since. */
  fullNameOn(code: string, day: Day): string | undefined
  /** What stands today for a code, which may be a former one; undefined where nothing does. */
  presentOf(code: string): string | undefined
  /** What divisions and grids were, in the order of the acts that changed them. */
  former(): readonly FormerDivision[]
  childrenOf(code: string): readonly Area[]
  /** Whether the outline of any grid in it is known, so that a position tells something of it. */
  isOutlined(code: string): boolean
  /** All areas of one level in a division. */
  within(code: string, level: DivisionLevel): readonly Area[]
  /** The county and its townships: the divisions that have walls. */
  watchable(): readonly Area[]
}

export function placesOf(areas: readonly Area[], former: readonly FormerDivision[] = []): Places {
  const byCode = new Map(areas.map(area => [area.code, area]))
  const childrenByCode = new Map<string, Area[]>()
  for (const area of areas) {
    const siblings = childrenByCode.get(area.parentCode ?? '')
    if (siblings) siblings.push(area)
    else childrenByCode.set(area.parentCode ?? '', [area])
  }
  const outlined = new Set(
    areas
      .filter(area => area.level === 'grid' && area.boundary !== null)
      .flatMap(({ code }) => [code, ...ancestorsOf(code)]),
  )
  const county = areas.find(area => area.level === 'county')
  const nameOf = (code: string) => byCode.get(code)?.name
  const book = bookOf(former, nameOf)

  function fullNameOf(code: string): string | undefined {
    const area = byCode.get(code)
    if (!area || area.level === 'county') return area?.name
    const above = ancestorsOf(code).slice(1, area.level === 'grid' ? 2 : undefined)
    return [...above, code].map(part => nameOf(part) ?? '').join('')
  }

  return {
    ...createGridIndex(areas.filter(area => area.level === 'grid')),
    countyCode: () => county?.code,
    all: () => areas,
    areaOf: code => byCode.get(code),
    nameOf,
    fullNameOf,
    fullNameOn: (code, day) => fullNameOn(book, code, day),
    presentOf: code => presentOf(book, code),
    former: () => former,
    childrenOf: code => childrenByCode.get(code) ?? [],
    isOutlined: code => outlined.has(code),
    within: (code, level) => areas.filter(area => area.level === level && isWithin(area.code, code)),
    watchable: () => areas.filter(area => area.level === 'county' || area.level === 'township'),
  }
}
