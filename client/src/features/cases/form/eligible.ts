import { owingUnits, type CaseMove, type CaseView } from '@shuniu/shared/cases'
import type { UnitView } from '@shuniu/shared/centres'

/** Whether a unit may own a case of this place, by the same rule as the server's. */
const mayOwn = (unit: UnitView, seen: Pick<CaseView, 'areaCode'>): boolean =>
  seen.areaCode.startsWith(unit.areaCode)

type EligibilityCase = Pick<CaseView, 'areaCode' | 'ownerUnitId' | 'coUnits'>

/** Moves that name helpers besides those that help already. */
const calling: readonly CaseMove[] = ['whistle']

/** The units a move may name: of its place; who is let off is one that still owes its part. */
export function eligibleFor(move: CaseMove, seen: EligibilityCase, units: Iterable<UnitView>): UnitView[] {
  const owing = owingUnits(seen.coUnits).map(one => one.unitId)
  const known = [...units]
  if (move === 'waive') return known.filter(({ id }) => owing.includes(id))
  const taken = [seen.ownerUnitId, ...seen.coUnits.map(one => one.unitId)]
  return known.filter(unit => mayOwn(unit, seen) && !(calling.includes(move) && taken.includes(unit.id)))
}
