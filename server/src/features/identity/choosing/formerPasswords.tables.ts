import { pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { accounts } from '../identity.tables.ts'

/** Passwords an account had, as their hashes: the last few are not taken again. */
export const formerPasswords = pgTable(
  'former_passwords',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    passwordHash: text('password_hash').notNull(),
    replacedAt: timestamp('replaced_at', { withTimezone: true, mode: 'string' }).notNull(),
  },
  table => [primaryKey({ columns: [table.accountId, table.passwordHash] })],
)
