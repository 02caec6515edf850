import { grant, instant, refuse, toMs, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { forgetCommands } from './accounts/accounts.repo.ts'
import { admission } from './admission.ts'
import { hashOf, newToken } from './cookie.ts'
import { addDevice, isKnownDevice, sweepDevices, touchDevice } from './devices.repo.ts'
import { accountNamed, type AccountRow } from './identity.repo.ts'
import { oneAtATime } from '../../platform/limit/index.ts'
import { lifetimeOf } from './lifetimes.ts'
import { isPassword } from './passwords.ts'
import type { Remembered } from './remembered.ts'
import { endSession, openSession, sweepSessions } from './sessions.repo.ts'
import { forgiveTry, subjectsOf, sweepTries, takeTry } from './throttle.ts'

export interface Credentials {
  readonly account: string
  readonly password: string
}

/** From where somebody signs in. */
export interface Whence {
  readonly network: string
  /** The token in the device's cookie; it may be anybody's or nobody's. */
  readonly deviceToken: string | undefined
  /** Browser and system in a few words. */
  readonly agent: string
}

/** A session just begun: its token, and the device's, are known here and in the cookies alone. */
export interface BegunSession {
  readonly token: string
  readonly deviceToken: string
  readonly account: AccountRow
}

/** So long may a command of an administrator be sent again. */
const commandsKeptMs = 7 * 24 * 3_600 * 1_000

/** Beginning and ending sessions. */
export function identityCommands({ database, clock }: Platform, remembered: Remembered) {
  const { sorted, admitted } = admission()
  const inTurn = oneAtATime()

  /** A device that is new to the account gets a token that nobody has seen before. */
  async function begin(account: AccountRow, trying: SignInTry): Promise<Result<BegunSession>> {
    const { deviceToken: former, isKnown } = trying
    const token = newToken()
    const deviceToken = isKnown && former !== undefined ? former : newToken()
    const used = { accountId: account.id, at: clock.now() }
    const device = { tokenHash: hashOf(deviceToken), former: former && hashOf(former) }
    await inTx(database, async tx => {
      const session = { tokenHash: hashOf(token), ...used, agent: trying.agent }
      await openSession(tx, { ...session, lifetime: lifetimeOf(account.role) })
      await (isKnown ? touchDevice(tx, device.tokenHash, used) : addDevice(tx, device, used))
      await forgiveTry(tx, subjectsFor(trying))
    })
    return grant({ token, deviceToken, account })
  }

  async function judge(trying: SignInTry): Promise<Result<BegunSession>> {
    const taken = await takeTry(database, subjectsFor(trying), clock.now())
    if ('refusal' in taken) return refuse(taken.refusal, { retryAfterS: taken.retryAfterS })
    const known = await accountNamed(database, trying.account)
    const precedence = trying.isKnown ? 'first' : 'second'
    const isRight = await isPassword(known?.passwordHash, trying.password, precedence)
    if (!known || !isRight) return refuse('session.wrongPassword', { triesLeft: taken.triesLeft })
    return known.disabledAt === null ? begin(known, trying) : refuse('session.disabled')
  }

  return {
    /**
     * Turned away before anything is judged when too many wait. Then one at a time for each account and device, or for all
     * strangers to an account, so that tries made at once are counted like tries made in turn.
     */
    async signIn(credentials: Credentials, whence: Whence): Promise<Result<BegunSession>> {
      const { deviceToken } = whence
      const asked = await sorted(async () =>
        deviceToken === undefined ? false : isKnownDevice(database, hashOf(deviceToken), credentials.account),
      )
      if (!asked.ok) return asked
      const trying: SignInTry = { ...credentials, ...whence, isKnown: asked.value }
      const [{ subject }] = subjectsFor(trying)
      return admitted(trying, () => inTurn(subject, () => judge(trying)))
    },

    async signOut(token: string): Promise<void> {
      if (await inTx(database, tx => endSession(tx, hashOf(token)))) await remembered.checkAnew()
    },

    async sweep(): Promise<void> {
      const at = clock.now()
      await inTx(database, tx => sweepSessions(tx, at))
      await inTx(database, tx => sweepTries(tx, at))
      await inTx(database, tx => sweepDevices(tx, at))
      await inTx(database, tx => forgetCommands(tx, instant(toMs(at) - commandsKeptMs)))
    },
  }
}

interface SignInTry extends Credentials, Whence {
  /** Whether the account was signed in from this device before. */
  readonly isKnown: boolean
}

const subjectsFor = ({ account, network, deviceToken, isKnown }: SignInTry) =>
  subjectsOf({
    account,
    network,
    device: isKnown && deviceToken !== undefined ? hashOf(deviceToken) : undefined,
  })
