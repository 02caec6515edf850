import type { BenchGround } from '../ground.ts'
import type { Walker } from '../programs/walkers.ts'

/** Begins the patrol of so many members, each in the middle of the own grid or village. */
export async function sendOut({ database: { pool }, people }: BenchGround, n: number): Promise<Walker[]> {
  const { rows } = await pool.query<{ code: string; lon: number; lat: number }>(
    `select code, centre_lon as lon, centre_lat as lat from grids
     union all select code, centre_lon, centre_lat from divisions`,
  )
  const centres = new Map(rows.map(({ code, lon, lat }) => [code, [lon, lat] as const]))
  const members = people.filter(({ role }) => role === 'gridMember' || role === 'villageOfficer').slice(0, n)
  await pool.query(
    `insert into patrols (id, member_id, started_at)
     select gen_random_uuid(), id, now() from unnest($1::uuid[]) as m (id) on conflict do nothing`,
    [members.map(({ id }) => id)],
  )
  return members.map(({ cookie, scope }) => ({ cookie, centre: centres.get(scope) ?? [115.6, 33.16] }))
}
