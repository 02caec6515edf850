import type { Day } from '@shuniu/shared/calendar'
import type { Engagement, Insurance, MemberCondition, ScoreTemplate } from '@shuniu/shared/gridMembers'
import { bigserial, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'
import { persons } from '../staffing/index.ts'

/** What is known of a person as a grid member. */
export const memberFiles = pgTable('member_files', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => persons.id),
  engagement: text('engagement').$type<Engagement>().notNull(),
  conditions: text('conditions').array().$type<MemberCondition[]>().notNull(),
  examPassedOn: text('exam_passed_on').$type<Day>(),
  contractFrom: text('contract_from').$type<Day>(),
  contractTo: text('contract_to').$type<Day>(),
  insurances: text('insurances').array().$type<Insurance[]>().notNull(),
  reason: text('reason').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: moment('changed_at').notNull(),
  /** The command that changed it last. */
  changeId: uuid('change_id'),
  version: integer('version').notNull(),
})

/** Trainings that were held, one row for each person; never changed. */
export const memberTrainings = pgTable(
  'member_trainings',
  {
    /** The command that wrote it down. */
    id: uuid('id').primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id),
    day: text('day').$type<Day>().notNull(),
    hours: integer('hours').notNull(),
    topic: text('topic').notNull(),
    addedBy: text('added_by').notNull(),
    addedAt: moment('added_at').notNull(),
    commandHash: text('command_hash').notNull(),
  },
  table => [index('member_trainings_person').on(table.personId, table.day)],
)

/** Who has which grid from when to when, both days included; of one grid no two hold on one day. */
export const gridBindings = pgTable(
  'grid_bindings',
  {
    /** The command that handed the grid over to its holder. */
    id: uuid('id').primaryKey(),
    gridCode: text('grid_code').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => persons.id),
    fromDay: text('from_day').$type<Day>().notNull(),
    toDay: text('to_day').$type<Day>(),
    reason: text('reason').notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: moment('made_at').notNull(),
    commandHash: text('command_hash').notNull(),
  },
  table => [
    index('grid_bindings_grid').on(table.gridCode, table.fromDay),
    index('grid_bindings_person').on(table.personId),
  ],
)

/** By what the work of a year is assessed; of one year the last row holds. */
export const scoreTemplates = pgTable('score_templates', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  year: integer('year').notNull(),
  items: jsonb('items').$type<ScoreTemplate['items']>().notNull(),
  ground: text('ground').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: moment('changed_at').notNull(),
  commandId: uuid('command_id').notNull().unique(),
  commandHash: text('command_hash').notNull(),
})
