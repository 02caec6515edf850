import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { and, eq, inArray, lte, or, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { AccountRow } from './identity.repo.ts'
import { accounts, sessionEpoch, sessions, wrongPasswords } from './identity.tables.ts'
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
  session: { tokenHash: string; accountId: string; at: Instant; lifetime: Lifetime },
): Promise<void> {
  const { tokenHash, accountId, at, lifetime } = session
  await tx.orm.insert(sessions).values({
    tokenHash,
    accountId,
    createdAt: at,
    lastSeenAt: at,
    idleInS: lifetime.idleInS,
    idleAt: later(at, lifetime.idleInS),
    expiresAt: later(at, lifetime.expiresInS),
  })
}

export async function touchSession(tx: Tx, { tokenHash, idleInS }: Signed, at: Instant): Promise<void> {
  await tx.orm
    .update(sessions)
    .set({ lastSeenAt: at, idleAt: later(at, idleInS) })
    .where(eq(sessions.tokenHash, tokenHash))
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

/** Ends all sessions of an account. */
export async function endSessionsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.orm.delete(sessions).where(eq(sessions.accountId, accountId))
  await renewEpoch(tx)
}

/** Ends what nobody used or what lasted its time, and forgets the wrong passwords of before `wrongBefore`. */
export async function sweepSessions(tx: Tx, at: Instant, wrongBefore: Instant): Promise<void> {
  const past = or(lte(sessions.idleAt, at), lte(sessions.expiresAt, at))
  const dead = tx.orm
    .select({ hash: sessions.tokenHash })
    .from(sessions)
    .where(past)
    .for('update', { skipLocked: true })
  const ended = await tx.orm.delete(sessions).where(inArray(sessions.tokenHash, dead)).returning()
  if (ended.length > 0) await renewEpoch(tx)
  await tx.orm.delete(wrongPasswords).where(lte(wrongPasswords.since, wrongBefore))
}
