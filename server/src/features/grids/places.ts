import { ancestorsOf, isWithin, type DivisionLevel } from '@shuniu/shared/grids'
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
  childrenOf(code: string): readonly Area[]
  /** All areas of one level in a division. */
  within(code: string, level: DivisionLevel): readonly Area[]
  /** The county and its townships: the divisions that have walls. */
  watchable(): readonly Area[]
}

export function placesOf(areas: readonly Area[]): Places {
  const byCode = new Map(areas.map(area => [area.code, area]))
  const childrenByCode = new Map<string, Area[]>()
  for (const area of areas) {
    const siblings = childrenByCode.get(area.parentCode ?? '')
    if (siblings) siblings.push(area)
    else childrenByCode.set(area.parentCode ?? '', [area])
  }
  const county = areas.find(area => area.level === 'county')
  const nameOf = (code: string) => byCode.get(code)?.name

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
    childrenOf: code => childrenByCode.get(code) ?? [],
    within: (code, level) => areas.filter(area => area.level === level && isWithin(area.code, code)),
    watchable: () => areas.filter(area => area.level === 'county' || area.level === 'township'),
  }
}
