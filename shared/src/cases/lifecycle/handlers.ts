import type { Actor } from '../../identity/index.ts'
import type { Handler } from '../attributes.ts'
import type { CaseFact } from '../model.ts'

type Had = Pick<CaseFact, 'ownerUnitId' | 'coUnitIds'>

/** The units that have the case now: the one that owns it and those that help. */
export const unitsOf = ({ ownerUnitId, coUnitIds }: Had): string[] => [ownerUnitId, ...coUnitIds]

/** Whether the actor's unit has the case now. */
export const isUnits = (seen: Had, { unitId }: Pick<Actor, 'unitId'>): boolean =>
  unitId !== undefined && unitsOf(seen).includes(unitId)

/** Who of those at work still does it for a unit that has the case. */
export const stillAtWork = (seen: Had, handledBy: readonly Handler[]): Handler[] =>
  handledBy.filter(({ unitId }) => unitsOf(seen).includes(unitId))

type Handled = Pick<CaseFact, 'handlerIds' | 'handledBy'>

/**
 * Who has worked on the case, for ever, and who works on it now, once it stands with its units as in `seen`. `worker` has
 * just done some of the work.
 */
export function handledAfter(current: CaseFact, worker: Actor | undefined): Required<Handled> {
  const { handlerIds, handledBy = [] } = current
  const atWork = stillAtWork(current, handledBy)
  if (!worker) return { handlerIds, handledBy: atWork }
  const { accountId, unitId } = worker
  const fresh = unitId === undefined ? [] : stillAtWork(current, [{ accountId, unitId }])
  return {
    handlerIds: handlerIds.includes(accountId) ? handlerIds : [...handlerIds, accountId],
    handledBy: [...atWork.filter(one => one.accountId !== accountId), ...fresh],
  }
}
