import type { ActKind } from '@shuniu/shared/audit'
import { owesSecondFactor, type FactorProof, type SecondFactorView } from '@shuniu/shared/identity'
import { grant, instant, refuse, type Instant, type Result } from '@shuniu/shared/kernel'
import { inTx, type Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import { oneAtATime } from '../../../platform/limit/index.ts'
import type { Secrets } from '../../../platform/secrets/index.ts'
import { noteAct } from '../../audit/index.ts'
import { subjectOf } from '../accounts/view.ts'
import { hashOf } from '../cookie.ts'
import { forgetDevices } from '../devices.repo.ts'
import { accountLocked, changeAccount, type AccountRow } from '../identity.repo.ts'
import { isPassword } from '../passwords.ts'
import { actorOf, type Remembered } from '../remembered.ts'
import { endSessionsOf, renewEpoch, type LivingSession } from '../sessions.repo.ts'
import { forgiveTry, subjectOfFactor, takeTry } from '../throttle.ts'
import { spendCode, spendDigits } from './judging.ts'
import { newRecoveryCodes, recoveryHashOf } from './recovery.ts'
import {
  begunSecretOf,
  forgetSecondFactor,
  putSecret,
  recoveryCodesLeft,
  replaceRecoveryCodes,
} from './secondFactor.repo.ts'
import { newSecret, uriOf } from './totp.ts'

interface FactorDeps extends Pick<Platform, 'database' | 'clock'> {
  readonly secrets: Secrets
}

/** Who changes their second factor, by the session and the device they do it from. */
interface FactorHolder {
  readonly session: LivingSession
  readonly deviceToken: string | undefined
}

interface FactorChange {
  readonly kind: ActKind
  readonly run: (tx: Tx, known: AccountRow, at: Instant) => Promise<Result<readonly string[]>>
}

/** 动态口令 of one's own account. */
export function secondFactorCommands({ database, clock, secrets }: FactorDeps, remembered: Remembered) {
  const inTurn = oneAtATime()

  async function giveCodes(tx: Tx, accountId: string): Promise<readonly string[]> {
    const codes = newRecoveryCodes()
    const hashes = codes.map(code => recoveryHashOf(secrets, accountId, code))
    await replaceRecoveryCodes(tx, accountId, hashes)
    return codes
  }

  /** Does it where the account is there, in one transaction with what is written down of it. */
  const doneIn = (
    { session }: FactorHolder,
    { kind, run }: FactorChange,
  ): Promise<Result<readonly string[]>> =>
    inTx(database, async tx => {
      const at = clock.now()
      const known = await accountLocked(tx, session.account.id)
      if (!known) return refuse('session.none')
      const done = await run(tx, known, at)
      if (!done.ok) return done
      await forgiveTry(tx, [subjectOfFactor(known.account)])
      await noteAct(tx, { at, by: actorOf(session), kind, subject: subjectOf(known) })
      await renewEpoch(tx)
      return done
    })

  /** Asks for the password, then for what the change asks; wrong ones of both are counted together, for the account. */
  async function proved(password: string, holder: FactorHolder, change: FactorChange) {
    const { account } = holder.session
    const taken = await takeTry(database, [subjectOfFactor(account.account)], clock.now())
    if ('refusal' in taken) return refuse(taken.refusal, { retryAfterS: taken.retryAfterS })
    const { triesLeft } = taken
    if (!(await isPassword(account.passwordHash, password))) {
      return refuse('account.wrongPassword', { triesLeft })
    }
    const done = await doneIn(holder, change)
    if (!done.ok) return refuse(done.refusal.code, { triesLeft })
    await remembered.checkAnew()
    return done
  }

  const changed = (password: string, holder: FactorHolder, change: FactorChange) =>
    inTurn(holder.session.account.id, () => proved(password, holder, change))

  /** A right code of an account whose second factor is on. */
  const coded = (tx: Tx, known: AccountRow, tried: { readonly code: string; readonly at: Instant }) =>
    known.secondFactorAt === null
      ? refuse('account.noSecondFactor')
      : spendCode(tx, { accountId: known.id, ...tried }, secrets)

  return {
    async see(session: LivingSession): Promise<SecondFactorView> {
      const { secondFactorAt, id, role } = session.account
      return {
        since: secondFactorAt === null ? null : instant(secondFactorAt),
        codesLeft: await recoveryCodesLeft(database, id),
        isRequired: owesSecondFactor({ role, hasSecondFactor: false }, session),
      }
    },

    /** A secret that counts for nothing yet. Refuses: `account.hasSecondFactor`. */
    begin: ({ account: { id } }: LivingSession): Promise<Result<{ secret: string; uri: string }>> =>
      inTx(database, async tx => {
        const known = await accountLocked(tx, id)
        if (!known) return refuse('session.none')
        if (known.secondFactorAt !== null) return refuse('account.hasSecondFactor')
        const secret = newSecret()
        const begunAt = clock.now()
        await putSecret(tx, { accountId: id, secretSealed: secrets.seal(secret), begunAt })
        return grant({ secret, uri: uriOf(secret, known.account) })
      }),

    /**
     * The secret shown last counts from now on; every other session and device of the account is forgotten. Returns the
     * recovery codes, kept nowhere. Refuses: `account.hasSecondFactor`, `account.noSecret`, what `spendDigits` refuses.
     */
    turnOn: ({ password, code }: FactorProof, holder: FactorHolder) =>
      changed(password, holder, {
        kind: 'account.turnOnSecondFactor',
        async run(tx, { id: accountId, secondFactorAt }, at) {
          if (secondFactorAt !== null) return refuse('account.hasSecondFactor')
          const sealed = await begunSecretOf(tx, accountId, at)
          if (sealed === undefined) return refuse('account.noSecret')
          const spent = await spendDigits(tx, { accountId, code, at, sealed }, secrets)
          if (!spent.ok) return spent
          const { session, deviceToken } = holder
          await changeAccount(tx, accountId, { secondFactorAt: at, updatedAt: at })
          await endSessionsOf(tx, accountId, session.tokenHash)
          await forgetDevices(tx, accountId, deviceToken && hashOf(deviceToken))
          return grant(await giveCodes(tx, accountId))
        },
      }),

    /** Refuses: `account.needsSecondFactor` where the county asks it of the account, what `coded` refuses. */
    turnOff: ({ password, code }: FactorProof, holder: FactorHolder) =>
      changed(password, holder, {
        kind: 'account.turnOffSecondFactor',
        async run(tx, known, at) {
          if (owesSecondFactor({ role: known.role, hasSecondFactor: false }, holder.session)) {
            return refuse('account.needsSecondFactor')
          }
          const spent = await coded(tx, known, { code, at })
          if (!spent.ok) return spent
          await forgetSecondFactor(tx, known.id)
          await changeAccount(tx, known.id, { secondFactorAt: null, updatedAt: at })
          return grant([])
        },
      }),

    /** Ten new ones, kept nowhere. Refuses: what `coded` refuses. */
    renewCodes: ({ password, code }: FactorProof, holder: FactorHolder) =>
      changed(password, holder, {
        kind: 'account.renewRecoveryCodes',
        async run(tx, known, at) {
          const spent = await coded(tx, known, { code, at })
          return spent.ok ? grant(await giveCodes(tx, known.id)) : spent
        },
      }),
  }
}
