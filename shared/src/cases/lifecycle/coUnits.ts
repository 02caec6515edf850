import type { CoUnit } from '../attributes.ts'
import type { CoState } from '../catalogue/index.ts'
import type { CaseFact } from '../model.ts'

type Helped = Pick<CaseFact, 'coUnits' | 'coUnitIds'>

/** Whether the unit helps still: one that was let off or refused has no more to do with the case. */
const isHelping = ({ state }: CoUnit): boolean => state !== 'waived' && state !== 'refused'

/** Both fields that tell of the helping units, always of one mind. */
export const helpedBy = (coUnits: readonly CoUnit[]): Helped => ({
  coUnits: [...coUnits],
  coUnitIds: coUnits.filter(isHelping).map(one => one.unitId),
})

/** Units newly asked, each once, neither the owner nor one that helps already. */
export function withCoUnits(
  known: readonly CoUnit[],
  asked: readonly string[],
  as: { readonly state: CoState; readonly since: string; readonly ownerUnitId: string },
): CoUnit[] {
  const kept = known.filter(one => one.unitId !== as.ownerUnitId)
  const fresh = [...new Set(asked)].filter(
    unitId => unitId !== as.ownerUnitId && !kept.some(one => one.unitId === unitId),
  )
  return [...kept, ...fresh.map(unitId => ({ unitId, state: as.state, since: as.since }))]
}

/** One unit's own state changed. */
export const withState = (
  known: readonly CoUnit[],
  unitId: string | undefined,
  changed: { readonly state: CoState; readonly since: string },
): CoUnit[] => known.map(one => (one.unitId === unitId ? { ...one, ...changed } : one))

/** The lower tiers stay on a case they handed up. Source: domain.md §3.3 row 20 (上级管控、下级必须管控). */
export const stayingOn = (escalatedFrom: CaseFact['escalatedFrom'], known: readonly CoUnit[]): CoUnit[] =>
  known.filter(one => escalatedFrom.some(lower => lower.unitId === one.unitId))

/** Units that still owe their part; while there is one the case cannot be finished. Source: domain.md §3.3 row 22. */
export const owingUnits = (coUnits: readonly CoUnit[]): readonly CoUnit[] =>
  coUnits.filter(one => one.state !== 'answered' && one.state !== 'waived')

/** Units called for before each was timed by a T9 of its own: the case's waits for them. */
export const awaitedByCase = (coUnits: readonly CoUnit[]): string[] =>
  coUnits.filter(({ state, clock }) => state === 'called' && clock === undefined).map(({ unitId }) => unitId)
