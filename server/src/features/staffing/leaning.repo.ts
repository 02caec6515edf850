import type { Tx } from '../../platform/db/index.ts'

interface LeaningGround {
  readonly areas: readonly string[]
  readonly unitIds: readonly string[]
  readonly limit: number
}

/** The names of those who belong to some of these divisions or are appointed at some of these units, at most `limit`. */
export async function staffLeaningOn(tx: Tx, { areas, unitIds, limit }: LeaningGround): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select name from persons
      where area_code = any($1::text[])
         or id in (select person_id from appointments where unit_id = any($2::uuid[]))
      order by name limit $3`,
    [areas, unitIds, limit],
  )
  return rows.map(({ name }) => name)
}

/** The names of those among some persons who hold or held a post, at most `limit`. */
export async function appointedAmong(tx: Tx, personIds: readonly string[], limit: number): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select name from persons p
      where id = any($1::uuid[]) and exists (select 1 from appointments a where a.person_id = p.id)
      order by name limit $2`,
    [personIds, limit],
  )
  return rows.map(({ name }) => name)
}

/** How many areas of answer of units are said for some of these codes of the catalogue. */
export async function dutiesFor(tx: Tx, codes: readonly string[]): Promise<number> {
  const rows = await tx.query<{ n: string }>(
    `select count(*) as n from unit_profiles, jsonb_array_elements(duties) as duty
      where duty->>'categoryPrefix' = any($1::text[])`,
    [codes],
  )
  return Number(rows[0]?.n ?? 0)
}
