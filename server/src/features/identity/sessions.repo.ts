import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { and, desc, eq, gt, inArray, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { AccountRow } from './identity.repo.ts'
import { accounts, sessionEpoch, sessions } from './identity.tables.ts'
import type { Lifetime } from './lifetimes.ts'

/** A living session with its account. */
export interface Signed {
  readonly account: AccountRow
  readonly tokenHash: string
  readonly lastSeenAt: Instant
  readonly idleInS: number
  readonly expiresAt: Instant
}

type Reader = Pick<Database, 'orm'>

/** The sessions behind these hashes, whatever their age; those of disabled accounts are none. */
export async function sessionsBehind({ orm }: Reader, tokenHashes: readonly string[]): Promise<Signed[]> {
  const rows = await orm
    .select()
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        sql`${sessions.tokenHash} = any(${sql.param([...tokenHashes])})`,
        sql`${accounts.disabledAt} is null`,
      ),
    )
  return rows.map(({ sessions: session, accounts: account }) => ({
    account,
    tokenHash: session.tokenHash,
    lastSeenAt: instant(session.lastSeenAt),
    idleInS: session.idleInS,
    expiresAt: instant(session.expiresAt),
  }))
}

const later = (at: Instant, seconds: number): Instant => instant(toMs(at) + seconds * 1_000)

export async function openSession(
  tx: Tx,
  session: { tokenHash: string; accountId: string; at: Instant; agent: string; lifetime: Lifetime },
): Promise<void> {
  const { tokenHash, accountId, at, agent, lifetime } = session
  await tx.orm.insert(sessions).values({
    tokenHash,
    accountId,
    createdAt: at,
    lastSeenAt: at,
    agent,
    idleInS: lifetime.idleInS,
    idleAt: later(at, lifetime.idleInS),
    expiresAt: later(at, lifetime.expiresInS),
  })
}

export async function touchSession(tx: Tx, session: Signed): Promise<void> {
  const { tokenHash, lastSeenAt, idleInS, expiresAt } = session
  await tx.orm
    .update(sessions)
    .set({ lastSeenAt, idleAt: later(lastSeenAt, idleInS), expiresAt })
    .where(eq(sessions.tokenHash, tokenHash))
}

/** The session goes on under another token: the former one opens nothing any more. */
export async function renewSession(tx: Tx, tokenHash: string, renewed: string): Promise<void> {
  await tx.orm.update(sessions).set({ tokenHash: renewed }).where(eq(sessions.tokenHash, tokenHash))
}

/** Enough to tell the sessions of one account apart, and of no use as a cookie. */
export const sessionIdOf = (tokenHash: string): string => tokenHash.slice(0, sessionIdLength)
const sessionIdLength = 32
const idColumn = sql<string>`left(${sessions.tokenHash}, ${sql.raw(String(sessionIdLength))})`

const isLiving = (accountId: string, at: Instant) =>
  and(eq(sessions.accountId, accountId), gt(sessions.idleAt, at), gt(sessions.expiresAt, at))

interface SessionStretch {
  readonly at: Instant
  /** Those after this one, as they are listed. */
  readonly after: { readonly lastSeenAt: Instant; readonly id: string } | undefined
  readonly limit: number
}

/** The living sessions of an account, the last used first. */
export function sessionsOf({ orm }: Reader, accountId: string, { at, after, limit }: SessionStretch) {
  const { lastSeenAt } = sessions
  const rest =
    after &&
    or(lt(lastSeenAt, after.lastSeenAt), and(eq(lastSeenAt, after.lastSeenAt), gt(idColumn, after.id)))
  return orm
    .select()
    .from(sessions)
    .where(and(isLiving(accountId, at), rest))
    .orderBy(desc(lastSeenAt), idColumn)
    .limit(limit)
}

/** The hash of the token of one living session of an account. */
export async function sessionNamed(
  { orm }: Reader,
  accountId: string,
  { id, at }: { id: string; at: Instant },
): Promise<string | undefined> {
  const [row] = await orm
    .select({ tokenHash: sessions.tokenHash })
    .from(sessions)
    .where(and(isLiving(accountId, at), eq(idColumn, id)))
  return row?.tokenHash
}

/** Tells every process that what it remembers of sessions and accounts is to be read anew. */
export async function renewEpoch(tx: Tx): Promise<void> {
  await tx.orm
    .insert(sessionEpoch)
    .values({ id: 1, epoch: 1 })
    .onConflictDoUpdate({ target: sessionEpoch.id, set: { epoch: sql`${sessionEpoch.epoch} + 1` } })
}

export async function epochNow({ orm }: Reader): Promise<number> {
  const [row] = await orm.select().from(sessionEpoch)
  return row?.epoch ?? 0
}

/** Ends one session; false when there was none. */
export async function endSession(tx: Tx, tokenHash: string): Promise<boolean> {
  const ended = await tx.orm.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).returning()
  if (ended.length > 0) await renewEpoch(tx)
  return ended.length > 0
}

/** Ends all sessions of an account but the one kept, if any. */
export async function endSessionsOf(tx: Tx, accountId: string, kept?: string): Promise<void> {
  const others = kept === undefined ? undefined : ne(sessions.tokenHash, kept)
  await tx.orm.delete(sessions).where(and(eq(sessions.accountId, accountId), others))
  await renewEpoch(tx)
}

/** Ends what nobody used or what lasted its time. */
export async function sweepSessions(tx: Tx, at: Instant): Promise<void> {
  const past = or(lte(sessions.idleAt, at), lte(sessions.expiresAt, at))
  const dead = tx.orm
    .select({ hash: sessions.tokenHash })
    .from(sessions)
    .where(past)
    .for('update', { skipLocked: true })
  const ended = await tx.orm.delete(sessions).where(inArray(sessions.tokenHash, dead)).returning()
  if (ended.length > 0) await renewEpoch(tx)
}
