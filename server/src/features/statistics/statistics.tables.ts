import { bigint, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'

/** What each case was last counted as; replaced whole when a fact of a higher version comes. */
export const statisticContributions = pgTable('statistic_contributions', {
  caseId: uuid('case_id').primaryKey(),
  version: integer('version').notNull(),
  areaCode: text('area_code').notNull(),
  /** `metric|day|bucket`, once for each contribution. */
  counted: text('counted').array().notNull(),
})

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
