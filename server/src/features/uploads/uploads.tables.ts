import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Files sent by tus; `kind` and `mediaType` are decided from the content when the last byte is there. */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id').notNull(),
    kind: text('kind').$type<'photo' | 'voice' | 'video'>(),
    mediaType: text('media_type'),
    sizeB: bigint('size_b', { mode: 'number' }).notNull(),
    createdAt: moment('created_at').notNull(),
    completedAt: moment('completed_at'),
    /** Why a complete file is not taken; null when it is. */
    rejected: text('rejected'),
  },
  table => [index('uploads_account').on(table.accountId, table.createdAt)],
)
