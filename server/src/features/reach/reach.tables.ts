import type { CaseFact } from '@shuniu/shared/cases'
import type { NotificationReader } from '@shuniu/shared/clocks'
import type { ReachChannel, DeliveryState, ReachEnd, ReachTask, RungSettings } from '@shuniu/shared/reach'
import { sql } from 'drizzle-orm'
import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** What somebody must be told: one row for each dispatch and for each time that a case begins to call. */
export const reaches = pgTable(
  'reaches',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id').notNull(),
    caseNumber: text('case_number').notNull(),
    task: text('task').$type<ReachTask>().notNull(),
    /** The version that dispatched it, or the moment from which it calls: the same is told of once. */
    cause: text('cause').notNull(),
    /** The version of the case that it began with. */
    caseVersion: integer('case_version').notNull(),
    level: text('level').$type<CaseFact['level']>().notNull(),
    unitId: uuid('unit_id'),
    since: moment('since').notNull(),
    startsAt: moment('starts_at').notNull(),
    /** When it is to be looked at again; null when there is nothing more to do. */
    nextAt: moment('next_at'),
    /** When its persons were named. */
    namedAt: moment('named_at'),
    spentAt: moment('spent_at'),
    endedAt: moment('ended_at'),
    end: text('end_kind').$type<ReachEnd>(),
    /** The move that ended it, and who made that. */
    endMove: text('end_move'),
    endedByName: text('ended_by_name'),
  },
  table => [
    uniqueIndex('reaches_once').on(table.caseId, table.task, table.cause),
    index('reaches_case').on(table.caseId, table.since),
    index('reaches_due')
      .on(table.nextAt)
      .where(sql`next_at is not null`),
  ],
)

/** Whom it is told, in ranks; named when the first of them is told. */
export const reachPersons = pgTable(
  'reach_persons',
  {
    reachId: uuid('reach_id')
      .notNull()
      .references(() => reaches.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').notNull(),
    /** As it was then. */
    name: text('name').notNull(),
    reader: text('reader').$type<NotificationReader>().notNull(),
    rank: integer('rank').notNull(),
    toldAt: moment('told_at'),
    /** The notification by which they are told in the app, which holds the receipts. */
    notificationId: uuid('notification_id').notNull(),
  },
  table => [primaryKey({ columns: [table.reachId, table.accountId] })],
)

/** What is sent to one person by one channel: the outbox of the channels that leave the house. Never a number of anybody. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: uuid('id').primaryKey(),
    reachId: uuid('reach_id')
      .notNull()
      .references(() => reaches.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id').notNull(),
    channel: text('channel').$type<ReachChannel>().notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    /** The words, the same at each try; null where the app tells it by itself. */
    text: text('text'),
    /** When it was this channel's turn. */
    at: moment('at').notNull(),
    /** When it is to be sent, or sent again; while it is in somebody's hands, when these count as lost. */
    nextAt: moment('next_at').notNull(),
    /** How often it was taken in hand: whoever writes down what came of it names the try. */
    attempts: integer('attempts').notNull().default(0),
    sentAt: moment('sent_at'),
    failedAt: moment('failed_at'),
    fault: text('fault'),
    /** What the other side calls it. */
    reference: text('reference'),
  },
  table => [
    uniqueIndex('deliveries_once').on(table.reachId, table.accountId, table.channel),
    index('deliveries_due')
      .on(table.channel, table.nextAt)
      .where(sql`state in ('waiting', 'sending')`),
  ],
)

/** How long each rung is waited on, from a day on; of rows in force the one that took effect last holds. Never changed. */
export const reachRungs = pgTable(
  'reach_rungs',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    settings: jsonb('settings').$type<RungSettings>().notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: moment('changed_at').notNull(),
    commandId: uuid('command_id').notNull(),
    commandHash: text('command_hash').notNull(),
  },
  table => [unique('reach_rungs_command').on(table.commandId)],
)

/**
 * Devices that are pushed to: known devices of accounts, whose tokens stand here as they do there, and which go with them (a key
 * to `devices`, in the migration). The address is the browser maker's, the keys are the device's own.
 */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    id: uuid('id').primaryKey(),
    accountId: uuid('account_id').notNull(),
    deviceHash: text('device_hash').notNull(),
    endpoint: text('endpoint').notNull().unique(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  table => [
    index('push_subscriptions_account').on(table.accountId),
    index('push_subscriptions_device').on(table.deviceHash, table.accountId),
  ],
)
