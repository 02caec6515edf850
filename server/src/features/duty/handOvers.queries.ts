import { mostWaiting, type HandOverView, type listHandOvers, type seeOwnWatch } from '@shuniu/shared/duty'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Cases } from '../cases/index.ts'
import {
  handedCases,
  handOverById,
  handOversOf,
  lastTaken,
  waitingAt,
  type HandOverRow,
} from './handOvers.repo.ts'
import { stintsAt, stintView } from './roster.repo.ts'
import { watchUnitOf, type WatchedUnits } from './watchUnit.ts'

export interface HandOverGround {
  readonly units: WatchedUnits
  readonly cases: Pick<Cases, 'readInFullBy' | 'acts'>
}

const atOnce = 50
/** So many keep one watch at once at most. */
const mostOnWatch = 200

/** A hand-over as its reader may see it now. */
export async function handOverView(
  on: Pick<Database, 'orm'> | Tx,
  row: HandOverRow,
  inFull: Parameters<typeof handedCases>[2],
): Promise<HandOverView> {
  const { commandHash: _, bodyVersion: __, takenById: ___, cases, ...told } = row
  return { ...told, cases: await handedCases(on, cases, inFull) }
}

/** What a watch is told of itself. */
export const handOverQueriesOf = ({
  database,
  clock,
  units,
  cases,
}: Pick<Platform, 'database' | 'clock'> & HandOverGround) => ({
  async own(actor: Actor): Promise<Result<ReplyOf<typeof seeOwnWatch>>> {
    const unitId = watchUnitOf(actor, units)
    if (unitId === undefined) return refuse('duty.noCentre')
    const running = await stintsAt(database, [unitId], { at: clock.now(), most: mostOnWatch })
    const own = running.find(({ accountId }) => accountId === actor.accountId)
    return grant({
      unitId,
      stint: own ? stintView(own) : null,
      waiting: await waitingAt(database, unitId, mostWaiting),
      last: (await lastTaken(database, unitId)) ?? null,
    })
  },

  async see(id: string, actor: Actor): Promise<Result<HandOverView>> {
    const unitId = watchUnitOf(actor, units)
    if (unitId === undefined) return refuse('duty.noCentre')
    const row = await handOverById(database, id)
    if (row?.unitId !== unitId) return refuse('duty.unknownHandOver')
    return grant(await handOverView(database, row, cases.readInFullBy(actor)))
  },

  async list(before: string | undefined, actor: Actor): Promise<Result<ReplyOf<typeof listHandOvers>>> {
    const unitId = watchUnitOf(actor, units)
    if (unitId === undefined) return refuse('duty.noCentre')
    const rows = await handOversOf(database, unitId, { before, most: atOnce + 1 })
    const items = rows.slice(0, atOnce)
    return grant({ items, next: rows.length > atOnce ? (items.at(-1)?.id ?? null) : null })
  },
})
