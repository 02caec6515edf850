import { passwordWeakness, type PasswordWeakness } from '@shuniu/shared/identity'
import type { ScopeNames } from '../accounts/view.ts'
import { isCommonPassword } from './passwordList.ts'
import { isHabit, isOwnName } from './habits.ts'

/** A password that is about to be set, and for whom. */
export interface SetPassword {
  readonly password: string
  readonly account: string
  readonly name: string
  /** The code of the division or grid. */
  readonly scope: string
}

/** The codes of a county, a township and a village begin with so many digits. */
const tiers = [6, 9, 12]

/** What is wrong with a password beside all that is known here; `same` and `former` are told by whoever knows the old ones. */
export async function weaknessOf(
  { password, account, name, scope }: SetPassword,
  { ofDivision }: Pick<ScopeNames, 'ofDivision'>,
): Promise<Exclude<PasswordWeakness, 'same' | 'former'> | undefined> {
  const own = passwordWeakness({ password, account })
  if (own) return own
  const low = password.normalize('NFKC').toLowerCase()
  if (isOwnName(low, name)) return 'name'
  const places = tiers.flatMap(digits => ofDivision(scope.slice(0, digits)) ?? [])
  return isHabit(low, places) || (await isCommonPassword(low)) ? 'common' : undefined
}
