import { caseSight } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { reachesTold, type DeliveryView, type ReachView, type seeReach } from '@shuniu/shared/reach'
import { inTx, type Database } from '../../platform/db/index.ts'
import { reachedCase } from '../cases/index.ts'
import { receiptsOf } from '../notifications/index.ts'
import {
  deliveriesOf,
  personsOf,
  reachesOfCase,
  type DeliveryRow,
  type ReachPersonRow,
  type ReachRow,
} from './reach.repo.ts'

type Receipts = Awaited<ReturnType<typeof receiptsOf>>

const deliveryView = ({ channel, state, at, sentAt, attempts, fault }: DeliveryRow): DeliveryView => ({
  channel,
  state,
  at,
  sentAt,
  attempts,
  fault,
})

const personView = (
  { accountId, name, reader, rank, toldAt, notificationId }: ReachPersonRow,
  deliveries: readonly DeliveryRow[],
  receipts: Receipts,
): ReachView['persons'][number] => ({
  accountId,
  name,
  reader,
  rank,
  toldAt,
  receivedAt: receipts.get(notificationId)?.receivedAt ?? null,
  openedAt: receipts.get(notificationId)?.seenAt ?? null,
  deliveries: deliveries.filter(one => one.accountId === accountId).map(deliveryView),
})

const reachView = ({ id, task, level, unitId, since, startsAt, nextAt, spentAt, ...row }: ReachRow) => ({
  id,
  task,
  level,
  unitId,
  since,
  startsAt,
  endedAt: row.endedAt,
  end: row.end,
  endMove: row.endMove,
  endedByName: row.endedByName,
  spentAt,
  nextAt,
})

/**
 * Who was to be told of a case, and what came of it: for whoever sees the case in full and is no wall, since it names people at work.
 * Refuses: `case.unknown`.
 */
export const reachQueriesOf = ({ database }: { readonly database: Database }) => ({
  see: (caseId: string, actor: Actor): Promise<Result<ReplyOf<typeof seeReach>>> =>
    inTx(
      database,
      async tx => {
        const known = await reachedCase(tx, caseId)
        const isSeen = known && actor.role !== 'wall' && caseSight(actor, known.current) === 'full'
        if (!isSeen) return refuse('case.unknown', { id: caseId })
        const rows = await reachesOfCase(tx, caseId, reachesTold)
        const ids = rows.map(({ id }) => id)
        const [persons, deliveries] =
          ids.length > 0 ? [await personsOf(tx, ids), await deliveriesOf(tx, ids)] : [[], []]
        const receipts = await receiptsOf(
          tx,
          persons.map(({ notificationId }) => notificationId),
        )
        const items = rows.map(row => ({
          ...reachView(row),
          persons: persons
            .filter(({ reachId }) => reachId === row.id)
            .map(one =>
              personView(
                one,
                deliveries.filter(({ reachId }) => reachId === row.id),
                receipts,
              ),
            ),
        }))
        return grant({ items })
      },
      { isolation: 'repeatable read', readOnly: true },
    ),
})
