import type { Day } from '@shuniu/shared/calendar'
import {
  bigserial,
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { CountyDivision, Ring } from './county.ts'

const area = {
  name: text('name').notNull(),
  population: integer('population').notNull(),
  households: integer('households').notNull(),
  /** Null, as the boundary, until an outline is known. */
  centreLon: doublePrecision('centre_lon'),
  centreLat: doublePrecision('centre_lat'),
  /** One closed ring, WGS-84. */
  boundary: jsonb('boundary').$type<Ring>(),
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
    /** What a grid of its own is made for: 学校, 园区, 商圈 …; null for a grid of residents. Source: domain.md §2.9. */
    specialKind: text('special_kind'),
    ...area,
  },
  table => [index('grids_village').on(table.villageCode), index('grids_township').on(table.townshipCode)],
)

/** Grids that are no more, each with the one that took it over: what was theirs and is still under way goes to that one. */
export const gridHeirs = pgTable(
  'grid_heirs',
  {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    villageCode: text('village_code').notNull(),
    /** One that stands: where it ceases too, its own heir takes its place here. */
    heirCode: text('heir_code').notNull(),
    ceasedOn: date('ceased_on', { mode: 'string' }).notNull(),
  },
  table => [index('grid_heirs_village').on(table.villageCode), index('grid_heirs_heir').on(table.heirCode)],
)
/** What divisions and grids were until acts changed them, in the order of the acts. Rows are added and never changed. */
export const formerDivisions = pgTable('former_divisions', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  /** The first day on which it was so no more. */
  untilDay: text('until_day').$type<Day>().notNull(),
  /** Codes of what took over; the first has what cannot be divided. */
  heirs: text('heirs').array().notNull(),
  actId: uuid('act_id').notNull(),
})
