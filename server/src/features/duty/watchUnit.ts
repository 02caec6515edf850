import type { UnitView } from '@shuniu/shared/centres'
import { covers, may, type Actor } from '@shuniu/shared/identity'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { Directory } from '../centres/index.ts'

/** On what a watch is read: a transaction, or whatever connection is free. */
export type DutyReader = Pick<Database, 'orm'> | Tx

export type WatchedUnits = Pick<Directory, 'centreOf' | 'unitById' | 'seenBy'>

/** Whose watch an account keeps: that of its unit, or else of the centre of its division. */
export const watchUnitOf = (
  { unitId, scope }: Pick<Actor, 'unitId' | 'scope'>,
  units: WatchedUnits,
): string | undefined => unitId ?? units.centreOf(scope)

/** Whether an actor writes the roster of a unit: of their own, and a desk those of all that lie in its division. */
export const mayRoster = (actor: Actor, unit: UnitView): boolean =>
  may(actor, 'duty.manage') &&
  (unit.id === actor.unitId || (may(actor, 'case.accept') && covers(actor, unit.areaCode)))

/** A unit that an actor may know of. */
export const knownUnit = (units: WatchedUnits, actor: Actor, unitId: string): UnitView | undefined =>
  units.seenBy(actor).find(({ id }) => id === unitId)
