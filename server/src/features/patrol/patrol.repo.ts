import { instant, type Instant } from '@shuniu/shared/kernel'
import type { PatrolView } from '@shuniu/shared/patrol'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { onPool } from '../../platform/sql/index.ts'
import { patrols } from './patrol.tables.ts'

type PatrolRow = typeof patrols.$inferSelect

const toView = (row: PatrolRow): PatrolView => ({
  id: row.id,
  startedAt: instant(row.startedAt),
  endedAt: row.endedAt === null ? null : instant(row.endedAt),
})

export async function runningPatrol(tx: Tx, memberId: string): Promise<PatrolView | undefined> {
  const [row] = await tx.orm
    .select()
    .from(patrols)
    .where(and(eq(patrols.memberId, memberId), isNull(patrols.endedAt)))
  return row && toView(row)
}

export async function patrolOf(tx: Tx, memberId: string, id: string): Promise<PatrolView | undefined> {
  const [row] = await tx.orm
    .select()
    .from(patrols)
    .where(and(eq(patrols.id, id), eq(patrols.memberId, memberId)))
  return row && toView(row)
}

/** Of each member whether a patrol is running, in their order. */
export async function areOnPatrol(
  database: Pick<Database, 'pool'>,
  memberIds: readonly string[],
): Promise<boolean[]> {
  const rows = await onPool(database)<{ memberId: string }>({
    name: 'members on patrol',
    text: `select member_id as "memberId" from patrols where member_id = any($1::uuid[]) and ended_at is null`,
    values: [memberIds],
  })
  const found = new Set(rows.map(({ memberId }) => memberId))
  return memberIds.map(id => found.has(id))
}

/** False when the id is taken or the member has a patrol running already. */
export async function addPatrol(
  tx: Tx,
  row: { id: string; memberId: string; startedAt: Instant },
): Promise<boolean> {
  const added = await tx.orm.insert(patrols).values(row).onConflictDoNothing().returning({ id: patrols.id })
  return added.length === 1
}

export async function closePatrol(tx: Tx, id: string, endedAt: Instant): Promise<void> {
  await tx.orm
    .update(patrols)
    .set({ endedAt })
    .where(and(eq(patrols.id, id), isNull(patrols.endedAt)))
}

/** A stored reading of a track. */
export interface TrackPoint {
  readonly memberId: string
  readonly at: string
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number | null
}

/** Writes a batch of readings in one statement; their day's partition must exist. */
export async function addTrack(tx: Tx, points: readonly TrackPoint[]): Promise<void> {
  await tx.orm.execute(sql`
    insert into tracks (member_id, at, lon, lat, accuracy_m)
    select * from unnest(
      ${sql.param(points.map(point => point.memberId))}::uuid[],
      ${sql.param(points.map(point => point.at))}::timestamptz[],
      ${sql.param(points.map(point => point.lon))}::float8[],
      ${sql.param(points.map(point => point.lat))}::float8[],
      ${sql.param(points.map(point => point.accuracyM))}::float4[])`)
}

/** Makes the partition of a Shanghai day if it is missing. */
export async function openTrackDay(tx: Tx, day: string): Promise<void> {
  const name = sql.raw(`tracks_${day.replaceAll('-', '')}`)
  const from = sql.raw(`'${day} 00:00:00+08'::timestamptz`)
  const to = sql.raw(`'${day} 00:00:00+08'::timestamptz + interval '1 day'`)
  const bounds = await tx.orm.execute<{ from: Date; to: Date }>(sql`select ${from} as from, ${to} as to`)
  const [row] = bounds.rows
  if (!row) return
  const literal = (at: Date | string) => sql.raw(`'${new Date(at).toISOString()}'`)
  await tx.orm.execute(
    sql`create table if not exists ${name} partition of tracks for values from (${literal(row.from)}) to (${literal(row.to)})`,
  )
}

/** Days whose partitions exist, as `YYYYMMDD`. */
export async function trackDays(tx: Tx): Promise<string[]> {
  const found = await tx.orm.execute<{ name: string }>(
    sql`select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'tracks'::regclass`,
  )
  return found.rows.map(row => row.name.slice('tracks_'.length))
}

/** Forgets the tracks of a day whole. `day` is `YYYYMMDD`, as `trackDays` gives it. */
export async function dropTrackDay(tx: Tx, day: string): Promise<void> {
  if (!/^\d{8}$/.test(day)) return
  await tx.orm.execute(sql`drop table if exists ${sql.raw(`tracks_${day}`)}`)
}
