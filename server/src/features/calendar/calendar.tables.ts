import type { Day, DutyHours } from '@shuniu/shared/calendar'
import { bigserial, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Yearly notices as the county imported them; of one year the last row holds, the others say what held before. */
export const dutyYears = pgTable(
  'duty_years',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    year: integer('year').notNull(),
    holidays: text('holidays').array().$type<Day[]>().notNull(),
    makeUpWorkdays: text('make_up_workdays').array().$type<Day[]>().notNull(),
    notice: text('notice'),
    importedBy: text('imported_by').notNull(),
    importedAt: moment('imported_at').notNull(),
  },
  table => [index('duty_years_year').on(table.year, table.id)],
)

/** Office hours of the seasons with the day they take effect; of rows in force the one that took effect last holds. */
export const dutyHours = pgTable(
  'duty_hours',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    name: text('name').notNull(),
    season: jsonb('season').$type<DutyHours['season']>().notNull(),
    windows: jsonb('windows').$type<DutyHours['windows']>().notNull(),
    effectiveFrom: text('effective_from').notNull(),
    changedBy: text('changed_by').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** The command that set them, all seasons alike, and the hash of its body and sender. */
    commandId: uuid('command_id'),
    commandHash: text('command_hash'),
  },
  table => [index('duty_hours_command').on(table.commandId)],
)
