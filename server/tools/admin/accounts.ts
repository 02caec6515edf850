import { randomBytes } from 'node:crypto'
import { isRole, roles, roleCodes } from '@shuniu/shared/identity'
import { grant, refuse, refusals, type Result } from '@shuniu/shared/kernel'
import type { accountCommands, AccountView } from '../../src/features/identity/index.ts'

/** What an administrator's line asks for that no account can be. */
export const wishRefusals = refusals({
  'account.wrongName': {
    status: 400,
    when: 'an account’s name has 2 to 64 letters, digits, dots, hyphens or underscores',
  },
  'account.wrongRole': { status: 400, when: 'there is no such role' },
  'account.wrongScope': {
    status: 400,
    when: 'a scope is the code of a division or grid: 6, 9, 12 or 15 digits',
  },
  'account.wrongUnit': { status: 400, when: 'a unit is named by its id' },
})

type Accounts = ReturnType<typeof accountCommands>

/** Sixteen letters that are shown once and stored nowhere. */
const newPassword = (): string => randomBytes(12).toString('base64url')

const lineOf = ({ account, name, role, scope, disabledAt }: AccountView): string =>
  [account, name, roles[role].name, scope, disabledAt === null ? '' : `已停用 ${disabledAt}`]
    .join('\t')
    .trimEnd()

async function create(accounts: Accounts, words: readonly string[]): Promise<Result<string>> {
  const [account = '', name = '', role = '', scope = '', unitId] = words
  if (!/^[\w.-]{2,64}$/.test(account)) return refuse('account.wrongName', { account })
  if (!isRole(role)) return refuse('account.wrongRole', { role, roles: roleCodes })
  if (!/^(\d{6}|\d{9}|\d{12}|\d{15})$/.test(scope)) return refuse('account.wrongScope', { scope })
  if (unitId !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(unitId)) {
    return refuse('account.wrongUnit', { unitId })
  }
  const password = newPassword()
  const wish = { account, name: name === '' ? account : name, role, scope, unitId: unitId ?? null, password }
  const made = await accounts.create(wish)
  return made.ok ? grant(`${account}\t${password}`) : made
}

async function disable(accounts: Accounts, [account = '']: readonly string[]): Promise<Result<string>> {
  const done = await accounts.disable(account)
  return done.ok ? grant(`${account} 已停用，其会话即刻结束`) : done
}

async function reset(accounts: Accounts, [account = '']: readonly string[]): Promise<Result<string>> {
  const password = newPassword()
  const done = await accounts.resetPassword(account, password)
  return done.ok ? grant(`${account}\t${password}`) : done
}

const list: Word = async (accounts): Promise<Result<string>> =>
  grant((await accounts.list()).map(lineOf).join('\n'))

type Word = (accounts: Accounts, words: readonly string[]) => Promise<Result<string>>

/** What may be done with accounts from the server's own machine, by the word that asks for it. */
export const accountWords = { list, create, disable, reset } satisfies Record<string, Word>

export const wordNamed = (name: string): Word | undefined =>
  Object.entries<Word>(accountWords).find(([known]) => known === name)?.[1]
