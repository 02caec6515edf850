import type { Tx } from '../../platform/db/index.ts'

/** Those of some grids that have or had a holder, at most `limit`. */
export async function gridsHeld(tx: Tx, codes: readonly string[], limit: number): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    'select distinct grid_code as code from grid_bindings where grid_code = any($1::text[]) order by 1 limit $2',
    [codes, limit],
  )
  return rows.map(({ code }) => code)
}

/** The names of those among some persons who have or had a grid, or are entered as grid members, at most `limit`. */
export async function membersAmong(tx: Tx, personIds: readonly string[], limit: number): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select name from persons p
      where id = any($1::uuid[])
        and (exists (select 1 from grid_bindings b where b.person_id = p.id)
          or exists (select 1 from member_files f where f.person_id = p.id)
          or exists (select 1 from member_trainings m where m.person_id = p.id))
      order by name limit $2`,
    [personIds, limit],
  )
  return rows.map(({ name }) => name)
}
