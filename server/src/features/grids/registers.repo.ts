import type { Database, Tx } from '../../platform/db/index.ts'
import { registerOf } from '../../platform/registers/index.ts'
import type { Ring } from './county.ts'
import { divisions, grids } from './grids.tables.ts'

export const divisionRegister = registerOf({ table: divisions, key: 't.code', id: 'code' })
export const gridRegister = registerOf({ table: grids, key: 't.code', id: 'code' })

/** The names of all divisions and grids by their codes. */
export async function areaNames({ pool }: Pick<Database, 'pool'>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ code: string; name: string }>(
    'select code, name from divisions union all select code, name from grids',
  )
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** The divisions and grids that lie in some of these divisions and are not among them. At most `limit` of each. */
export async function areasLeaningOn(
  tx: Tx,
  codes: readonly string[],
  limit: number,
): Promise<{ readonly divisions: string[]; readonly grids: string[] }> {
  const below = await tx.query<{ code: string }>(
    'select code from divisions where parent_code = any($1::text[]) and code <> all($1::text[]) order by code limit $2',
    [codes, limit],
  )
  const cells = await tx.query<{ code: string }>(
    'select code from grids where village_code = any($1::text[]) and code <> all($1::text[]) order by code limit $2',
    [codes, limit],
  )
  return { divisions: below.map(({ code }) => code), grids: cells.map(({ code }) => code) }
}

/** The box around the county's own outline, in degrees: west, south, east, north; undefined while that is not known. */
export async function countyBounds({
  pool,
}: Pick<Database, 'pool'>): Promise<readonly [number, number, number, number] | undefined> {
  const { rows } = await pool.query<{ boundary: Ring | null }>(
    "select boundary from divisions where level = 'county' order by code limit 1",
  )
  const ring = rows[0]?.boundary
  if (!ring || ring.length === 0) return undefined
  const [lons, lats] = [ring.map(([lon]) => lon), ring.map(([, lat]) => lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
