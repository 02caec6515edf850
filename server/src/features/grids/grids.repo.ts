import type { DivisionView } from '@shuniu/shared/grids'
import type { Position } from '@shuniu/shared/kernel'
import { asc } from 'drizzle-orm'
import { pinyin } from 'pinyin-pro'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { County, Ring } from './county.ts'
import { divisions, grids } from './grids.tables.ts'

/** A division or grid as it is kept in memory: what is told of it, and its boundary; null until its outline is known. */
export interface Area extends DivisionView {
  readonly boundary: Ring | null
  readonly synthetic: boolean
}

export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()

const areaColumns = `name text, population integer, households integer,
  centre_lon double precision, centre_lat double precision, boundary jsonb`
const areaNames = 'name, population, households, centre_lon, centre_lat, boundary'

const columnsOf = ({ centre, ...rest }: County['grids'][number] | County['divisions'][number]) => ({
  code: rest.code,
  name: rest.name,
  population: rest.population,
  households: rest.households,
  centre_lon: centre[0],
  centre_lat: centre[1],
  boundary: rest.boundary,
})

interface Bulk {
  readonly table: 'divisions' | 'grids'
  /** Columns beyond those of every area, with their types. */
  readonly own: Readonly<Record<string, string>>
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** Writes many rows by one statement; a row that is already so keeps its version. */
async function putAll(tx: Tx, { table, own, rows }: Bulk): Promise<void> {
  const names = `${Object.keys(own).join(', ')}, ${areaNames}`
  const columns = `code text, ${Object.entries(own)
    .map(pair => pair.join(' '))
    .join(', ')}, ${areaColumns}`
  const updated = names.split(', ').map(name => `${name} = excluded.${name}`)
  const row = (of: string) =>
    `row(${names
      .split(', ')
      .map(name => `${of}.${name}`)
      .join(', ')})`
  await tx.query(
    `insert into ${table} (code, ${names}, version)
     select code, ${names}, 1 from jsonb_to_recordset($1::jsonb) as sent(${columns})
     on conflict (code) do update set ${updated.join(', ')}, version = ${table}.version + 1
     where ${row(table)} is distinct from ${row('excluded')}`,
    [JSON.stringify(rows)],
  )
}

const removeOthers = (tx: Tx, table: Bulk['table'], codes: readonly string[]) =>
  tx.query(`delete from ${table} where not (code = any($1::text[]))`, [codes])

/** Stores a county whole: new and changed divisions and grids are written, those it no longer has are removed. */
export async function saveCounty(tx: Tx, county: County): Promise<void> {
  await putAll(tx, {
    table: 'divisions',
    own: { level: 'text', parent_code: 'text', initials: 'text', synthetic: 'boolean' },
    rows: county.divisions.map(division => ({
      ...columnsOf(division),
      level: division.level,
      parent_code: division.parentCode,
      initials: initialsOf(division.name),
      synthetic: division.synthetic,
    })),
  })
  await putAll(tx, {
    table: 'grids',
    own: { village_code: 'text', township_code: 'text', serial: 'smallint' },
    rows: county.grids.map(grid => ({
      ...columnsOf(grid),
      village_code: grid.villageCode,
      township_code: grid.townshipCode,
      serial: grid.serial,
    })),
  })
  await removeOthers(
    tx,
    'grids',
    county.grids.map(grid => grid.code),
  )
  await removeOthers(
    tx,
    'divisions',
    county.divisions.map(division => division.code),
  )
}

const centreOf = (lon: number | null, lat: number | null): Position | null =>
  lon === null || lat === null ? null : [lon, lat]

/** Every division and grid, each level in the order of its codes. */
export async function loadAreas({ orm }: Pick<Database, 'orm'>): Promise<Area[]> {
  const stored = await orm.select().from(divisions).orderBy(asc(divisions.code))
  const syntheticByCode = new Map(stored.map(({ code, synthetic }) => [code, synthetic]))
  const cells = await orm.select().from(grids).orderBy(asc(grids.code))
  return [
    ...stored.map(({ centreLon, centreLat, version: _, ...row }): Area => ({
      ...row,
      centre: centreOf(centreLon, centreLat),
    })),
    ...cells.map((cell): Area => ({
      code: cell.code,
      name: cell.name,
      level: 'grid',
      parentCode: cell.villageCode,
      initials: '',
      population: cell.population,
      households: cell.households,
      centre: centreOf(cell.centreLon, cell.centreLat),
      boundary: cell.boundary,
      synthetic: syntheticByCode.get(cell.villageCode) ?? false,
    })),
  ]
}

/** Whether a county is stored: a new database has none until the demo or an import fills it. */
export async function hasCounty({ orm }: Pick<Database, 'orm'>): Promise<boolean> {
  const found = await orm.select({ code: divisions.code }).from(divisions).limit(1)
  return found.length > 0
}
