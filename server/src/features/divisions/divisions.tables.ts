import type { Day } from '@shuniu/shared/calendar'
import type { DivisionActState, DivisionEffects, DivisionCommand } from '@shuniu/shared/divisions'
import { sql } from 'drizzle-orm'
import { bigserial, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Acts on divisions and grids, in the order in which they were made: those that took effect, and those of a day to come. */
export const divisionActs = pgTable(
  'division_acts',
  {
    nr: bigserial('nr', { mode: 'number' }).primaryKey(),
    /** The command that made it. */
    id: uuid('id').notNull().unique(),
    commandHash: text('command_hash').notNull(),
    command: jsonb('command').$type<DivisionCommand>().notNull(),
    /** All codes that it is about, and that it changed. */
    codes: text('codes').array().notNull(),
    subjectName: text('subject_name').notNull(),
    heirNames: text('heir_names').array().notNull(),
    effectiveOn: text('effective_on').$type<Day>().notNull(),
    ground: text('ground').notNull(),
    reason: text('reason').notNull(),
    state: text('state').$type<DivisionActState>().notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: moment('made_at').notNull(),
    endedBy: text('ended_by'),
    endedAt: moment('ended_at'),
    endReason: text('end_reason'),
    effects: jsonb('effects').$type<DivisionEffects>(),
  },
  table => [
    index('division_acts_planned')
      .on(table.effectiveOn, table.nr)
      .where(sql`state = 'planned'`),
    index('division_acts_codes').using('gin', table.codes),
  ],
)
