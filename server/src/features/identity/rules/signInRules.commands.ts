import {
  countyDigits,
  type Actor,
  type changeSignInRules,
  type SignInRules,
  type SignInRulesView,
} from '@shuniu/shared/identity'
import { grant, refuse, type BodyOf, type Result } from '@shuniu/shared/kernel'
import { inTx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import { noteAct } from '../../audit/index.ts'
import type { Remembered } from '../remembered.ts'
import { renewEpoch } from '../sessions.repo.ts'
import { lockSignInRules, putSignInRules, readSignInRules } from './signInRules.repo.ts'

const wordsOf = ({ administratorsNeedCode, passwordDays }: SignInRules): string =>
  [
    administratorsNeedCode ? '管理员必须使用动态口令' : '管理员不必使用动态口令',
    passwordDays === 0 ? '密码不限期' : `密码满 ${passwordDays} 天须更换`,
  ].join('；')

const isSame = (a: SignInRules, b: SignInRules): boolean =>
  a.administratorsNeedCode === b.administratorsNeedCode && a.passwordDays === b.passwordDays

/** 登录要求: read by whoever keeps accounts, changed by the county's. */
export function signInRulesCommands(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  remembered: Pick<Remembered, 'checkAnew'>,
) {
  const changeIn = (
    { version, reason, ...rules }: BodyOf<typeof changeSignInRules>,
    actor: Actor,
  ): Promise<Result<SignInRulesView>> =>
    inTx(database, async tx => {
      await lockSignInRules(tx)
      const known = await readSignInRules(tx)
      if (isSame(known, rules)) return grant(known)
      if (known.version !== version) return refuse('signInRules.stale', { version: known.version })
      const at = clock.now()
      await putSignInRules(tx, { ...rules, changedBy: actor.name, changedAt: at, version: version + 1 })
      await noteAct(tx, {
        at,
        by: actor,
        kind: 'signInRules.change',
        subject: { id: 'county', name: '登录要求' },
        reason,
        before: { value: wordsOf(known) },
        after: { value: wordsOf(rules) },
      })
      await renewEpoch(tx)
      return grant(await readSignInRules(tx))
    })

  return {
    see: async (): Promise<Result<SignInRulesView>> => grant(await readSignInRules(database)),

    /** Living sessions follow within half a second. Refuses: `account.countysAlone`, `signInRules.stale`. */
    async change(asked: BodyOf<typeof changeSignInRules>, actor: Actor): Promise<Result<SignInRulesView>> {
      if (actor.scope.length > countyDigits) return refuse('account.countysAlone')
      const changed = await changeIn(asked, actor)
      if (changed.ok) await remembered.checkAnew()
      return changed
    },
  }
}
