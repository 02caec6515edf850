import type { ClockLevel, ClockRule, ClockTier, ClockUnit, Stage } from '@shuniu/shared/clocks'
import { sql } from 'drizzle-orm'
import {
  bigserial,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** The limits in force and to come; a row is ended by its last day, never changed. */
export const clockRules = pgTable('clock_rules', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  stage: text('stage').$type<Stage>().notNull(),
  level: text('level').$type<ClockLevel>().notNull(),
  categoryPrefix: text('category_prefix'),
  tier: text('tier').$type<ClockTier>(),
  amount: doublePrecision('amount').notNull(),
  unit: text('unit').$type<ClockUnit>().notNull(),
  maxAmount: doublePrecision('max_amount'),
  maxUnit: text('max_unit').$type<ClockUnit>(),
  effectiveFrom: text('effective_from').notNull(),
  effectiveTo: text('effective_to'),
})

/** Every clock a case ever had. Written only by who holds the case's row locked. */
export const deadlines = pgTable(
  'deadlines',
  {
    caseId: uuid('case_id').notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    /** The version of the case that started it. */
    ordinal: integer('ordinal').notNull(),
    rule: jsonb('rule').$type<ClockRule>().notNull(),
    percent: integer('percent').notNull(),
    startedAt: moment('started_at').notNull(),
    dueAt: moment('due_at').notNull(),
    stoppedAt: moment('stopped_at'),
    overdueAt: moment('overdue_at'),
  },
  table => [
    primaryKey({ columns: [table.caseId, table.stage, table.ordinal] }),
    index('deadlines_unmarked')
      .on(table.dueAt)
      .where(sql`stopped_at is null and overdue_at is null`),
  ],
)
