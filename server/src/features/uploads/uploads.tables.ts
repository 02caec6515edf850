import { sql } from 'drizzle-orm'
import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/**
 * Files sent by tus under the ids that their senders gave them: *expected* from the moment that a report names one,
 * *arriving* once its length is announced, *settled* when its last byte has come; `kind` and `mediaType` are decided
 * from the content then.
 */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id').notNull(),
    kind: text('kind').$type<'photo' | 'voice' | 'video'>(),
    mediaType: text('media_type'),
    /** As announced; null while it is only expected. */
    sizeB: bigint('size_b', { mode: 'number' }),
    arrivedB: bigint('arrived_b', { mode: 'number' }).notNull().default(0),
    createdAt: moment('created_at').notNull(),
    /** When a byte of it last came, or somebody last named or announced it. */
    touchedAt: moment('touched_at').notNull(),
    /** When to see whether anybody still waits for it; null once a case holds it for good. */
    forgetAt: moment('forget_at'),
    completedAt: moment('completed_at'),
    /** Why a complete file is not taken; null when it is. */
    rejected: text('rejected'),
  },
  table => [
    index('uploads_account')
      .on(table.accountId)
      .where(sql`forget_at is not null`),
    index('uploads_forget')
      .on(table.forgetAt)
      .where(sql`forget_at is not null`),
  ],
)
