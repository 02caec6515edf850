import { isLate, type CaseView } from '@shuniu/shared/cases'
import type { Position } from '@shuniu/shared/kernel'
import type { FeatureCollection } from 'geojson'
import { markLevels, rankOf, type MarkLevel } from '../../../platform/map/index.ts'

/** The standing of one division as a single mark: how many open cases, the worst of them, whether one is late. */
export interface Tally {
  readonly code: string
  readonly n: number
  readonly worst: MarkLevel
  readonly isLate: boolean
}

type Tallied = Pick<CaseView, 'areaCode' | 'level' | 'overdue' | 'coUnits'>

/** Cases by township; one whose township is not known is in none. */
export function talliesOf(seen: readonly Tallied[]): Tally[] {
  const byCode = new Map<string, Tally>()
  for (const one of seen) {
    const { areaCode, level } = one
    if (areaCode.length < 9) continue
    const code = areaCode.slice(0, 9)
    const known = byCode.get(code)
    const rank = Math.max(rankOf(level), known ? rankOf(known.worst) : 0)
    byCode.set(code, {
      code,
      n: (known?.n ?? 0) + 1,
      worst: markLevels[rank] ?? level,
      isLate: isLate(one) || known?.isLate === true,
    })
  }
  return [...byCode.values()]
}

/** Tallies in the middle of their divisions. */
export const tallyPoints = (
  tallies: readonly Tally[],
  centreOf: (code: string) => Position | undefined,
): FeatureCollection => ({
  type: 'FeatureCollection',
  features: tallies.flatMap(({ code, n, worst, isLate }) => {
    const centre = centreOf(code)
    if (!centre) return []
    const properties = { code, n, worst, rank: rankOf(worst), late: isLate ? 1 : 0 }
    return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [...centre] } }]
  }),
})
