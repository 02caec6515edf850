import type { Instant } from '@shuniu/shared/kernel'
import type { MediaFile, PendingFile } from '@shuniu/shared/uploads'
import { and, asc, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Database, ReadOrm, Tx } from '../../platform/db/index.ts'
import { uploads } from './uploads.tables.ts'

export type UploadRow = typeof uploads.$inferSelect

/** Announced, and its last byte has not been judged. */
const arriving = and(isNotNull(uploads.sizeB), isNull(uploads.completedAt))

export interface Claim {
  readonly ids: readonly string[]
  readonly accountId: string
  readonly at: Instant
  /** Until when they are remembered if no case comes to hold them. */
  readonly forgetAt: Instant
}

/**
 * Makes files that an account names its own, those not heard of before as expected ones. Undefined when one of them is
 * somebody else's; else those of them that are here already.
 */
export async function claimUploads(
  { pool }: Pick<Database, 'pool'>,
  { ids, accountId, at, forgetAt }: Claim,
): Promise<ReadonlySet<string> | undefined> {
  const wanted = [...new Set(ids)].sort()
  const { rows } = await pool.query<{ id: string; isHere: boolean }>(
    `insert into uploads as known (id, account_id, created_at, touched_at, forget_at)
     select id, $2, $3, $3, $4 from unnest($1::uuid[]) as named(id)
         on conflict (id) do update
            set forget_at = case when known.forget_at is null then null else greatest(known.forget_at, excluded.forget_at) end
          where known.account_id = excluded.account_id
     returning id, (completed_at is not null and rejected is null) as "isHere"`,
    [wanted, accountId, at, forgetAt],
  )
  if (rows.length < wanted.length) return undefined
  return new Set(rows.flatMap(({ id, isHere }) => (isHere ? [id] : [])))
}

export interface MediaOfCase {
  readonly media: MediaFile[]
  /** Those that are not here: still to come, or refused. */
  readonly absent: readonly Pick<PendingFile, 'id' | 'refusal'>[]
}

/** The files as a case lists them, in the order asked for. */
export async function listed(tx: Pick<Tx, 'orm'>, ids: readonly string[]): Promise<MediaOfCase> {
  if (ids.length === 0) return { media: [], absent: [] }
  const rows = await tx.orm
    .select({ id: uploads.id, kind: uploads.kind, rejected: uploads.rejected })
    .from(uploads)
    .where(inArray(uploads.id, [...ids]))
  const byId = new Map(rows.map(row => [row.id, row]))
  const media: MediaFile[] = []
  const absent: { id: string; refusal: string | null }[] = []
  for (const id of ids) {
    const { kind = null, rejected = null } = byId.get(id) ?? {}
    if (kind === null) absent.push({ id, refusal: rejected })
    else media.push({ id, kind, url: `/api/uploads/${id}/file` })
  }
  return { media, absent }
}

/** How the upload that a column names stands: `here`, `refused`, or null while it is to come; for a query of others. */
export const outcomeIn = (uploadId: PgColumn): SQL<'here' | 'refused' | null> => sql`(
  select case when ${uploads.rejected} is null then 'here' else 'refused' end
    from ${uploads} where ${uploads.id} = ${uploadId} and ${uploads.completedAt} is not null)`

export async function uploadOf(orm: ReadOrm, id: string): Promise<UploadRow | undefined> {
  const [row] = await orm.select().from(uploads).where(eq(uploads.id, id))
  return row
}

/** The upload, held until the transaction ends. */
export async function lockUpload(tx: Tx, id: string): Promise<UploadRow | undefined> {
  const [row] = await tx.orm.select().from(uploads).where(eq(uploads.id, id)).for('update')
  return row
}

/** Two announcements of one account wait for each other, so that both are counted. */
export async function holdAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('uploads ' || $1, 0))`, [accountId])
}

export interface Usage {
  /** Files on their way that were not silent for long, and their lengths in all. */
  readonly arriving: number
  readonly arrivingB: number
  /** Of which bytes came within a day, and how many bytes. */
  readonly today: number
  readonly todayB: number
  readonly fortnightB: number
}

interface Since {
  readonly silent: Instant
  readonly day: Instant
}

/** What an account has sent, and is sending, as far as it is remembered: a fortnight. */
export async function usageOf(tx: Tx, accountId: string, { silent, day }: Since): Promise<Usage> {
  const [row] = await tx.query<Record<keyof Usage, string>>(
    `select count(*) filter (where under_way) as arriving,
            coalesce(sum(size_b - arrived_b) filter (where under_way), 0) as "arrivingB",
            count(*) filter (where arrived_b > 0 and touched_at > $3) as today,
            coalesce(sum(arrived_b) filter (where touched_at > $3), 0) as "todayB",
            coalesce(sum(arrived_b), 0) as "fortnightB"
       from (select size_b, arrived_b, touched_at,
                    size_b is not null and completed_at is null and touched_at > $2 as under_way
               from uploads where account_id = $1 and forget_at is not null) as recent`,
    [accountId, silent, day],
  )
  const { arriving: n, arrivingB, today, todayB, fortnightB } = row ?? {}
  return {
    arriving: Number(n ?? 0),
    arrivingB: Number(arrivingB ?? 0),
    today: Number(today ?? 0),
    todayB: Number(todayB ?? 0),
    fortnightB: Number(fortnightB ?? 0),
  }
}

type AnnouncedRow = Pick<UploadRow, 'id' | 'accountId' | 'sizeB' | 'createdAt' | 'touchedAt' | 'forgetAt'>

/** A new upload, an expected one that is announced now, or a refused one that is sent anew. */
export async function announceUpload(tx: Tx, upload: AnnouncedRow): Promise<void> {
  const { id: _, accountId: __, createdAt: ___, ...fresh } = upload
  const cleared = { arrivedB: 0, completedAt: null, rejected: null, kind: null, mediaType: null }
  await tx.orm
    .insert(uploads)
    .values(upload)
    .onConflictDoUpdate({ target: uploads.id, set: { ...fresh, ...cleared } })
}

export type UploadChange = Partial<
  Pick<UploadRow, 'arrivedB' | 'touchedAt' | 'forgetAt' | 'kind' | 'mediaType' | 'completedAt' | 'rejected'>
>

/** Changes an upload that is not settled. */
export async function changeArriving(
  orm: Database['orm'] | Tx['orm'],
  id: string,
  to: UploadChange,
): Promise<void> {
  await orm
    .update(uploads)
    .set(to)
    .where(and(eq(uploads.id, id), isNull(uploads.completedAt)))
}

/** How many files are kept, their lengths as they were sent, and how many arrive: a scan of all of them. */
export async function uploadTotals({ pool }: Pick<Database, 'pool'>) {
  const { rows } = await pool.query<{ kept: number; keptB: number; arriving: number }>(
    `select count(*) filter (where completed_at is not null and rejected is null)::float8 as kept,
            coalesce(sum(size_b) filter (where completed_at is not null and rejected is null), 0)::float8 as "keptB",
            count(*) filter (where completed_at is null and size_b is not null)::float8 as arriving
       from uploads`,
  )
  return rows[0] ?? { kept: 0, keptB: 0, arriving: 0 }
}

/** Uploads whose last byte came before then and that nobody has judged: a server stopped, or its queue was full. */
export async function unsettled(orm: ReadOrm, before: Instant, atMost: number): Promise<string[]> {
  const rows = await orm
    .select({ id: uploads.id })
    .from(uploads)
    .where(
      and(
        arriving,
        isNotNull(uploads.forgetAt),
        eq(uploads.arrivedB, uploads.sizeB),
        lt(uploads.touchedAt, before),
      ),
    )
    .orderBy(asc(uploads.touchedAt))
    .limit(atMost)
  return rows.map(row => row.id)
}

/** Ids of uploads that it is time to look at, longest due first. */
export async function dueToForget(orm: ReadOrm, now: Instant, atMost: number): Promise<string[]> {
  const rows = await orm
    .select({ id: uploads.id })
    .from(uploads)
    .where(lt(uploads.forgetAt, now))
    .orderBy(asc(uploads.forgetAt))
    .limit(atMost)
  return rows.map(row => row.id)
}

/** What a case holds stays; of what was half-way nothing is left but that it is expected. */
export async function keepHeld(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  await tx.query(
    `update uploads set forget_at = null,
            size_b = case when completed_at is null then null else size_b end,
            arrived_b = case when completed_at is null then 0 else arrived_b end
      where id = any($1::uuid[]) and forget_at < $2`,
    [ids, now],
  )
}

/** Forgets those that are still due. Returns which they were. */
export async function dropUploads(tx: Tx, ids: readonly string[], now: Instant): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx.orm
    .delete(uploads)
    .where(and(inArray(uploads.id, [...ids]), lt(uploads.forgetAt, now)))
    .returning({ id: uploads.id })
  return rows.map(row => row.id)
}

/** Forgets an upload that its sender took back. */
export async function dropUpload(tx: Tx, id: string): Promise<void> {
  await tx.orm.delete(uploads).where(eq(uploads.id, id))
}
