import { createHash } from 'node:crypto'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import type { Database, Tx } from '../../platform/db/index.ts'

/** Five wrong passwords lock for half an hour from the fifth. Source: domain.md §5.4, GB/T 22239-2019. */
export const maxWrong = 5
/**
 * Wrong passwords of all strangers together for one account: a search spread over many addresses ends here, below the
 * hundred an hour of OWASP ASVS 2.2.1.
 */
const maxWrongOfStrangers = 30
/** Wrong passwords of strangers from one network in the same time; a whole county may sit behind one address. */
const maxWrongFromNetwork = 300

const windowMs = 30 * 60 * 1_000

/** What one try counts for, the narrowest first; that one is forgiven when the password was right. */
export interface Subject {
  readonly subject: string
  readonly accountKey: string | null
  readonly most: number
  /** Told when it has to wait. */
  readonly refusal: 'session.locked' | 'request.tooMany' | 'wall.tooManyTries'
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const accountKeyOf = (account: string): string => keyOf(account)

interface ThrottledTry {
  readonly account: string
  readonly network: string
  /** The hash of a device that this account was signed in from; absent for strangers. */
  readonly device: string | undefined
}

/** A known device answers for itself alone; strangers share what was tried on the account and from the network. */
export function subjectsOf({ account, network, device }: ThrottledTry): readonly [Subject, ...Subject[]] {
  const accountKey = accountKeyOf(account)
  const locked = { accountKey, most: maxWrong, refusal: 'session.locked' } as const
  if (device !== undefined) return [{ ...locked, subject: `device:${keyOf(`${device} ${account}`)}` }]
  return [
    { ...locked, subject: `here:${keyOf(`${network} ${account}`)}` },
    { ...locked, subject: `account:${accountKey}`, most: maxWrongOfStrangers },
    {
      subject: `network:${network}`,
      accountKey: null,
      most: maxWrongFromNetwork,
      refusal: 'request.tooMany',
    },
  ]
}

/** Whoever is signed in and changes the password answers for that session. */
export const subjectOfSession = (tokenHash: string, account: string): Subject => ({
  subject: `session:${tokenHash}`,
  accountKey: accountKeyOf(account),
  most: maxWrong,
  refusal: 'session.locked',
})

/** Whoever is signed in and changes the second factor answers for the account: no new session gives new tries. */
export const subjectOfFactor = (account: string): Subject => ({
  subject: `factor:${accountKeyOf(account)}`,
  accountKey: accountKeyOf(account),
  most: maxWrong,
  refusal: 'session.locked',
})

/** Wrong codes of walls from one network: several administrators of a centre may sit behind one address. */
const maxWrongCodesFromNetwork = 20

/** Whoever types the code of a wall answers for themselves, and shares what was tried from the network. */
export const subjectsOfWallCode = (accountId: string, network: string): readonly [Subject, ...Subject[]] => [
  { subject: `wall:${accountId}`, accountKey: null, most: maxWrong, refusal: 'wall.tooManyTries' },
  {
    subject: `wallsFrom:${network}`,
    accountKey: null,
    most: maxWrongCodesFromNetwork,
    refusal: 'wall.tooManyTries',
  },
]

interface TriesRow extends Record<string, unknown> {
  readonly subject: string
  readonly count: number
  readonly since: Date
}

/** A clock that was set back leaves rows of the future behind: they count for nothing. */
const isOver = (since: Date, at: Instant): boolean => {
  const passedMs = toMs(at) - since.getTime()
  return passedMs < 0 || passedMs >= windowMs
}

/** A subject that has to wait, and for how many seconds. */
export interface ThrottleWait {
  readonly refusal: Subject['refusal']
  readonly retryAfterS: number
}

function waitingIn(
  rows: readonly TriesRow[],
  {
    subjects,
    at,
    allows,
  }: { subjects: readonly Subject[]; at: Instant; allows: (row: TriesRow, most: number) => boolean },
): ThrottleWait | undefined {
  for (const { subject, most, refusal } of subjects) {
    const row = rows.find(one => one.subject === subject)
    if (!row || isOver(row.since, at) || allows(row, most)) continue
    return {
      refusal,
      retryAfterS: Math.max(1, Math.ceil((row.since.getTime() + windowMs - toMs(at)) / 1_000)),
    }
  }
  return undefined
}

/**
 * Counts a try before it is judged, in the database, so that tries made at once, by another process or over a restart count
 * like tries made in turn. Returns the tries left after this one, or who has to wait; what waits is not counted.
 */
export async function takeTry(
  { pool }: Pick<Database, 'pool'>,
  subjects: readonly Subject[],
  at: Instant,
): Promise<{ readonly triesLeft: number } | ThrottleWait> {
  const names = subjects.map(({ subject }) => subject)
  const { rows: before } = await pool.query<TriesRow>(
    'select subject, count, since from failed_sign_ins where subject = any($1)',
    [names],
  )
  const waits = waitingIn(before, { subjects, at, allows: ({ count }, most) => count < most })
  if (waits) return waits
  const { rows } = await pool.query<TriesRow>(
    `insert into failed_sign_ins as f (subject, account_key, most, count, since)
     select s.subject, s.account_key, s.most, 1, $4::timestamptz
     from unnest($1::text[], $2::text[], $3::int[]) as s (subject, account_key, most)
     order by s.subject
     on conflict (subject) do update set
       count = case when f.since <= $5 or f.since > $4 then 1 else f.count + 1 end,
       since = case when f.since <= $5 or f.since > $4 or f.count + 1 = f.most then excluded.since else f.since end
     returning subject, count, since`,
    [
      names,
      subjects.map(({ accountKey }) => accountKey),
      subjects.map(({ most }) => most),
      at,
      instant(toMs(at) - windowMs),
    ],
  )
  const outrun = waitingIn(rows, { subjects, at, allows: ({ count }, most) => count <= most })
  if (outrun) return outrun
  const left = subjects.map(
    ({ subject, most }) => most - (rows.find(row => row.subject === subject)?.count ?? 0),
  )
  return { triesLeft: Math.max(0, Math.min(...left)) }
}

/** The try was right: its own count is gone, and it weighs on nobody who shares the others. */
export async function forgiveTry(tx: Tx, [own, ...shared]: readonly [Subject, ...Subject[]]): Promise<void> {
  await tx.query('delete from failed_sign_ins where subject = $1', [own.subject])
  if (shared.length > 0) await returnTry(tx, shared)
}

/** The try was right and is half of what is asked: it counts no more, and what was wrong before goes on counting. */
export async function returnTry(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  await tx.query('update failed_sign_ins set count = count - 1 where subject = any($1) and count > 0', [
    subjects.map(({ subject }) => subject),
  ])
}

/** Forgives all that is held against an account, wherever it was tried from. */
export async function unlock(tx: Tx, account: string): Promise<void> {
  await tx.query('delete from failed_sign_ins where account_key = $1', [accountKeyOf(account)])
}

/** Whether strangers have to wait for the accounts of these names, for lists. */
export async function lockedAccountKeys({ pool }: Pick<Database, 'pool'>, at: Instant): Promise<Set<string>> {
  const { rows } = await pool.query<{ account_key: string }>(
    `select distinct account_key from failed_sign_ins
     where account_key is not null and count >= most and since > $1 and since <= $2 limit 10000`,
    [instant(toMs(at) - windowMs), at],
  )
  return new Set(rows.map(row => row.account_key))
}

/** Rows kept at most, whatever is tried; the oldest go first. */
const maxRows = 200_000
const sweptAtOnce = 20_000

/** Forgets what is over, a part at a time. */
export async function sweepTries(tx: Tx, at: Instant): Promise<void> {
  await tx.query(
    `delete from failed_sign_ins where subject in (
       select subject from failed_sign_ins where since <= $1 order by since limit $2 for update skip locked)`,
    [instant(toMs(at) - windowMs), sweptAtOnce],
  )
  await tx.query(
    `delete from failed_sign_ins where subject in (
       select subject from failed_sign_ins order by since desc offset $1 limit $2)`,
    [maxRows, sweptAtOnce],
  )
}
