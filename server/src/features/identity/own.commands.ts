import { passwordWeakness, sessionsTold, type seeOwnSessions } from '@shuniu/shared/identity'
import { grant, instant, refuse, toMs, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { noteChange } from './changes.repo.ts'
import { hashOf, newToken } from './cookie.ts'
import { forgetDevices } from './devices.repo.ts'
import { changeAccount, type AccountRow } from './identity.repo.ts'
import { oneAtATime } from '../../platform/limit/index.ts'
import { hashPassword, isPassword } from './passwords.ts'
import type { Remembered } from './remembered.ts'
import {
  endSession,
  endSessionsOf,
  renewSession,
  sessionIdOf,
  sessionNamed,
  sessionsOf,
  type Signed,
} from './sessions.repo.ts'
import { forgiveTry, subjectOfSession, takeTry } from './throttle.ts'

interface Passwords {
  readonly current: string
  readonly next: string
}

interface Keeping {
  readonly session: Signed
  /** The device's token, which stays known while all others are forgotten. */
  readonly deviceToken: string | undefined
}

/** What people do with their own account. */
export function ownCommands({ database, clock }: Platform, remembered: Remembered) {
  const inTurn = oneAtATime()

  /** The present session goes on under a new token; every other one of the account ends, and its sockets with it. */
  async function save(next: string, { session, deviceToken }: Keeping) {
    const token = newToken()
    const passwordHash = await hashPassword(next)
    const { account, tokenHash } = session
    const at = clock.now()
    await inTx(database, async tx => {
      await renewSession(tx, tokenHash, hashOf(token))
      await endSessionsOf(tx, account.id, hashOf(token))
      await changeAccount(tx, account.id, { passwordHash, mustChangePassword: false, updatedAt: at })
      await forgetDevices(tx, account.id, deviceToken && hashOf(deviceToken))
      await forgiveTry(tx, [subjectOfSession(tokenHash, account.account)])
      await noteChange(tx, { account: account.account, action: 'changePassword', actor: account.account, at })
    })
    await remembered.checkAnew()
    return { token, account: { ...account, passwordHash, mustChangePassword: false } }
  }

  async function change(
    { current, next }: Passwords,
    keeping: Keeping,
  ): Promise<Result<{ token: string; account: AccountRow }>> {
    const { account, tokenHash } = keeping.session
    const weakness = passwordWeakness({ password: next, account: account.account })
    if (weakness) return refuse('account.weakPassword', { weakness })
    const taken = await takeTry(database, [subjectOfSession(tokenHash, account.account)], clock.now())
    if ('refusal' in taken) return refuse(taken.refusal, { retryAfterS: taken.retryAfterS })
    if (!(await isPassword(account.passwordHash, current))) {
      return refuse('account.wrongPassword', { triesLeft: taken.triesLeft })
    }
    if (current === next) return refuse('account.weakPassword', { weakness: 'same' })
    return grant(await save(next, keeping))
  }

  return {
    /** Asks for the current password and counts wrong ones as signing in does, for this session alone. */
    changePassword: (passwords: Passwords, keeping: Keeping) =>
      inTurn(keeping.session.account.id, () => change(passwords, keeping)),

    async sessions(
      { account, tokenHash }: Signed,
      cursor: string | undefined,
    ): Promise<ReplyOf<typeof seeOwnSessions>> {
      const [seenMs, id = ''] = cursor?.split('_') ?? []
      const after = seenMs === undefined ? undefined : { lastSeenAt: instant(Number(seenMs)), id }
      const stretch = { at: clock.now(), after, limit: sessionsTold + 1 }
      const rows = await sessionsOf(database, account.id, stretch)
      const items = rows.slice(0, sessionsTold).map(row => ({
        id: sessionIdOf(row.tokenHash),
        agent: row.agent,
        createdAt: instant(row.createdAt),
        lastSeenAt: instant(row.lastSeenAt),
        isCurrent: row.tokenHash === tokenHash,
      }))
      const last = rows.length > items.length ? items.at(-1) : undefined
      return { items, next: last ? `${toMs(last.lastSeenAt)}_${last.id}` : null }
    },

    async endOwnSession({ account }: Signed, id: string): Promise<Result<{ ended: true }>> {
      const meant = await sessionNamed(database, account.id, { id, at: clock.now() })
      if (meant === undefined || !(await inTx(database, tx => endSession(tx, meant))))
        return refuse('session.unknown', { id })
      await remembered.checkAnew()
      return grant({ ended: true })
    },
  }
}
