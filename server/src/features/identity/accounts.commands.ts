import { fitsScope, passwordWeakness, type Role } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type Result } from '@shuniu/shared/kernel'
import { pinyin } from 'pinyin-pro'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { noteChange } from './changes.repo.ts'
import { forgetDevices } from './devices.repo.ts'
import {
  accountNamed,
  accountNames,
  accountsAfter,
  addAccounts,
  changeAccount,
  type AccountRow,
} from './identity.repo.ts'
import type { AccountAction } from './identity.tables.ts'
import { hashPassword } from './passwords.ts'
import { endSessionsOf } from './sessions.repo.ts'
import { accountKeyOf, lockedAccountKeys, unlock } from './throttle.ts'

export interface AccountInput {
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
  'id' | 'account' | 'name' | 'role' | 'scope' | 'unitId' | 'disabledAt' | 'mustChangePassword'
> & {
  /** Some device, or all strangers, have to wait half an hour after too many wrong passwords. */
  readonly isLocked: boolean
}

/** So many accounts are listed at once. */
export const accountsTold = 500

/** A part of the accounts; `next` is the account after which to go on, undefined where there are no more. */
interface AccountPage {
  readonly items: readonly AccountView[]
  readonly next: string | undefined
}

/** The first letters of a name as input methods know them, for search. */
export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()

/** Two names that a hurried reader takes for one another have the same: case, dots, and 0 and o, 1 and l and i. */
const skeletonOf = (account: string): string =>
  account
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[._-]/g, '')
    .replaceAll('0', 'o')
    .replaceAll(/[1i]/g, 'l')

function viewOf(row: AccountRow, locked: ReadonlySet<string>): AccountView {
  const { id, account, name, role, scope, unitId, disabledAt, mustChangePassword } = row
  const isLocked = locked.has(accountKeyOf(account))
  return { id, account, name, role, scope, unitId, disabledAt, mustChangePassword, isLocked }
}

interface Parts extends Pick<Platform, 'database' | 'clock' | 'ids'> {
  /** Who does it: an account by its name, or a user of the server's machine as `os:<user>`. */
  readonly actor?: string
}

/** What an administrator does with accounts; ends their sessions where rights or passwords change, and writes down who did it. */
export function accountCommands({ database, clock, ids, actor = 'unknown' }: Parts) {
  const note = (tx: Tx, done: { account: string; action: AccountAction; reason: string | undefined }) =>
    noteChange(tx, { ...done, actor, at: clock.now() })

  /** Does something to an account that exists, and notes it, in one transaction. */
  const change = (
    account: string,
    { action, reason }: { action: AccountAction; reason: string | undefined },
    apply: (tx: Tx, known: AccountRow) => Promise<void>,
  ): Promise<Result<{ id: string }>> =>
    inTx(database, async tx => {
      const known = await accountNamed(tx, account)
      if (!known) return refuse('account.unknown', { account })
      await apply(tx, known)
      await note(tx, { account, action, reason })
      return grant({ id: known.id })
    })

  return {
    /** A part of them, after an account where one is named. Refuses: `account.unknown`. */
    async list(after?: string): Promise<Result<AccountPage>> {
      const from = after === undefined ? undefined : await accountNamed(database, after)
      if (after !== undefined && !from) return refuse('account.unknown', { account: after })
      const locked = await lockedAccountKeys(database, clock.now())
      const rows = await accountsAfter(database, from, accountsTold + 1)
      const items = rows.slice(0, accountsTold).map(row => viewOf(row, locked))
      return grant({ items, next: rows.length > items.length ? items.at(-1)?.account : undefined })
    },

    async create({ password, ...input }: AccountInput, reason?: string): Promise<Result<{ id: string }>> {
      const { account, role, scope } = input
      if (!fitsScope(role, scope)) return refuse('account.wrongScope', { role, scope })
      const weakness = passwordWeakness({ password, account })
      if (weakness) return refuse('account.weakPassword', { weakness })
      const passwordHash = await hashPassword(password)
      const row = { ...input, passwordHash, isDemo: false, initials: initialsOf(input.name) }
      return inTx(database, async tx => {
        const id = ids.next()
        const alike = (await accountNames(tx)).find(name => skeletonOf(name) === skeletonOf(account))
        if (alike !== undefined && alike !== account) return refuse('account.confusable', { account, alike })
        const added = await addAccounts(tx, [{ ...row, id, createdAt: clock.now() }])
        if (added !== 1) return refuse('account.taken', { account })
        await note(tx, { account, action: 'create', reason })
        return grantNew({ id })
      })
    },

    disable: (account: string, reason?: string) =>
      change(account, { action: 'disable', reason }, async (tx, { id }) => {
        await changeAccount(tx, id, { disabledAt: clock.now(), updatedAt: clock.now() })
        await endSessionsOf(tx, id)
      }),

    enable: (account: string, reason?: string) =>
      change(account, { action: 'enable', reason }, async (tx, { id }) => {
        await changeAccount(tx, id, { disabledAt: null, updatedAt: clock.now() })
        await unlock(tx, account)
      }),

    /** Forgives the wrong passwords that make the account wait, on whatever device. */
    unlock: (account: string, reason?: string) =>
      change(account, { action: 'unlock', reason }, tx => unlock(tx, account)),

    /** The holder is to choose another at the next sign-in; no device is known any more, and nothing is locked. */
    async resetPassword(account: string, password: string, reason?: string): Promise<Result<{ id: string }>> {
      const weakness = passwordWeakness({ password, account })
      if (weakness) return refuse('account.weakPassword', { weakness })
      const passwordHash = await hashPassword(password)
      return change(account, { action: 'reset', reason }, async (tx, { id }) => {
        await changeAccount(tx, id, { passwordHash, mustChangePassword: true, updatedAt: clock.now() })
        await endSessionsOf(tx, id)
        await forgetDevices(tx, id)
        await unlock(tx, account)
      })
    },
  }
}
