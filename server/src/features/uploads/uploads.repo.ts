import type { MediaFile } from '@shuniu/shared/uploads'
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { uploads } from './uploads.tables.ts'

const taken = and(isNotNull(uploads.completedAt), isNull(uploads.rejected))

/** Whether all of them are complete, taken and the account's own. */
export async function areOwn(tx: Tx, ids: readonly string[], accountId: string): Promise<boolean> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return true
  const rows = await tx.orm
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
