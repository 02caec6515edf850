import type { GridPlanState, PartitionShape } from '@shuniu/shared/gridPlans'
import { sql } from 'drizzle-orm'
import { date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { moment } from '../../platform/columns/index.ts'

/** Villages drawn anew. What came into force stays, with the grids as they were before: the history of outlines. */
export const gridPlans = pgTable(
  'grid_plans',
  {
    /** The command that began it. */
    id: uuid('id').primaryKey(),
    villageCode: text('village_code').notNull(),
    state: text('state').$type<GridPlanState>().notNull(),
    /** The grids as they were when it was begun. */
    base: jsonb('base').$type<PartitionShape>().notNull(),
    shape: jsonb('shape').$type<PartitionShape>().notNull(),
    basis: text('basis'),
    forceOn: date('force_on', { mode: 'string' }),
    /** All who have drawn: none of them approves it. */
    drawers: uuid('drawers').array().notNull(),
    drawnBy: text('drawn_by').notNull(),
    drawnAt: moment('drawn_at').notNull(),
    approvedBy: text('approved_by'),
    approvedAt: moment('approved_at'),
    note: text('note'),
    version: integer('version').notNull().default(1),
  },
  table => [
    uniqueIndex('grid_plans_open')
      .on(table.villageCode)
      .where(sql`state in ('draft', 'approved')`),
    index('grid_plans_due')
      .on(table.forceOn)
      .where(sql`state = 'approved'`),
    index('grid_plans_village').on(table.villageCode.op('text_pattern_ops'), table.id),
  ],
)
