import type { GridCheck } from '@shuniu/shared/gridChecks'
import { sql } from 'drizzle-orm'
import {
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'
import type { Ring } from '../grids/index.ts'

/** What rounds of checks have found, each with the task to mend it. What is mended stays, and is found anew as another. */
export const gridFindings = pgTable(
  'grid_findings',
  {
    id: uuid('id').primaryKey(),
    check: text('check_code').$type<GridCheck>().notNull(),
    /** Where the check stands among the others: the gravest first. */
    rank: smallint('rank').notNull(),
    /** A grid's code, or a village's. */
    subject: text('subject').notNull(),
    villageCode: text('village_code').notNull(),
    /** Other grids that it is about; a fault between the same two is one finding. */
    others: text('others').array().notNull(),
    measure: doublePrecision('measure'),
    pieces: jsonb('pieces').$type<readonly Ring[]>().notNull(),
    foundAt: moment('found_at').notNull(),
    /** By the round that came upon it last. */
    checkedAt: moment('checked_at').notNull(),
    waivedAt: moment('waived_at'),
    mendedAt: moment('mended_at'),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    note: text('note'),
    changedBy: uuid('changed_by'),
    version: integer('version').notNull().default(1),
  },
  table => [
    uniqueIndex('grid_findings_standing')
      .on(table.check, table.subject, table.others)
      .where(sql`mended_at is null`),
    index('grid_findings_village').on(
      table.villageCode.op('text_pattern_ops'),
      table.rank,
      table.dueOn,
      table.id,
    ),
    index('grid_findings_list')
      .on(table.rank, table.dueOn, table.id)
      .where(sql`mended_at is null`),
  ],
)

/** One row: when a round was asked for, begun and ended last, and of which state of the county. */
export const gridCheckRounds = pgTable('grid_check_rounds', {
  id: integer('id').primaryKey(),
  askedAt: moment('asked_at'),
  begunAt: moment('begun_at'),
  endedAt: moment('ended_at'),
  /** The number of the county's last change when it was begun. */
  areasEpoch: text('areas_epoch'),
})
