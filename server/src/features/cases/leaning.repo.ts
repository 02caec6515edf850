import type { Tx } from '../../platform/db/index.ts'

interface CaseGround {
  readonly areas: readonly string[]
  readonly grids: readonly string[]
  readonly unitIds: readonly string[]
  readonly limit: number
}

/** The numbers of cases that lie in some of these divisions or grids, or are owned by some of these units. */
export async function casesLeaningOn(
  tx: Tx,
  { areas, grids, unitIds, limit }: CaseGround,
): Promise<string[]> {
  const rows = await tx.query<{ number: string }>(
    `select number from cases
      where area_code = any($1::text[]) or grid_code = any($2::text[]) or owner_unit_id = any($3::uuid[])
      order by number limit $4`,
    [areas, grids, unitIds, limit],
  )
  return rows.map(({ number }) => number)
}
