import { actKinds, type ActKind, type ActState } from '@shuniu/shared/audit'
import type { Actor } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import { acts } from './audit.tables.ts'

/** An act to be written down. */
export interface NewAct {
  readonly at: Instant
  /** An account, or a user of the server's machine as `os:<user>`. */
  readonly by: Actor | string
  readonly kind: ActKind
  /** The type follows from the kind. The name is the one it has now. */
  readonly subject: { readonly id: string; readonly name: string }
  readonly reason?: string | undefined
  readonly before?: ActState
  readonly after?: ActState
}

const longest = 200

const short = (state: ActState = {}): ActState =>
  Object.fromEntries(Object.entries(state).map(([field, value]) => [field, value?.slice(0, longest) ?? null]))

const doerOf = (by: NewAct['by']) =>
  typeof by === 'string'
    ? { actorId: null, actorName: by.slice(0, longest), actorRole: null, actorScope: null }
    : { actorId: by.accountId, actorName: by.name, actorRole: by.role, actorScope: by.scope }

function rowOf({ at, by, kind, subject, reason, before, after }: NewAct): typeof acts.$inferInsert {
  const isGiven = reason !== undefined && reason.trim() !== ''
  return {
    at,
    ...doerOf(by),
    kind,
    subjectType: actKinds[kind].subject,
    subjectId: subject.id,
    subjectName: subject.name.slice(0, longest),
    reason: isGiven ? reason.slice(0, longest) : null,
    before: short(before),
    after: short(after),
  }
}

/** Writes down an administrative act, in the transaction that does it. */
export async function noteAct(tx: Tx, act: NewAct): Promise<void> {
  await tx.orm.insert(acts).values(rowOf(act))
}

const atOnce = 500

/** Writes down many acts of one transaction, in their order. */
export async function noteActs(tx: Tx, all: readonly NewAct[]): Promise<void> {
  for (let from = 0; from < all.length; from += atOnce) {
    await tx.orm.insert(acts).values(all.slice(from, from + atOnce).map(rowOf))
  }
}

export type ActEntry = typeof acts.$inferSelect

interface ActFilter {
  readonly by: string | undefined
  readonly kind: ActKind | undefined
  readonly subject: string | undefined
  readonly from: Instant | undefined
  readonly until: Instant | undefined
  /** Those older than this one. */
  readonly before: number | undefined
  readonly limit: number
}

/** Some acts, the newest first. */
export function actsBefore({ orm }: Pick<Database, 'orm'>, filter: ActFilter): Promise<ActEntry[]> {
  const { by, kind, subject, from, until, before, limit } = filter
  return orm
    .select()
    .from(acts)
    .where(
      and(
        by === undefined ? undefined : sql`position(${by} in ${acts.actorName}) > 0`,
        subject === undefined ? undefined : sql`position(${subject} in ${acts.subjectName}) > 0`,
        kind && eq(acts.kind, kind),
        from && gte(acts.at, from),
        until && lt(acts.at, until),
        before === undefined ? undefined : lt(acts.id, before),
      ),
    )
    .orderBy(desc(acts.id))
    .limit(limit)
}
