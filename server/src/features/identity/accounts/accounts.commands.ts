import type { AccountView, IssuedPassword } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../../platform/db/index.ts'
import { noteAct } from '../../audit/index.ts'
import { keepFormerPassword } from '../choosing/formerPasswords.repo.ts'
import { weaknessOf } from '../choosing/weakness.ts'
import { forgetDevices } from '../devices.repo.ts'
import type { AccountRow } from '../identity.repo.ts'
import { hashPassword } from '../passwords.ts'
import { forgetSecondFactor } from '../secondFactor/secondFactor.repo.ts'
import { endSession, endSessionsOf, sessionNamed } from '../sessions.repo.ts'
import { unlock } from '../throttle.ts'
import { workingAdministrators } from './accounts.repo.ts'
import {
  accountChanges,
  type AccountCommandDeps,
  type AccountReason,
  type MeantAccount,
} from './change.commands.ts'
import { accountCreation, type AccountInput } from './creation.commands.ts'
import { initialsOf, phoneColumns } from './naming.ts'
import { lacksPhone, lastOfKind, twoOffices, wrongPost } from './standing.ts'
import { subjectOf } from './view.ts'
import { isEnrolledWall } from '../walls/enrolments.repo.ts'

/** An account's new post; a telephone left out stays as it is. */
type PostChange = Omit<AccountInput, 'account' | 'password'>

/**
 * What administrators do with accounts; ends their sessions where rights or passwords change, and writes down who did it.
 * All refuse what forbids this keeper to change the account (`keptFrom`), `account.unknown`, `account.stale` and, under the id
 * of another command, `command.idTaken`.
 */
export function accountCommands(deps: AccountCommandDeps) {
  const { secrets, clock, site, actor, names } = deps
  const { change, postState, viewIn } = accountChanges(deps)

  const viewed = async (changed: Promise<Result<AccountRow>>): Promise<Result<AccountView>> => {
    const done = await changed
    return done.ok ? grant(await viewIn(done.value)) : done
  }

  return {
    create: accountCreation(deps).create,
    ...sessionEnding(deps),

    /**
     * The holder is to choose another at the next sign-in; no device is known any more, and nothing is locked. Refuses:
     * `account.isWall`.
     */
    async reset(
      meant: MeantAccount,
      password: string,
      why: AccountReason = {},
    ): Promise<Result<IssuedPassword>> {
      const passwordHash = await hashPassword(password)
      const done = await change(meant, { ...why, kind: 'account.reset' }, async (tx, known) => {
        const weakness = await weaknessOf({ ...known, password }, names)
        if (weakness) return refuse('account.weakPassword', { weakness })
        if (await isEnrolledWall(tx, known.id)) return refuse('account.isWall')
        const at = clock.now()
        await keepFormerPassword(tx, known, at)
        await endSessionsOf(tx, known.id)
        await forgetDevices(tx, known.id)
        await unlock(tx, known.account)
        return grant({ change: { passwordHash, passwordSetAt: at, mustChangePassword: true } })
      })
      return done.ok ? grant({ account: await viewIn(done.value), password }) : done
    },

    /** For whoever has lost it: the password alone opens the account again, once its sessions have ended. Refuses: `account.noSecondFactor`. */
    dropSecondFactor: (meant: MeantAccount, why: AccountReason = {}): Promise<Result<AccountView>> =>
      viewed(
        change(meant, { ...why, kind: 'account.dropSecondFactor' }, async (tx, known) => {
          if (known.secondFactorAt === null) return refuse('account.noSecondFactor')
          await forgetSecondFactor(tx, known.id)
          await endSessionsOf(tx, known.id)
          await forgetDevices(tx, known.id)
          return grant({ change: { secondFactorAt: null } })
        }),
      ),

    /** Also one's own, where another of the kind is left. Refuses: `account.lastAdministrator`. */
    disable: (meant: MeantAccount, why: AccountReason = {}): Promise<Result<AccountView>> =>
      viewed(
        change(meant, { ...why, kind: 'account.disable', isForOwn: true }, async (tx, known) => {
          const last = lastOfKind(known, undefined, await workingAdministrators(tx))
          if (last) return last
          await endSessionsOf(tx, known.id)
          return grant({ change: { disabledAt: known.disabledAt ?? clock.now() } })
        }),
      ),

    /** Refuses: `account.samePerson`. */
    enable: (meant: MeantAccount, why: AccountReason = {}): Promise<Result<AccountView>> =>
      viewed(
        change(meant, { ...why, kind: 'account.enable' }, async (tx, known) => {
          const two = twoOffices(known, await workingAdministrators(tx))
          if (two) return two
          await unlock(tx, known.account)
          return grant({ change: { disabledAt: null } })
        }),
      ),

    /** Forgives the wrong passwords that make the account wait, on whatever device. */
    unlock: (meant: MeantAccount, why: AccountReason = {}): Promise<Result<AccountView>> =>
      viewed(
        change(meant, { ...why, kind: 'account.unlock' }, async (tx, { account }) => {
          await unlock(tx, account)
          return grant({})
        }),
      ),

    /**
     * Another name, role, division or unit: the account's sessions end, whoever holds it signs in with the new rights.
     * Refuses: what `wrongPost` refuses, `account.phoneMissing`, `account.samePerson`, `account.lastAdministrator`.
     */
    async changePost(
      meant: MeantAccount,
      next: PostChange,
      why: AccountReason = {},
    ): Promise<Result<AccountView>> {
      const wrong = await wrongPost(actor, next, site)
      if (wrong) return wrong
      const { phone, ...post } = next
      return viewed(
        change(meant, { ...why, kind: 'account.changePost', asked: next }, async (tx, known) => {
          const { phoneSealed, phoneKey } = known
          const phoned = phone === undefined ? { phoneSealed, phoneKey } : phoneColumns(secrets, phone)
          const administrators = await workingAdministrators(tx)
          const refused =
            lacksPhone(actor, { role: post.role, ...phoned }) ??
            twoOffices({ id: known.id, ...post, ...phoned }, administrators) ??
            lastOfKind(known, post, administrators)
          if (refused) return refused
          await endSessionsOf(tx, known.id)
          const change = { ...post, ...phoned, initials: initialsOf(post.name) }
          return grant({ change, before: postState(known), after: postState(post) })
        }),
      )
    },
  }
}

/** Ending sessions of an account that goes on. */
function sessionEnding(deps: AccountCommandDeps) {
  const { database, clock, actor } = deps
  const { meantIn } = accountChanges(deps)
  return {
    /** One session, or all. Refuses: `session.unknown`. */
    endSessions: (accountId: string, session: string, reason: string): Promise<Result<{ ended: true }>> =>
      inTx(database, async tx => {
        const found = await meantIn(tx, { accountId })
        if (!found.ok) return found
        const at = clock.now()
        if (session === 'all') await endSessionsOf(tx, accountId)
        else {
          const meant = await sessionNamed(tx, accountId, { id: session, at })
          if (meant === undefined || !(await endSession(tx, meant))) return refuse('session.unknown')
        }
        const subject = subjectOf(found.value)
        await noteAct(tx, { at, by: actor, kind: 'account.endSessions', subject, reason })
        return grant({ ended: true })
      }),
  }
}
