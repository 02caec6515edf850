import type { Instant } from '@shuniu/shared/kernel'
import type { MediaFile } from '@shuniu/shared/uploads'
import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { uploads } from './uploads.tables.ts'

export type UploadRow = typeof uploads.$inferSelect

type Reading = Pick<Database['orm'], 'select'>

const taken = and(isNotNull(uploads.completedAt), isNull(uploads.rejected))
const arriving = isNull(uploads.completedAt)

/** Whether all of them are complete, taken and the account's own. */
export async function areOwn(orm: Reading, ids: readonly string[], accountId: string): Promise<boolean> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return true
  const rows = await orm
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(inArray(uploads.id, wanted), eq(uploads.accountId, accountId), taken))
  return rows.length === wanted.length
}

/** The files as a case lists them, in the order asked for. */
export async function listed(tx: Tx, ids: readonly string[]): Promise<MediaFile[]> {
  if (ids.length === 0) return []
  const rows = await tx.orm
    .select({ id: uploads.id, kind: uploads.kind })
    .from(uploads)
    .where(and(inArray(uploads.id, [...ids]), taken))
  const kindById = new Map(rows.map(row => [row.id, row.kind]))
  return ids.flatMap(id => {
    const kind = kindById.get(id)
    return kind ? [{ id, kind, url: `/api/uploads/${id}/file` }] : []
  })
}

export async function uploadOf(orm: Reading, id: string): Promise<UploadRow | undefined> {
  const [row] = await orm.select().from(uploads).where(eq(uploads.id, id))
  return row
}

export interface Begun {
  readonly arriving: number
  readonly sinceThen: number
}

/** How many of the account's files are on their way, and how many were begun since then. */
export async function begunBy(tx: Tx, accountId: string, since: Instant): Promise<Begun> {
  const own = eq(uploads.accountId, accountId)
  const counted = async (which: typeof arriving) => {
    const [row] = await tx.orm.select({ n: count() }).from(uploads).where(and(own, which))
    return row?.n ?? 0
  }
  const isRecent = gt(uploads.createdAt, since)
  return { arriving: await counted(and(arriving, isRecent) ?? arriving), sinceThen: await counted(isRecent) }
}

type NewUpload = Pick<UploadRow, 'id' | 'accountId' | 'sizeB' | 'createdAt'>

export async function addUpload(tx: Tx, upload: NewUpload): Promise<void> {
  await tx.orm.insert(uploads).values(upload)
}

type Settled = Pick<UploadRow, 'kind' | 'mediaType' | 'completedAt' | 'rejected'>

export async function settleUpload(tx: Tx, id: string, settled: Settled): Promise<void> {
  await tx.orm
    .update(uploads)
    .set(settled)
    .where(and(eq(uploads.id, id), arriving))
}

/** Ids of uploads begun before `arrivedBy` that never arrived or were rejected, oldest first. */
export async function lostBefore(orm: Reading, arrivedBy: Instant, atMost: number): Promise<string[]> {
  const rows = await orm
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(or(arriving, isNotNull(uploads.rejected)), lt(uploads.createdAt, arrivedBy)))
    .orderBy(asc(uploads.createdAt))
    .limit(atMost)
  return rows.map(row => row.id)
}

/** Taken uploads begun within a span; whether a case holds them is not known here. */
export async function takenWithin(orm: Reading, [from, to]: readonly [Instant, Instant]): Promise<string[]> {
  const rows = await orm
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(taken, gt(uploads.createdAt, from), lt(uploads.createdAt, to)))
  return rows.map(row => row.id)
}

export async function dropUploads(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.orm.delete(uploads).where(inArray(uploads.id, [...ids]))
}
