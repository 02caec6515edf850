import type { seeOwnSessions } from '@shuniu/shared/identity'
import { grant, refuse, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { noteAct } from '../audit/index.ts'
import { sessionPage } from './accounts/sessionPages.ts'
import { subjectOf, type ScopeNames } from './accounts/view.ts'
import { isFormerPassword, keepFormerPassword } from './choosing/formerPasswords.repo.ts'
import { weaknessOf } from './choosing/weakness.ts'
import { hashOf, newToken } from './cookie.ts'
import { forgetDevices } from './devices.repo.ts'
import { changeAccount } from './identity.repo.ts'
import { oneAtATime } from '../../platform/limit/index.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { actorOf, type Remembered } from './remembered.ts'
import {
  endSession,
  endSessionsOf,
  renewSession,
  sessionNamed,
  type LivingSession,
  type SessionStanding,
} from './sessions.repo.ts'
import { forgiveTry, subjectOfSession, takeTry } from './throttle.ts'

interface Passwords {
  readonly current: string
  readonly next: string
}

interface PresentSession {
  readonly session: LivingSession
  /** The device's token, which stays known while all others are forgotten. */
  readonly deviceToken: string | undefined
}

interface OwnCommandDeps extends Pick<Platform, 'database' | 'clock'> {
  readonly names: ScopeNames
}

/** What people do with their own account. */
export function ownCommands({ database, clock, names }: OwnCommandDeps, remembered: Remembered) {
  const inTurn = oneAtATime()

  /** The present session goes on under a new token; every other one of the account ends, and its sockets with it. */
  async function save(next: string, { session, deviceToken }: PresentSession) {
    const token = newToken()
    const passwordHash = await hashPassword(next)
    const { account, tokenHash } = session
    const at = clock.now()
    const changed = { passwordHash, passwordSetAt: at, mustChangePassword: false }
    await inTx(database, async tx => {
      await renewSession(tx, tokenHash, hashOf(token))
      await endSessionsOf(tx, account.id, hashOf(token))
      await keepFormerPassword(tx, account, at)
      await changeAccount(tx, account.id, { ...changed, updatedAt: at })
      await forgetDevices(tx, account.id, deviceToken && hashOf(deviceToken))
      await forgiveTry(tx, [subjectOfSession(tokenHash, account.account)])
      await noteAct(tx, {
        at,
        by: actorOf(session),
        kind: 'account.changePassword',
        subject: subjectOf(account),
      })
    })
    await remembered.checkAnew()
    return { token, standing: { ...session, account: { ...account, ...changed }, passwordAgedDays: null } }
  }

  async function change(
    { current, next }: Passwords,
    keeping: PresentSession,
  ): Promise<Result<{ token: string; standing: SessionStanding }>> {
    const { account, tokenHash } = keeping.session
    const weakness = await weaknessOf({ ...account, password: next }, names)
    if (weakness) return refuse('account.weakPassword', { weakness })
    const taken = await takeTry(database, [subjectOfSession(tokenHash, account.account)], clock.now())
    if ('refusal' in taken) return refuse(taken.refusal, { retryAfterS: taken.retryAfterS })
    if (!(await isPassword(account.passwordHash, current))) {
      return refuse('account.wrongPassword', { triesLeft: taken.triesLeft })
    }
    if (current === next) return refuse('account.weakPassword', { weakness: 'same' })
    if (await isFormerPassword(database, account.id, next)) {
      return refuse('account.weakPassword', { weakness: 'former' })
    }
    return grant(await save(next, keeping))
  }

  return {
    /** Asks for the current password and counts wrong ones as signing in does, for this session alone. */
    changePassword: (passwords: Passwords, keeping: PresentSession) =>
      inTurn(keeping.session.account.id, () => change(passwords, keeping)),

    async sessions(
      { account, tokenHash }: LivingSession,
      cursor: string | undefined,
    ): Promise<ReplyOf<typeof seeOwnSessions>> {
      return sessionPage(database, account.id, { at: clock.now(), cursor, present: tokenHash })
    },

    async endOwnSession({ account }: LivingSession, id: string): Promise<Result<{ ended: true }>> {
      const meant = await sessionNamed(database, account.id, { id, at: clock.now() })
      if (meant === undefined || !(await inTx(database, tx => endSession(tx, meant))))
        return refuse('session.unknown', { id })
      await remembered.checkAnew()
      return grant({ ended: true })
    },
  }
}
