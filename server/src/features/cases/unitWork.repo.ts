import type { CaseFact } from '@shuniu/shared/cases'
import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'

/** So many of a unit's newest cases are looked at for those that are open. */
const newestOfUnit = 500
/** So many of the newest cases of a kind are looked at for those of a place. */
const newestOfKind = 2_000

export interface UnitWork {
  /** Open cases that it owns, among its newest. */
  readonly open: number
  readonly isOpenFloor: boolean
  /** Cases of the kind that it was sent. */
  readonly sent: number
}

interface WorkAsked {
  readonly unitIds: readonly string[]
  readonly current: Pick<CaseFact, 'id' | 'categoryCode'>
  /** The division that cases like it are counted in. */
  readonly area: string
  readonly since: Instant
}

interface WorkRow {
  readonly unit_id: string
  readonly looked_at: string
  readonly open: string
  readonly sent: string
  readonly refused_by: string[]
}

/**
 * What units have open, whom of them cases of the kind were sent to since a moment, and by whom (by name) this case was sent
 * back: one query, bounded whatever the county has had. What is sensitive is told of by no number of its kind.
 */
export async function unitWork(
  tx: Tx,
  { unitIds, current, area, since }: WorkAsked,
): Promise<{ readonly ofUnit: ReadonlyMap<string, UnitWork>; readonly refusedBy: ReadonlySet<string> }> {
  const rows = await tx.query<WorkRow>(
    `with newest as materialized (
       select owner_unit_id, area_code, assigned_at, sensitive from cases
        where category_code = $2 and opened_at > $3 order by opened_at desc limit ${newestOfKind}),
     sent as (
       select owner_unit_id, count(*) as n from newest
        where area_code like $4 and assigned_at is not null and not sensitive group by owner_unit_id),
     refused as (
       select coalesce(array_agg(actor_unit), '{}') as names from
         (select actor_unit from case_entries where case_id = $5 and move = 'refuse' and actor_unit is not null
           limit 20) as entry)
     select unit.id as unit_id, own.looked_at, own.open, coalesce(sent.n, 0) as sent, refused.names as refused_by
       from unnest($1::uuid[]) as unit(id)
       cross join refused
       cross join lateral (
         select count(*) as looked_at, count(*) filter (where is_open) as open from
           (select is_open from cases where owner_unit_id = unit.id order by opened_at desc
             limit ${newestOfUnit}) as latest) as own
       left join sent on sent.owner_unit_id = unit.id`,
    [unitIds, current.categoryCode, since, `${area}%`, current.id],
  )
  const ofUnit = rows.map(row => {
    const work = {
      open: Number(row.open),
      isOpenFloor: Number(row.looked_at) === newestOfUnit && Number(row.open) > 0,
      sent: Number(row.sent),
    }
    return [row.unit_id, work] as const
  })
  return { ofUnit: new Map(ofUnit), refusedBy: new Set(rows[0]?.refused_by) }
}
