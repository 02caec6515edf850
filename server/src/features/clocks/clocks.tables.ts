import type {
  ClockEntryKind,
  ClockLevel,
  ClockRule,
  ClockTier,
  ClockUnit,
  Stage,
} from '@shuniu/shared/clocks'
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** The limits in force and to come; a row is ended by its last day, never changed. */
export const clockRules = pgTable(
  'clock_rules',
  {
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
    /** Who made the row, and who ended it; null for the limits a county starts with. */
    madeBy: text('made_by'),
    madeAt: moment('made_at'),
    endedBy: text('ended_by'),
    endedAt: moment('ended_at'),
    /** The command that made the row, and the hash of its body and sender: the same again makes no second row. */
    commandId: uuid('command_id'),
    commandHash: text('command_hash'),
  },
  table => [unique('clock_rules_command').on(table.commandId)],
)

/** What all clocks share, from a day on; of rows in force the one that took effect last holds. Never changed. */
export const clockSettings = pgTable(
  'clock_settings',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    yellowPercent: integer('yellow_percent').notNull(),
    orangePercent: integer('orange_percent').notNull(),
    reworkPercent: integer('rework_percent').notNull(),
    extensionPercent: integer('extension_percent').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: moment('changed_at').notNull(),
    commandId: uuid('command_id').notNull(),
    commandHash: text('command_hash').notNull(),
  },
  table => [unique('clock_settings_command').on(table.commandId)],
)

/** The helping unit that a clock times; empty for the case's own, since a key holds no null. */
const unitId = () => text('unit_id').notNull().default('')

/** Every clock a case ever had. Written only by who holds the case's row locked. */
export const caseClocksTable = pgTable(
  'case_clocks',
  {
    caseId: uuid('case_id').notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    unitId: unitId(),
    /** The version of the case that started it. */
    ordinal: integer('ordinal').notNull(),
    rule: jsonb('rule').$type<ClockRule>().notNull(),
    percent: integer('percent').notNull(),
    startedAt: moment('started_at').notNull(),
    dueAt: moment('due_at').notNull(),
    yellowAt: moment('yellow_at').notNull(),
    orangeAt: moment('orange_at').notNull(),
    pausedAt: moment('paused_at'),
    stoppedAt: moment('stopped_at'),
    overdueAt: moment('overdue_at'),
  },
  table => [
    primaryKey({ columns: [table.caseId, table.stage, table.unitId, table.ordinal] }),
    index('case_clocks_stage').on(table.stage, table.startedAt),
    index('case_clocks_running')
      .on(table.dueAt)
      .where(sql`stopped_at is null`),
  ],
)

/** What happened to each clock, in order; never changed. Written with the clock it tells of. */
export const clockLedger = pgTable(
  'clock_ledger',
  {
    caseId: uuid('case_id').notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    unitId: unitId(),
    ordinal: integer('ordinal').notNull(),
    /** 0 for the start of the clock. */
    place: integer('place').notNull(),
    kind: text('kind').$type<ClockEntryKind>().notNull(),
    at: moment('at').notNull(),
    version: integer('version').notNull(),
    move: text('move').notNull(),
    unit: text('unit').$type<ClockUnit>().notNull(),
    addsMs: bigint('adds_ms', { mode: 'number' }).notNull(),
    usedMs: bigint('used_ms', { mode: 'number' }).notNull(),
    dueAt: moment('due_at'),
  },
  table => [
    primaryKey({ columns: [table.caseId, table.stage, table.unitId, table.ordinal, table.place] }),
    index('clock_ledger_stops')
      .on(table.stage, table.at)
      .where(sql`kind = 'stop'`),
  ],
)

/**
 * The moments at which a running clock is told of, each once: fired, or still to come. A clock that stands still or has
 * stopped has none to come. Its key says which clock, which of its limits, which share.
 */
export const clockThresholds = pgTable(
  'clock_thresholds',
  {
    caseId: uuid('case_id').notNull(),
    stage: text('stage').$type<Stage>().notNull(),
    unitId: unitId(),
    ordinal: integer('ordinal').notNull(),
    edition: integer('edition').notNull(),
    percent: integer('percent').notNull(),
    dueAt: moment('due_at').notNull(),
    firedAt: moment('fired_at'),
    /** The version of the case that told of it. */
    firedVersion: integer('fired_version'),
  },
  table => [
    primaryKey({
      name: 'clock_thresholds_key',
      columns: [table.caseId, table.stage, table.unitId, table.ordinal, table.edition, table.percent],
    }),
    index('clock_thresholds_due')
      .on(table.dueAt)
      .where(sql`fired_at is null`),
    index('clock_thresholds_fired').on(table.caseId, table.firedVersion),
  ],
)
