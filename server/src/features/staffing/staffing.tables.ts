import type { Day } from '@shuniu/shared/calendar'
import type {
  Manner,
  OrganView,
  PostKind,
  StaffingRule,
  StationingMode,
  UnitDuty,
  UnitLine,
} from '@shuniu/shared/staffing'
import { sql } from 'drizzle-orm'
import { bigserial, boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Whoever holds posts. The mobile number is sealed. */
export const persons = pgTable(
  'persons',
  {
    /** The command that entered it. */
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    /** Pinyin initials of the name, for search. */
    initials: text('initials').notNull(),
    areaCode: text('area_code').notNull(),
    mobileSealed: text('mobile_sealed'),
    officePhone: text('office_phone'),
    /** Of what it was entered with, and by whom. */
    commandHash: text('command_hash').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** The command that changed it last; null until one has. */
    changeId: uuid('change_id'),
    version: integer('version').notNull().default(1),
  },
  table => [index('persons_area').on(table.areaCode, table.id)],
)

/** Who holds which post at which unit, both days included; gone only with the import that brought it, undone. */
export const appointments = pgTable(
  'appointments',
  {
    /** The command that made it. */
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id),
    unitId: uuid('unit_id').notNull(),
    post: text('post').$type<PostKind>().notNull(),
    manner: text('manner').$type<Manner>().notNull(),
    fromDay: text('from_day').$type<Day>().notNull(),
    toDay: text('to_day').$type<Day>(),
    reason: text('reason').notNull(),
    commandHash: text('command_hash').notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: moment('made_at').notNull(),
    endedBy: text('ended_by'),
    endedAt: moment('ended_at'),
    endReason: text('end_reason'),
    /** The command that ended it. */
    endId: uuid('end_id'),
    version: integer('version').notNull().default(1),
  },
  table => [
    index('appointments_unit').on(table.unitId, table.fromDay),
    index('appointments_person').on(table.personId),
  ],
)

/** What is said of a unit beside its name; no row until somebody has. */
export const unitProfiles = pgTable('unit_profiles', {
  unitId: uuid('unit_id').primaryKey(),
  hasInstitution: boolean('has_institution'),
  headcount: integer('headcount'),
  stationing: text('stationing').$type<StationingMode>(),
  stationingDays: integer('stationing_days').array().notNull(),
  organs: jsonb('organs').$type<OrganView[]>().notNull(),
  lines: jsonb('lines')
    .$type<UnitLine[]>()
    .notNull()
    .default(sql`'[]'::jsonb`),
  /** Categories by divisions that it answers for. */
  duties: jsonb('duties')
    .$type<UnitDuty[]>()
    .notNull()
    .default(sql`'[]'::jsonb`),
  reason: text('reason').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: moment('changed_at').notNull(),
  changeId: uuid('change_id'),
  version: integer('version').notNull(),
})

/** The county's own rules, beside those that every county starts with; the past is never written anew. */
export const staffingRules = pgTable('staffing_rules', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  tier: text('tier').$type<StaffingRule['tier']>().notNull(),
  severity: text('severity').$type<StaffingRule['severity']>().notNull(),
  demand: jsonb('demand').$type<StaffingRule['demand']>().notNull(),
  effectiveFrom: text('effective_from').$type<Day>().notNull(),
  ground: text('ground').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: moment('changed_at').notNull(),
  commandId: uuid('command_id').notNull().unique(),
  commandHash: text('command_hash').notNull(),
})

/** Who looked at whose own number, when and why. Rows are added and never changed; the database refuses it. */
export const mobileLooks = pgTable(
  'mobile_looks',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    personId: uuid('person_id').notNull(),
    accountId: uuid('account_id').notNull(),
    accountName: text('account_name').notNull(),
    reason: text('reason').notNull(),
    at: moment('at').notNull(),
  },
  table => [index('mobile_looks_person').on(table.personId, table.id)],
)
