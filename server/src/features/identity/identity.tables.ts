import type { Role } from '@shuniu/shared/identity'
import { boolean, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })

/** Who may sign in. Rights follow from the role alone, what is seen from the scope. */
export const accounts = pgTable(
  'accounts',
  {
    id: uuid('id').primaryKey(),
    account: text('account').notNull().unique(),
    name: text('name').notNull(),
    /** Pinyin initials of the name, for search. */
    initials: text('initials').notNull(),
    /** argon2id; null for an account that nobody can sign in to. */
    passwordHash: text('password_hash'),
    role: text('role').$type<Role>().notNull(),
    /** The code of the county, township, village or grid it belongs to. */
    scope: text('scope').notNull(),
    /** A unit of the feature centres. */
    unitId: uuid('unit_id'),
    disabledAt: moment('disabled_at'),
    isDemo: boolean('is_demo').notNull().default(false),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  table => [index('accounts_scope').on(table.scope, table.id)],
)

/** Signed-in browsers and phones. The token itself is only in the cookie; here is its SHA-256. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    idleInS: integer('idle_in_s').notNull(),
    /** Ends then unless it is used before. */
    idleAt: moment('idle_at').notNull(),
    /** Ends then, however much it is used. */
    expiresAt: moment('expires_at').notNull(),
  },
  table => [index('sessions_account').on(table.accountId), index('sessions_idle').on(table.idleAt)],
)

/** Wrong passwords of the last half hour by account name, known or not. */
export const wrongPasswords = pgTable('wrong_passwords', {
  account: text('account').primaryKey(),
  count: integer('count').notNull(),
  since: moment('since').notNull(),
})

/** One row whose number grows whenever a session ends or an account changes: what is kept in memory is then too old. */
export const sessionEpoch = pgTable('session_epoch', {
  id: integer('id').primaryKey(),
  epoch: integer('epoch').notNull(),
})
