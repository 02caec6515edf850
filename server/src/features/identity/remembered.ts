import { owedBy, owesSecondFactor, type Actor } from '@shuniu/shared/identity'
import { instant, toMs, type Clock } from '@shuniu/shared/kernel'
import { inTx, type Database } from '../../platform/db/index.ts'
import { batched } from '../../platform/sql/index.ts'
import { lifetimeOf } from './lifetimes.ts'
import {
  epochNow,
  sessionsBehind,
  touchSession,
  type LivingSession,
  type SessionStanding,
} from './sessions.repo.ts'

/** What is remembered is believed for this long before the epoch is asked for again, in milliseconds. */
const trustMs = 400
/** The last use is written down at most this often, in seconds. */
const maxTouchS = 600

export type { LivingSession } from './sessions.repo.ts'

interface RememberedDeps {
  readonly database: Database
  readonly clock: Clock
  /** Called when a session this process knows has ended or its account has changed. */
  readonly onEnded: (accountId: string) => void
}

/** What the holder has to do before anything else. */
export const owedIn = ({ account, passwordAgedDays, administratorsNeedCode }: SessionStanding) => ({
  mustChangePassword: account.mustChangePassword || passwordAgedDays !== null,
  mustSetUpSecondFactor: owesSecondFactor(
    { role: account.role, hasSecondFactor: account.secondFactorAt !== null },
    { administratorsNeedCode },
  ),
})

export function actorOf(session: SessionStanding): Actor {
  const { account } = session
  const { mustChangePassword, mustSetUpSecondFactor } = owedIn(session)
  return {
    accountId: account.id,
    name: account.name,
    role: account.role,
    scope: account.scope,
    unitId: account.unitId ?? undefined,
    ...(mustChangePassword && { mustChangePassword }),
    ...(mustSetUpSecondFactor && { mustSetUpSecondFactor }),
  }
}

/**
 * The sessions this process has seen, in memory: a request costs no query, and a session ended anywhere is noticed
 * within half a second, by one small query however many requests there are. Sockets whose session ended are told.
 */
export function rememberedSessions({ database, clock, onEnded }: RememberedDeps) {
  const known = new Map<string, LivingSession>()
  let epoch: number | undefined
  let checkedAtMs = Number.NEGATIVE_INFINITY
  let checking: Promise<void> | undefined

  /** Versions differ when anything of the account changed: its rights may have. What the county asks of it may change too. */
  async function readAnew(): Promise<void> {
    const before = [...known.values()]
    const now = new Map(
      (await sessionsBehind(database.reserved, [...known.keys()])).map(one => [one.tokenHash, one]),
    )
    for (const was of before) {
      const is = now.get(was.tokenHash)
      if (is) known.set(was.tokenHash, is)
      else known.delete(was.tokenHash)
      const isLed = is && owedBy(owedIn(is)) !== owedBy(owedIn(was))
      if (is?.account.version !== was.account.version || isLed) onEnded(was.account.id)
    }
  }

  async function check(): Promise<void> {
    const startedAtMs = performance.now()
    const present = await epochNow(database.reserved)
    if (present !== epoch) {
      epoch = present
      await readAnew().catch((error: unknown) => {
        epoch = undefined
        throw error
      })
    }
    checkedAtMs = startedAtMs
  }

  /** Checks now, or joins the check that runs. */
  const checkOnce = (): Promise<void> =>
    (checking ??= check().finally(() => {
      checking = undefined
    }))

  /** After a restart thousands come back in one second: those that come together are read together. */
  const read = batched(
    async (hashes: readonly string[]) => {
      const found = new Map(
        (await sessionsBehind(database.reserved, hashes)).map(one => [one.tokenHash, one]),
      )
      return hashes.map(hash => found.get(hash))
    },
    { concurrency: 3, maxBatch: 200 },
  )

  /** A session read while the epoch moved on is read again: it may have ended in between. */
  async function meet(tokenHash: string): Promise<LivingSession | undefined> {
    for (;;) {
      const readIn = epoch
      const met = await read(tokenHash)
      if (readIn !== undefined && readIn === epoch) {
        if (met) known.set(tokenHash, met)
        return met
      }
      await checkOnce()
    }
  }

  const isOver = ({ lastSeenAt, idleInS, expiresAt }: LivingSession): boolean => {
    const nowMs = toMs(clock.now())
    return nowMs >= toMs(lastSeenAt) + idleInS * 1_000 || nowMs >= toMs(expiresAt)
  }

  /** A use in the future is of a clock that has been set back: the session counts anew from now, and no longer than it may. */
  async function touch(session: LivingSession): Promise<void> {
    const at = clock.now()
    const sinceS = (toMs(at) - toMs(session.lastSeenAt)) / 1_000
    if (sinceS >= 0 && sinceS < Math.min(maxTouchS, session.idleInS / 10)) return
    const latestMs = toMs(at) + lifetimeOf(session.account.role).expiresInS * 1_000
    const expiresAt = instant(Math.min(toMs(session.expiresAt), latestMs))
    const touched = { ...session, lastSeenAt: at, expiresAt }
    known.set(session.tokenHash, touched)
    await inTx(database, tx => touchSession(tx, touched))
  }

  return {
    /** The living session behind a token's hash; using it keeps it alive. */
    async of(tokenHash: string): Promise<LivingSession | undefined> {
      if (performance.now() - checkedAtMs > trustMs) await checkOnce()
      const session = known.get(tokenHash) ?? (await meet(tokenHash))
      if (!session || isOver(session)) return undefined
      await touch(session)
      return session
    },
    /** Notices sessions ended elsewhere even while nobody asks; for sockets, which ask once. */
    async watch(): Promise<void> {
      if (performance.now() - checkedAtMs > trustMs) await checkOnce()
    },
    /** After a change of our own: what runs already may have begun before it. */
    async checkAnew(): Promise<void> {
      await checking
      await checkOnce()
    },
  }
}

export type Remembered = ReturnType<typeof rememberedSessions>
