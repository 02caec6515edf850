import type { Actor } from '@shuniu/shared/identity'
import type { UnitView } from '@shuniu/shared/centres'

/** The units of the county in memory: some hundreds of rows that every case asks for and that seldom change. */
export interface Directory {
  /** The centre that answers for a county, township, village or grid; the next tier up where a village has none. */
  centreOf(areaCode: string): string | undefined
  unitById(id: string): UnitView | undefined
  /** Those of the county's own tier and of the actor's township; the county sees all. Ordered by division. */
  seenBy(actor: Pick<Actor, 'scope'>): readonly UnitView[]
}

const countyDigits = 6
const townshipDigits = 9
const tiers = [12, townshipDigits, countyDigits]

/** `former`: centres that are it no more, since their division was merged into that of another. */
export function directoryOf(views: readonly UnitView[], former: ReadonlySet<string> = new Set()): Directory {
  const byId = new Map(views.map(unit => [unit.id, unit]))
  const centreByArea = new Map(
    views
      .filter(unit => unit.kind === 'centre' && !former.has(unit.id))
      .map(unit => [unit.areaCode, unit.id]),
  )
  return {
    centreOf: areaCode =>
      tiers
        .filter(digits => digits <= areaCode.length)
        .map(digits => centreByArea.get(areaCode.slice(0, digits)))
        .find(id => id !== undefined),
    unitById: id => byId.get(id),
    seenBy: ({ scope }) => {
      if (scope.length <= countyDigits) return views
      const township = scope.slice(0, townshipDigits)
      return views.filter(({ areaCode }) => areaCode.length === countyDigits || areaCode.startsWith(township))
    },
  }
}
