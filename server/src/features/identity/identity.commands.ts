import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { hashOf, newToken } from './cookie.ts'
import { accountNamed, type AccountRow } from './identity.repo.ts'
import { turnsOf } from './lane.ts'
import { lifetimeOf } from './lifetimes.ts'
import { isPassword } from './passwords.ts'
import type { Remembered } from './remembered.ts'
import { endSession, openSession, sweepSessions } from './sessions.repo.ts'
import { addressThrottle, countWrong, forgiveWrong, lockedForS, windowBefore } from './throttle.ts'

export interface Credentials {
  readonly account: string
  readonly password: string
}

/** A session just begun: its token is known here and in the cookie alone. */
export interface Begun {
  readonly token: string
  readonly account: AccountRow
}

/** Further sign-ins are told to come back: at some forty a second, these wait a minute already. */
const maxWaiting = 3_000

/** Beginning and ending sessions. */
export function identityCommands({ database, clock }: Platform, remembered: Remembered) {
  const addresses = addressThrottle()
  const inTurn = turnsOf()
  let waiting = 0

  async function refuseWrong({ account }: Credentials, address: string): Promise<Result<Begun>> {
    const at = clock.now()
    addresses.count(address, at)
    const triesLeft = await inTx(database, tx => countWrong(tx, account, at))
    return refuse('session.wrongPassword', { triesLeft })
  }

  async function begin(account: AccountRow): Promise<Result<Begun>> {
    const token = newToken()
    const session = { tokenHash: hashOf(token), accountId: account.id, lifetime: lifetimeOf(account.role) }
    await inTx(database, async tx => {
      await openSession(tx, { ...session, at: clock.now() })
      await forgiveWrong(tx, account.account)
    })
    return grant({ token, account })
  }

  async function judge(wish: Credentials, address: string): Promise<Result<Begun>> {
    const waitS = await lockedForS(database, wish.account, clock.now())
    if (waitS > 0) return refuse('session.locked', { retryAfterS: waitS })
    const known = await accountNamed(database, wish.account)
    const isRight = await isPassword(known?.passwordHash, wish.password)
    if (!known || !isRight) return refuseWrong(wish, address)
    return known.disabledAt === null ? begin(known) : refuse('session.disabled')
  }

  return {
    /** One at a time for each account, so that tries made at once are counted like tries made in turn. */
    async signIn(wish: Credentials, address: string): Promise<Result<Begun>> {
      const waitS = addresses.waitS(address, clock.now())
      if (waitS > 0) return refuse('request.tooMany', { retryAfterS: waitS })
      if (waiting >= maxWaiting) return refuse('platform.overloaded')
      waiting += 1
      try {
        return await inTurn(wish.account, () => judge(wish, address))
      } finally {
        waiting -= 1
      }
    },

    async signOut(token: string): Promise<void> {
      if (await inTx(database, tx => endSession(tx, hashOf(token)))) await remembered.checkAnew()
    },

    async sweep(): Promise<void> {
      const at = clock.now()
      addresses.forget(at)
      await inTx(database, tx => sweepSessions(tx, at, windowBefore(at)))
    },
  }
}
