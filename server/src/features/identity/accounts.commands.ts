import type { Role } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type Result } from '@shuniu/shared/kernel'
import { pinyin } from 'pinyin-pro'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { accountNamed, addAccounts, allAccounts, changeAccount, type AccountRow } from './identity.repo.ts'
import { hashPassword, minPasswordLength } from './passwords.ts'
import { endSessionsOf } from './sessions.repo.ts'

export interface AccountWish {
  readonly account: string
  readonly password: string
  readonly name: string
  readonly role: Role
  readonly scope: string
  readonly unitId: string | null
}

/** An account as an administrator sees it. */
export type AccountView = Pick<
  AccountRow,
  'id' | 'account' | 'name' | 'role' | 'scope' | 'unitId' | 'disabledAt'
>

/** The first letters of a name as input methods know them, for search. */
export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()

const isWeak = (password: string): boolean => [...password].length < minPasswordLength

type Parts = Pick<Platform, 'database' | 'clock' | 'ids'>

/** What an administrator does with accounts; ends their sessions where rights or passwords change. */
export const accountCommands = ({ database, clock, ids }: Parts) => ({
  list: async (): Promise<AccountView[]> =>
    (await allAccounts(database)).map(({ id, account, name, role, scope, unitId, disabledAt }) => ({
      id,
      account,
      name,
      role,
      scope,
      unitId,
      disabledAt,
    })),

  async create({ password, ...wish }: AccountWish): Promise<Result<{ id: string }>> {
    if (isWeak(password)) return refuse('account.weakPassword', { minPasswordLength })
    const passwordHash = await hashPassword(password)
    const row = { ...wish, passwordHash, isDemo: false, initials: initialsOf(wish.name) }
    return inTx(database, async tx => {
      const id = ids.next()
      const added = await addAccounts(tx, [{ ...row, id, createdAt: clock.now() }])
      return added === 1 ? grantNew({ id }) : refuse('account.taken', { account: wish.account })
    })
  },

  disable: (account: string): Promise<Result<{ id: string }>> =>
    inTx(database, async tx => {
      const known = await accountNamed(tx, account)
      if (!known) return refuse('account.unknown', { account })
      await changeAccount(tx, known.id, { disabledAt: clock.now(), updatedAt: clock.now() })
      await endSessionsOf(tx, known.id)
      return grant({ id: known.id })
    }),

  async resetPassword(account: string, password: string): Promise<Result<{ id: string }>> {
    if (isWeak(password)) return refuse('account.weakPassword', { minPasswordLength })
    const passwordHash = await hashPassword(password)
    return inTx(database, async tx => {
      const known = await accountNamed(tx, account)
      if (!known) return refuse('account.unknown', { account })
      await changeAccount(tx, known.id, { passwordHash, updatedAt: clock.now() })
      await endSessionsOf(tx, known.id)
      return grant({ id: known.id })
    })
  },
})
