import type { Database } from '@shuniu/server/platform/db'

/** What must hold of the rows whatever was sent; each query finds the rows of which it does not. */
const breaches = {
  'a report has a case': `select r.id from reports r left join cases c on c.id = r.case_id where c.id is null`,
  'a case has one report': `select c.id from cases c left join reports r on r.case_id = c.id group by c.id having count(r.id) <> 1`,
  'each version of a case has one entry': `
    select c.id from cases c join case_entries e on e.case_id = c.id group by c.id, c.version
    having count(*) <> c.version or count(distinct e.version) <> c.version or max(e.version) <> c.version`,
  'each version of a case has one fact': `
    select c.id from cases c left join outbox o on o.body ->> 'id' = c.id::text group by c.id, c.version
    having count(o.id) <> c.version or count(distinct o.body ->> 'version') <> c.version`,
  'the last fact says what the row says': `
    select c.id from cases c join outbox o on o.body ->> 'id' = c.id::text and (o.body ->> 'version')::int = c.version
    where o.body ->> 'status' <> c.status or o.body ->> 'level' <> c.level
       or o.body ->> 'ownerUnitId' <> c.owner_unit_id::text`,
  'a case that is over has no running clock': `
    select c.id from cases c join case_clocks d on d.case_id = c.id where not c.is_open and d.stopped_at is null`,
  'a case lies in the county': `select id from cases where area_code not like '341222%'`,
  'a member has one running patrol': `
    select member_id from patrols where ended_at is null group by member_id having count(*) > 1`,
  'no number is given twice': `select number from cases group by number having count(*) > 1`,
} as const

/** The laws broken, each with the rows that break it. */
export async function brokenLaws({ pool }: Pick<Database, 'pool'>): Promise<Record<string, unknown[]>> {
  const broken: Record<string, unknown[]> = {}
  for (const [law, text] of Object.entries(breaches)) {
    const { rows } = await pool.query<Record<string, unknown>>(text)
    if (rows.length > 0) broken[law] = rows.slice(0, 5)
  }
  return broken
}
