import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { and, desc, eq, getTableColumns, gt, inArray, lt, lte, ne, or, sql } from 'drizzle-orm'
import type { Connections, Database, Tx } from '../../platform/db/index.ts'
import type { AccountRow } from './identity.repo.ts'
import { accounts, sessionEpoch, sessions } from './identity.tables.ts'
import type { Lifetime } from './lifetimes.ts'
import { dropTicketsOf } from './secondFactor/tickets.repo.ts'

/** What of a session says who asks, and what they have to do before anything else. */
export interface SessionStanding {
  readonly account: AccountRow
  /** The password's age in days when the session began, where that was too old. */
  readonly passwordAgedDays: number | null
  /** The county asks 动态口令 of its administrators. */
  readonly administratorsNeedCode: boolean
}

/** A living session with its account. */
export interface LivingSession extends SessionStanding {
  readonly tokenHash: string
  readonly lastSeenAt: Instant
  readonly idleInS: number
  readonly expiresAt: Instant
}

type SessionReads = Pick<Database, 'orm'>

/** A session with its account as they are read: prepared once, since after a restart everybody comes back at once. */
interface SessionRow extends Omit<LivingSession, 'account' | 'lastSeenAt' | 'expiresAt'> {
  readonly lastSeenMs: number
  readonly expiresMs: number
  readonly account: AccountRow
}

const columnsRead = Object.entries(getTableColumns(accounts))
  .map(([key, { name }]) => `'${key}', a.${name}`)
  .join(', ')

const readSessions = {
  name: 'sessions behind',
  text: `select s.token_hash as "tokenHash", s.idle_in_s as "idleInS",
                s.password_aged_days as "passwordAgedDays",
                coalesce((select r.administrators_need_code from sign_in_rules r), false) as "administratorsNeedCode",
                extract(epoch from s.last_seen_at)::float8 * 1000 as "lastSeenMs",
                extract(epoch from s.expires_at)::float8 * 1000 as "expiresMs",
                json_build_object(${columnsRead}) as account
           from sessions s join accounts a on a.id = s.account_id
          where s.token_hash = any($1::text[]) and a.disabled_at is null`,
}

/** The sessions behind these hashes, whatever their age; those of disabled accounts are none. */
export async function sessionsBehind(
  { pool }: Pick<Connections, 'pool'>,
  tokenHashes: readonly string[],
): Promise<LivingSession[]> {
  const { rows } = await pool.query<SessionRow>({ ...readSessions, values: [tokenHashes] })
  return rows.map(({ lastSeenMs, expiresMs, ...row }) => ({
    ...row,
    lastSeenAt: instant(lastSeenMs),
    expiresAt: instant(expiresMs),
  }))
}

const later = (at: Instant, seconds: number): Instant => instant(toMs(at) + seconds * 1_000)

interface NewSession {
  readonly tokenHash: string
  readonly accountId: string
  readonly at: Instant
  readonly agent: string
  readonly lifetime: Lifetime
  readonly passwordAgedDays: number | null
}

export async function openSession(tx: Tx, session: NewSession): Promise<void> {
  const { tokenHash, accountId, at, agent, lifetime, passwordAgedDays } = session
  await tx.orm.insert(sessions).values({
    tokenHash,
    accountId,
    createdAt: at,
    lastSeenAt: at,
    agent,
    passwordAgedDays,
    idleInS: lifetime.idleInS,
    idleAt: later(at, lifetime.idleInS),
    expiresAt: later(at, lifetime.expiresInS),
  })
}

export async function touchSession(tx: Tx, session: LivingSession): Promise<void> {
  const { tokenHash, lastSeenAt, idleInS, expiresAt } = session
  await tx.orm
    .update(sessions)
    .set({ lastSeenAt, idleAt: later(lastSeenAt, idleInS), expiresAt })
    .where(eq(sessions.tokenHash, tokenHash))
}

/** With a new password the session goes on under another token: the former one opens nothing any more. */
export async function renewSession(tx: Tx, tokenHash: string, renewed: string): Promise<void> {
  const renewal = { tokenHash: renewed, passwordAgedDays: null }
  await tx.orm.update(sessions).set(renewal).where(eq(sessions.tokenHash, tokenHash))
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
export function sessionsOf({ orm }: SessionReads, accountId: string, { at, after, limit }: SessionStretch) {
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
  { orm }: SessionReads | Tx,
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

export async function epochNow({ orm }: SessionReads): Promise<number> {
  const [row] = await orm.select().from(sessionEpoch)
  return row?.epoch ?? 0
}

/** Ends one session; false when there was none. */
export async function endSession(tx: Tx, tokenHash: string): Promise<boolean> {
  const ended = await tx.orm.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).returning()
  if (ended.length > 0) await renewEpoch(tx)
  return ended.length > 0
}

/** Ends all sessions of an account but the one kept, if any, and its sign-ins that are half done. */
export async function endSessionsOf(tx: Tx, accountId: string, kept?: string): Promise<void> {
  const others = kept === undefined ? undefined : ne(sessions.tokenHash, kept)
  await tx.orm.delete(sessions).where(and(eq(sessions.accountId, accountId), others))
  await dropTicketsOf(tx, accountId)
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
