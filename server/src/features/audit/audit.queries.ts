import type { ActChange, ActView, listActs } from '@shuniu/shared/audit'
import {
  defaultPageSize,
  grant,
  instant,
  isMoment,
  refuse,
  type QueryOf,
  type ReplyOf,
  type Result,
} from '@shuniu/shared/kernel'
import type { Platform } from '../../platform/feature/index.ts'
import { actsBefore, type ActEntry } from './audit.repo.ts'

/** What differs between before and after; a field that stands on one side alone had, or has, no value on the other. */
function changesIn({ before, after }: Pick<ActEntry, 'before' | 'after'>): ActChange[] {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...was.keys(), ...is.keys()])]
    .map(field => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter(change => change.before !== change.after)
}

const viewOf = (row: ActEntry): ActView => ({
  id: row.id,
  at: row.at,
  by: { accountId: row.actorId, name: row.actorName, role: row.actorRole, scope: row.actorScope },
  kind: row.kind,
  subject: { type: row.subjectType, id: row.subjectId, name: row.subjectName },
  reason: row.reason,
  changes: changesIn(row),
})

/** Reading what was written down. */
export const auditQueries = ({ database }: Pick<Platform, 'database'>) => ({
  /** Refuses: `audit.noSuchDay`. */
  async acts(query: QueryOf<typeof listActs>): Promise<Result<ReplyOf<typeof listActs>>> {
    const { by, kind, subject, from, until, cursor, limit = defaultPageSize } = query
    const wrong = [from, until].find(at => at !== undefined && !isMoment(at))
    if (wrong !== undefined) return refuse('audit.noSuchDay', { at: wrong })
    const rows = await actsBefore(database, {
      by,
      kind,
      subject,
      from: from === undefined ? undefined : instant(from),
      until: until === undefined ? undefined : instant(until),
      before: cursor === undefined ? undefined : Number(cursor),
      limit: limit + 1,
    })
    const items = rows.slice(0, limit).map(viewOf)
    const last = rows.length > limit ? items.at(-1) : undefined
    return grant({ items, next: last ? String(last.id) : null })
  },
})
