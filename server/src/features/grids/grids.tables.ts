import { boolean, doublePrecision, index, integer, jsonb, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import type { CountyDivision, Ring } from './county.ts'

const area = {
  name: text('name').notNull(),
  population: integer('population').notNull(),
  households: integer('households').notNull(),
  centreLon: doublePrecision('centre_lon').notNull(),
  centreLat: doublePrecision('centre_lat').notNull(),
  /** One closed ring, WGS-84. */
  boundary: jsonb('boundary').$type<Ring>().notNull(),
  /** Grows whenever an import changes the row. */
  version: integer('version').notNull(),
}

/** The county, its townships and villages, of the year's register. */
export const divisions = pgTable('divisions', {
  code: text('code').primaryKey(),
  level: text('level').$type<CountyDivision['level']>().notNull(),
  parentCode: text('parent_code'),
  /** Pinyin initials of the name, lower case. */
  initials: text('initials').notNull(),
  ...area,
  /** The boundary is drawn, not surveyed. */
  synthetic: boolean('synthetic').notNull(),
})

export const grids = pgTable(
  'grids',
  {
    code: text('code').primaryKey(),
    villageCode: text('village_code')
      .notNull()
      .references(() => divisions.code),
    townshipCode: text('township_code').notNull(),
    serial: smallint('serial').notNull(),
    ...area,
  },
  table => [index('grids_village').on(table.villageCode), index('grids_township').on(table.townshipCode)],
)
