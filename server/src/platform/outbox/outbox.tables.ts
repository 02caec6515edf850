import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'

/**
 * Facts as they are written, in the transaction of what they tell of. `seq` is null until the relay numbers the row;
 * after that nothing of the row changes any more.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    seq: bigint('seq', { mode: 'number' }),
    name: text('name').notNull(),
    at: timestamp('at', { withTimezone: true, mode: 'string' }).notNull(),
    body: jsonb('body').notNull(),
    /** Of the body's shape, by the catalogue of whoever wrote it. */
    bodyVersion: integer('body_version').notNull().default(1),
    maskedBody: jsonb('masked_body'),
    told: text('told').array().notNull(),
    masked: text('masked').array().notNull(),
    left: text('left_rooms').array().notNull(),
  },
  table => [
    uniqueIndex('outbox_seq').on(table.seq),
    index('outbox_unnumbered')
      .on(table.id)
      .where(sql`seq is null`),
    index('outbox_at').on(table.at),
  ],
)

/** The one numbering of all facts, and the lease of the process that numbers. A single row. */
export const stream = pgTable('stream', {
  id: bigint('id', { mode: 'number' }).primaryKey(),
  stream: uuid('stream').notNull(),
  head: bigint('head', { mode: 'number' }).notNull(),
  /** Facts up to here are no longer kept. */
  forgotten: bigint('forgotten', { mode: 'number' }).notNull(),
  term: bigint('term', { mode: 'number' }).notNull(),
  holder: text('holder'),
  until: timestamp('until', { withTimezone: true, mode: 'string' }),
})

/** How far each follower with effects in the database has come; advanced in the transaction of its effect. */
export const followers = pgTable('followers', {
  name: text('name').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
})

/** Facts that a follower could not take: it has gone on without them, and tries them again from time to time. */
export const parkedFacts = pgTable(
  'parked_facts',
  {
    follower: text('follower').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    error: text('error').notNull(),
    at: timestamp('at', { withTimezone: true, mode: 'string' }).notNull(),
    /** How often it was tried again. */
    retries: integer('retries').notNull().default(0),
  },
  table => [primaryKey({ columns: [table.follower, table.seq] })],
)

/** Processes of this server that are alive, by lease. */
export const processes = pgTable('processes', {
  id: uuid('id').primaryKey(),
  host: text('host').notNull(),
  pid: bigint('pid', { mode: 'number' }).notNull(),
  startedAt: timestamp('started_at', { withTimezone: true, mode: 'string' }).notNull(),
  until: timestamp('until', { withTimezone: true, mode: 'string' }).notNull(),
})
