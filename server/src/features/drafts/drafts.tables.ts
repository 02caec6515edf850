import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Forms typed and not sent. The words are sealed: they may tell of persons. */
export const drafts = pgTable(
  'drafts',
  {
    accountId: uuid('account_id').notNull(),
    name: text('name').notNull(),
    version: integer('version').notNull(),
    sealedWords: text('sealed_words').notNull(),
    savedAt: moment('saved_at').notNull(),
  },
  table => [primaryKey({ columns: [table.accountId, table.name] }), index('drafts_saved').on(table.savedAt)],
)
