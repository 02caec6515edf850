import type { WaitingWall, WallAsking } from '@shuniu/shared/identity'
import { grant, instant, refuse, toMs, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import { hashOf, newToken } from '../cookie.ts'
import type { Remembered } from '../remembered.ts'
import {
  addAsking,
  endOfCode,
  enrolmentsBehind,
  noteSeen,
  sweepEnrolments,
  type KnownEnrolment,
} from './enrolments.repo.ts'

/** What a screen that asks brings along. */
interface AskingBrowser {
  /** The secret in its cookie; it may be anybody's or nobody's. */
  readonly secret: string | undefined
  /** Of a session it has or had. */
  readonly sessionToken: string | undefined
  readonly network: string
  readonly agent: string
}

/** How it stands, and the secret that it is to keep: the token of its session where it is enrolled. */
export interface AnsweredAsking {
  readonly told: WallAsking
  readonly secret: string
}

/** When a screen that was turned away may ask again, in seconds. */
const askAgainS = 60

/** The wall that a screen was, where that was revoked. */
function formerIn(known: readonly KnownEnrolment[]): WaitingWall['former'] {
  const revoked = known.find(({ disabledAt }) => disabledAt !== null)
  if (!revoked || revoked.disabledAt === null) return null
  return { name: revoked.name ?? '', revokedAt: instant(revoked.disabledAt) }
}

/** Screens that ask to be walls. */
export function askingCommands({ database, clock, live }: Platform, remembered: Pick<Remembered, 'of'>) {
  /** A new secret with each new code: what an old code was typed for opens nothing of the new one. */
  async function begin(
    { network, agent }: AskingBrowser,
    former: WaitingWall['former'],
  ): Promise<Result<AnsweredAsking>> {
    const secret = newToken()
    const askedAt = clock.now()
    const screen = { secretHash: hashOf(secret), network, agent, askedAt }
    const code = await inTx(database, tx => addAsking(tx, screen))
    if (code === undefined) return refuse('wallCode.tooManyWaiting', { retryAfterS: askAgainS })
    return grant({ told: { state: 'waiting', code, expiresAt: endOfCode(askedAt), former }, secret })
  }

  return {
    /** The code that a screen shows, another once that has ended, or that it has a session. Refuses: `wallCode.tooManyWaiting`. */
    async ask(browser: AskingBrowser): Promise<Result<AnsweredAsking>> {
      const { secret, sessionToken } = browser
      const hashes = [secret, sessionToken].flatMap(token => (token === undefined ? [] : [hashOf(token)]))
      const known = hashes.length === 0 ? [] : await enrolmentsBehind(database, hashes)
      const own = secret === undefined ? undefined : known.find(one => one.secretHash === hashOf(secret))
      const former = formerIn(known)
      if (!own || secret === undefined) return begin(browser, former)
      if (own.accountId !== null) {
        const session = await remembered.of(own.secretHash)
        return session ? grant({ told: { state: 'enrolled' }, secret }) : begin(browser, former)
      }
      const expiresAt = instant(own.expiresAt)
      if (own.code === null || toMs(expiresAt) <= toMs(clock.now())) return begin(browser, former)
      return grant({ told: { state: 'waiting', code: own.code, expiresAt, former }, secret })
    },

    /** Notes which walls have a screen at this process. */
    async noteSeen(): Promise<void> {
      const here = [...live.accountsHere()]
      if (here.length === 0) return
      const { processId } = live.state()
      await inTx(database, tx => noteSeen(tx, here, { at: clock.now(), processId }))
    },

    sweep: (): Promise<void> => inTx(database, tx => sweepEnrolments(tx, clock.now())),
  }
}
