import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Cases that a sweep could not do: each is left out of its rounds, and tried alone when its pause is over. */
export const parkedCases = pgTable(
  'parked_cases',
  {
    sweep: text('sweep').$type<CaseSweepName>().notNull(),
    caseId: uuid('case_id').notNull(),
    attempts: integer('attempts').notNull(),
    parkedAt: moment('parked_at').notNull(),
    nextAt: moment('next_at').notNull(),
  },
  table => [
    primaryKey({ name: 'parked_cases_key', columns: [table.sweep, table.caseId] }),
    index('parked_cases_next').on(table.sweep, table.nextAt),
  ],
)

/** What walks over cases by itself. */
export type CaseSweepName = 'clocks' | 'media' | 'tending' | 'heirs' | 'handOvers'
