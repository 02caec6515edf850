import type { Database } from '../../src/platform/db/index.ts'

/** Whether what an account is to belong to exists. */
export interface Site {
  readonly hasArea: (code: string) => Promise<boolean>
  readonly hasUnit: (id: string) => Promise<boolean>
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads the divisions, grids and units of the database itself: the server may be running or not. */
export function siteIn({ pool }: Pick<Database, 'pool'>): Site {
  const isThere = async (text: string, value: string) => ((await pool.query(text, [value])).rowCount ?? 0) > 0
  return {
    hasArea: code =>
      isThere('select 1 from divisions where code = $1 union all select 1 from grids where code = $1', code),
    hasUnit: async id => uuidShape.test(id) && isThere('select 1 from units where id = $1', id),
  }
}
