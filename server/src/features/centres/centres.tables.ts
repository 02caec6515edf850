import type { UnitView } from '@shuniu/shared/centres'
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'

/** Whoever can own a case: governance centres of the three tiers, county departments, township forces. */
export const units = pgTable(
  'units',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    kind: text('kind').$type<UnitView['kind']>().notNull(),
    areaCode: text('area_code').notNull(),
    /** Pinyin initials of the name, for search. */
    initials: text('initials').notNull(),
    /** The unit's own line, not a person's. */
    phone: text('phone'),
    /** The centre of the division that its own was merged into: it keeps its cases, and is the centre no more. */
    successorId: uuid('successor_id'),
    version: integer('version').notNull().default(1),
  },
  table => [index('units_area').on(table.areaCode)],
)
