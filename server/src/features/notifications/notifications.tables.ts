import type { ClockCard, NotificationReader, Stage } from '@shuniu/shared/clocks'
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Who is to be told of which case and why: one row for each reader of each telling. Never free text. */
export const notifications = pgTable(
  'notifications',
  {
    id: uuid('id').primaryKey(),
    readerId: uuid('reader_id').notNull(),
    /** For which post the reader is told. */
    reader: text('reader').$type<NotificationReader>().notNull(),
    caseId: uuid('case_id').notNull(),
    /** The version of the case that told of it. */
    caseVersion: integer('case_version').notNull(),
    caseNumber: text('case_number').notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    /** The helping unit whose clock it is; null for the case's own. */
    unitId: text('unit_id'),
    percent: integer('percent').notNull(),
    card: text('card').$type<ClockCard>(),
    dueAt: moment('due_at').notNull(),
    at: moment('at').notNull(),
    /** When it first came to a device of the reader. */
    receivedAt: moment('received_at'),
    seenAt: moment('seen_at'),
  },
  table => [
    uniqueIndex('notifications_once').on(table.caseId, table.caseVersion, table.readerId),
    index('notifications_reader').on(table.readerId, table.id),
    index('notifications_unseen')
      .on(table.readerId)
      .where(sql`seen_at is null`),
  ],
)
