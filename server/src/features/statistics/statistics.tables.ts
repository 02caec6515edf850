import { bigint, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** What each case was last counted as; replaced whole when a fact of a higher version comes. */
export const statisticContributions = pgTable(
  'statistic_contributions',
  {
    caseId: uuid('case_id').primaryKey(),
    version: integer('version').notNull(),
    areaCode: text('area_code').notNull(),
    /** `metric|day|bucket`, once for each contribution. */
    counted: text('counted').array().notNull(),
  },
  table => [index('statistic_contributions_area').on(table.areaCode)],
)

/** The counters: sums of contributions by division. `day` is empty for what stands now. */
export const statisticCounts = pgTable(
  'statistic_counts',
  {
    areaCode: text('area_code').notNull(),
    metric: text('metric').notNull(),
    day: text('day').notNull(),
    bucket: text('bucket').notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
  },
  table => [
    primaryKey({ columns: [table.areaCode, table.metric, table.day, table.bucket] }),
    index('statistic_counts_day').on(table.areaCode, table.day),
  ],
)

/**
 * A value that is another as soon as any counter of a division, or of one within it, is another: what was read of the
 * counters holds for as long as it stays. The database itself sees to it, whoever writes the counters.
 */
export const statisticStamps = pgTable('statistic_stamps', {
  areaCode: text('area_code').primaryKey(),
  stamp: uuid('stamp').notNull(),
})

/** How far the rebuild of the counters that is under way has come; a single row, gone when it is done. */
export const statisticRebuilds = pgTable('statistic_rebuilds', {
  id: smallint('id').primaryKey(),
  step: text('step').$type<'cases' | 'areas'>().notNull(),
  /** The last case or division that is done; empty before the first division. */
  last: text('last').notNull(),
  done: bigint('done', { mode: 'number' }).notNull(),
  startedAt: moment('started_at').notNull(),
})
