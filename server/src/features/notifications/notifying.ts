import type { ClockCard } from '@shuniu/shared/clocks'
import { notificationFacts } from '@shuniu/shared/notifications'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outbox, outboxOf } from '../../platform/outbox/index.ts'
import { writeRows } from '../../platform/sql/index.ts'
import { addNotifications, type NewNotification } from './notifications.repo.ts'

/** A notification that nobody has on a device or has seen. */
export type MadeNotification = Omit<NewNotification, 'card' | 'unitId' | 'receivedAt' | 'seenAt'> & {
  readonly card: ClockCard | null
  readonly unitId: string | null
}

/** Writes notifications and tells each to its reader; one that was made before is passed over. */
export function notifierOf({ live }: Pick<Platform, 'live'>) {
  const outboxes = outboxOf(notificationFacts, () => live.wake())

  return async (tx: Tx, rows: readonly MadeNotification[]): Promise<void> => {
    const added = await addNotifications(tx, rows)
    const facts = added.map(({ caseVersion: _, ...body }) =>
      outboxes.rowOf('notification.made', { before: undefined, after: body, at: body.at }),
    )
    await writeRows(tx, { table: outbox, rows: facts })
    tx.onCommit(outboxes.wake)
  }
}
