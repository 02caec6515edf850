import type { Role } from '@shuniu/shared/identity'
import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

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
    /** Sealed; and a key that is equal for equal numbers, by which one person's accounts are known. */
    phoneSealed: text('phone_sealed'),
    phoneKey: text('phone_key'),
    disabledAt: moment('disabled_at'),
    /** When the password was set; null while it is the one that the account was made with. */
    passwordSetAt: moment('password_set_at'),
    /** Since when 动态口令 is asked for at sign-in; null while it is not. */
    secondFactorAt: moment('second_factor_at'),
    /** Set by whoever reset the password; gone once the holder has chosen one. */
    mustChangePassword: boolean('must_change_password').notNull().default(false),
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
    /** Browser and system in a few words, for whoever looks through their own sessions. */
    agent: text('agent').notNull().default(''),
    /** The days after which the password counted as too old when it began; null where it did not. */
    passwordAgedDays: integer('password_aged_days'),
    idleInS: integer('idle_in_s').notNull(),
    /** Ends then unless it is used before. */
    idleAt: moment('idle_at').notNull(),
    /** Ends then, however much it is used. */
    expiresAt: moment('expires_at').notNull(),
  },
  table => [index('sessions_account').on(table.accountId), index('sessions_idle').on(table.idleAt)],
)

/**
 * Tries of the last half hour that were not right, by whom they count for: a known device, an account tried from a network,
 * an account tried by any stranger, a network, a session that changes its password. Names stand here hashed: people type
 * passwords into the wrong field.
 */
export const failedSignIns = pgTable(
  'failed_sign_ins',
  {
    subject: text('subject').primaryKey(),
    /** The hash of the account's name, known or not, so that all that is held against it can be forgiven. */
    accountKey: text('account_key'),
    count: integer('count').notNull(),
    /** So many may be wrong before it waits. */
    most: integer('most').notNull(),
    /** Of the first try, from the last that was allowed on of that one. */
    since: moment('since').notNull(),
  },
  table => [
    index('failed_sign_ins_account').on(table.accountKey),
    index('failed_sign_ins_since').on(table.since),
  ],
)

/** Browsers and phones that an account was signed in from: strangers' wrong passwords do not count against them. */
export const devices = pgTable(
  'devices',
  {
    /** SHA-256 of the token in the device's cookie. */
    tokenHash: text('token_hash').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
    lastUsedAt: moment('last_used_at').notNull(),
  },
  table => [
    primaryKey({ columns: [table.tokenHash, table.accountId] }),
    index('devices_account').on(table.accountId, table.lastUsedAt),
    index('devices_used').on(table.lastUsedAt),
  ],
)

/** Commands of administrators of accounts that were done, so that one sent again is done once; kept for some days. */
export const accountCommandIds = pgTable(
  'account_command_ids',
  {
    id: uuid('id').primaryKey(),
    /** Of its sender, its kind and what it asked. */
    hash: text('hash').notNull(),
    at: moment('at').notNull(),
  },
  table => [index('account_command_ids_at').on(table.at)],
)

/** The code by which the first administrators are made, one at a time; its letters were printed and are kept nowhere. */
export const setupCodes = pgTable('setup_codes', {
  id: integer('id').primaryKey(),
  codeHash: text('code_hash').notNull(),
  triesLeft: integer('tries_left').notNull(),
  expiresAt: moment('expires_at').notNull(),
})

/**
 * Screens that ask to be walls, and those that are. A screen's secret is only in its cookie; here is its SHA-256, which becomes
 * that of its session. What nobody enrolled goes some time after its code has ended.
 */
export const wallEnrolments = pgTable(
  'wall_enrolments',
  {
    secretHash: text('secret_hash').primaryKey(),
    /** The six digits it shows; kept for a while after they were used or have ended, to say so to whoever types them. */
    code: text('code'),
    network: text('network').notNull(),
    agent: text('agent').notNull().default(''),
    askedAt: moment('asked_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** The wall it is; null while it asks. */
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    enrolledAt: moment('enrolled_at'),
    /** The administrator's account, and the name it had then. */
    enrolledBy: uuid('enrolled_by'),
    enrolledByName: text('enrolled_by_name'),
    /** When a process last had a socket of it, and which. */
    seenAt: moment('seen_at'),
    seenIn: text('seen_in'),
  },
  table => [
    uniqueIndex('wall_enrolments_code')
      .on(table.code)
      .where(sql`account_id is null`),
    uniqueIndex('wall_enrolments_account').on(table.accountId),
    index('wall_enrolments_expires').on(table.expiresAt),
  ],
)

/** One row whose number grows whenever a session ends or an account changes: what is kept in memory is then too old. */
export const sessionEpoch = pgTable('session_epoch', {
  id: integer('id').primaryKey(),
  epoch: integer('epoch').notNull(),
})
