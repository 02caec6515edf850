import { addDays, type Day } from '@shuniu/shared/calendar'
import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import { addBindings, bindingsOfGrid, endBinding, lockMembers } from './gridMembers.repo.ts'

interface PassedHolder {
  readonly id: string
  readonly code: string
  readonly heirCode: string
  /** The first day of the heir. */
  readonly day: Day
  readonly at: Instant
  readonly by: string
  readonly reason: string
}

/** Whoever has a grid that is no more has its heir from that day on, unless somebody has that already: of one grid no two hold. */
export async function passHolder(
  tx: Tx,
  { id, code, heirCode, day, at, by, reason }: PassedHolder,
): Promise<void> {
  await lockMembers(tx)
  const holds = ({ fromDay, toDay }: { readonly fromDay: Day; readonly toDay: Day | null }) =>
    toDay === null || (toDay >= day && fromDay <= toDay)
  const held = (await bindingsOfGrid(tx, code)).filter(holds)
  for (const binding of held) await endBinding(tx, binding.id, addDays(day, -1))
  const last = held.at(-1)
  const isTaken = (await bindingsOfGrid(tx, heirCode)).some(holds)
  if (!last || isTaken) return
  const made = { reason, madeBy: by, madeAt: at, commandHash: '' }
  await addBindings(tx, [
    { id, gridCode: heirCode, personId: last.personId, fromDay: day, toDay: last.toDay, ...made },
  ])
}
