import type { Affiliations } from '../../src/features/identity/index.ts'
import type { Database } from '../../src/platform/db/index.ts'

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads the divisions, grids and units of the database itself: the server may be running or not. */
export function siteIn({ pool }: Pick<Database, 'pool'>): Affiliations {
  const isThere = async (text: string, value: string) => ((await pool.query(text, [value])).rowCount ?? 0) > 0
  return {
    // Before the divisions are known the county's administrators stand under its code alone.
    hasArea: code =>
      isThere(
        `select 1 from divisions where code = $1 union all select 1 from grids where code = $1
         union all select 1 where length($1) = 6 and not exists (select from divisions)`,
        code,
      ),
    async areaOfUnit(id) {
      if (!uuidShape.test(id)) return undefined
      const { rows } = await pool.query<{ area_code: string }>('select area_code from units where id = $1', [
        id,
      ])
      return rows[0]?.area_code
    },
  }
}
