import { index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { accounts } from '../identity.tables.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })

/** The secret of an account's 动态口令: it counts once `accounts.second_factor_at` says since when. */
export const secondFactors = pgTable('second_factors', {
  accountId: uuid('account_id')
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  /** Sealed under the server's key. */
  secretSealed: text('secret_sealed').notNull(),
  begunAt: moment('begun_at').notNull(),
  /** The last half minute, counted from 1970, whose code was taken: none of it or before is taken again. */
  lastStep: integer('last_step'),
})

/** Codes for when the phone is lost, each for one use. Here is what a key of the server's makes of them. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    usedAt: moment('used_at'),
  },
  table => [primaryKey({ columns: [table.accountId, table.codeHash] })],
)

/** Sign-ins whose password was right and whose code is awaited. The token is only in the cookie; here is its SHA-256. */
export const signInTickets = pgTable(
  'sign_in_tickets',
  {
    tokenHash: text('token_hash').primaryKey(),
    /** By which the page names it; it opens nothing without the token. */
    id: uuid('id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    triesLeft: integer('tries_left').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  table => [
    index('sign_in_tickets_account').on(table.accountId, table.expiresAt),
    index('sign_in_tickets_expires').on(table.expiresAt),
  ],
)
