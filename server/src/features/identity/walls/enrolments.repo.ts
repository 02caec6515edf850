import { randomInt } from 'node:crypto'
import { wallCodeDigits, wallCodeMinutes } from '@shuniu/shared/identity'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Tx } from '../../../platform/db/index.ts'
import { accounts, wallEnrolments } from '../identity.tables.ts'

export type EnrolmentRow = typeof wallEnrolments.$inferSelect

/** Screens that show a code nobody has typed yet, at most: from one network, and of all. */
export const mostAsking = { ofNetwork: 50, ofAll: 500 } as const
/** A code is known for so long after it ended or was used, so that whoever types it is told which. */
const rememberedMs = 3_600_000
const sweptAtOnce = 10_000

/** Six digits that nobody can foresee. */
const newCode = (): string => String(randomInt(10 ** wallCodeDigits)).padStart(wallCodeDigits, '0')

export const endOfCode = (askedAt: Instant): Instant => instant(toMs(askedAt) + wallCodeMinutes * 60_000)

/** A screen that asks. */
export interface AskingScreen {
  readonly secretHash: string
  readonly network: string
  readonly agent: string
  readonly askedAt: Instant
}

/** Codes that are tried until one is free; of a million at most some thousands are taken. */
const codesTried = 8

/**
 * Gives a screen a code, unlike that of any other that asks; undefined where too many ask already. Screens that ask at the
 * very same moment may be over the bound by as many as the database has connections.
 */
export async function addAsking(tx: Tx, screen: AskingScreen): Promise<string | undefined> {
  const { secretHash, network, agent, askedAt } = screen
  for (let tried = 0; tried < codesTried; tried += 1) {
    const [row] = await tx.query<{ isFull: boolean; code: string | null }>(
      `with asking as (
         select count(*) as of_all, count(*) filter (where network = $3) as of_network
           from wall_enrolments where account_id is null and expires_at > $5),
       added as (
         insert into wall_enrolments (secret_hash, code, network, agent, asked_at, expires_at)
         select $1, $2, $3, $4, $5, $6 from asking where of_all < $7 and of_network < $8
         on conflict do nothing returning code)
       select of_all >= $7 or of_network >= $8 as "isFull", (select code from added) as code from asking`,
      [
        secretHash,
        newCode(),
        network,
        agent,
        askedAt,
        endOfCode(askedAt),
        mostAsking.ofAll,
        mostAsking.ofNetwork,
      ],
    )
    if (!row || row.isFull) return undefined
    if (row.code !== null) return row.code
  }
  return undefined
}

/** A screen's enrolment, with the wall it became. */
export interface KnownEnrolment extends Pick<
  EnrolmentRow,
  'secretHash' | 'code' | 'expiresAt' | 'accountId'
> {
  readonly name: string | null
  readonly disabledAt: string | null
}

/** The enrolments behind some secrets. */
export function enrolmentsBehind(
  { orm }: Pick<Database, 'orm'>,
  secretHashes: readonly string[],
): Promise<KnownEnrolment[]> {
  const { secretHash, code, expiresAt, accountId } = wallEnrolments
  const { name, disabledAt } = accounts
  return orm
    .select({ secretHash, code, expiresAt, accountId, name, disabledAt })
    .from(wallEnrolments)
    .leftJoin(accounts, eq(accounts.id, accountId))
    .where(inArray(secretHash, [...secretHashes]))
}

/** The screen that shows a code, or lately showed it: one that still asks before one that was enrolled by it. */
export async function enrolmentOf({ orm }: Tx, code: string): Promise<EnrolmentRow | undefined> {
  const [row] = await orm
    .select()
    .from(wallEnrolments)
    .where(eq(wallEnrolments.code, code))
    .orderBy(desc(sql`${wallEnrolments.accountId} is null`), desc(wallEnrolments.askedAt))
    .limit(1)
    .for('update')
  return row
}

interface Enrolling {
  readonly secretHash: string
  readonly accountId: string
  readonly by: { readonly accountId: string; readonly name: string }
  readonly at: Instant
}

/** The screen is that of a wall from now on; whichever was so before is none any more. */
export async function enrol(tx: Tx, { secretHash, accountId, by, at }: Enrolling): Promise<void> {
  await tx.orm.delete(wallEnrolments).where(eq(wallEnrolments.accountId, accountId))
  await tx.orm
    .update(wallEnrolments)
    .set({ accountId, enrolledAt: at, enrolledBy: by.accountId, enrolledByName: by.name })
    .where(eq(wallEnrolments.secretHash, secretHash))
}

/** Whether an account is a wall that was enrolled by a code. */
export async function isEnrolledWall({ orm }: Tx, accountId: string): Promise<boolean> {
  const found = await orm
    .select({ code: wallEnrolments.code })
    .from(wallEnrolments)
    .where(eq(wallEnrolments.accountId, accountId))
  return found.length > 0
}

/** Notes that a process has sockets of these walls. */
export async function noteSeen(
  tx: Tx,
  accountIds: readonly string[],
  { at, processId }: { at: Instant; processId: string },
): Promise<void> {
  await tx.query('update wall_enrolments set seen_at = $2, seen_in = $3 where account_id = any($1::uuid[])', [
    accountIds,
    at,
    processId,
  ])
}

/** When each of some walls was enrolled, by whom, and last seen. */
export interface WallStanding {
  readonly id: string
  readonly enrolledBy: string | null
  readonly enrolledAt: string | null
  readonly seenAt: string | null
  readonly seenIn: string | null
  /** The last use of its session, which is written down every ten minutes. */
  readonly usedAt: string | null
}

export async function wallStandings(
  { pool }: Pick<Database, 'pool'>,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, WallStanding>> {
  const { rows } = await pool.query<WallStanding>(
    `select a.id, e.enrolled_by_name as "enrolledBy", e.enrolled_at::text as "enrolledAt",
            e.seen_at::text as "seenAt", e.seen_in as "seenIn",
            (select max(last_seen_at)::text from sessions s where s.account_id = a.id) as "usedAt"
       from accounts a left join wall_enrolments e on e.account_id = a.id
      where a.id = any($1::uuid[])`,
    [accountIds],
  )
  return new Map(rows.map(row => [row.id, row]))
}

/** Forgets screens that asked and were not enrolled, and the codes of those that were, a part at a time. */
export async function sweepEnrolments(tx: Tx, at: Instant): Promise<void> {
  const before = instant(toMs(at) - rememberedMs)
  await tx.query(
    `delete from wall_enrolments where secret_hash in (
       select secret_hash from wall_enrolments where account_id is null and expires_at <= $1 limit $2
       for update skip locked)`,
    [before, sweptAtOnce],
  )
  await tx.query(
    `update wall_enrolments set code = null where secret_hash in (
       select secret_hash from wall_enrolments
        where account_id is not null and code is not null and expires_at <= $1 limit $2
       for update skip locked)`,
    [before, sweptAtOnce],
  )
}
