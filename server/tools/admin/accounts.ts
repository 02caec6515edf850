import { randomBytes } from 'node:crypto'
import {
  isAccountName,
  isAccountPhone,
  isRole,
  roles,
  roleCodes,
  setupHours,
  type AccountView,
} from '@shuniu/shared/identity'
import { grant, refuse, refusals, type Result } from '@shuniu/shared/kernel'
import {
  accountsTold,
  type accountCommands,
  type accountQueries,
  type setupCommands,
} from '../../src/features/identity/index.ts'

/** What an administrator's line asks for that no account can be. */
export const lineRefusals = refusals({
  'account.wrongName': {
    status: 400,
    when: 'an account’s name has 2 to 64 letters, digits, dots, hyphens or underscores',
  },
  'account.wrongRole': { status: 400, when: 'there is no such role' },
  'account.wrongPhone': { status: 400, when: 'a telephone is a mobile number, or one with its area code' },
})

type Accounts = ReturnType<typeof accountCommands> &
  Pick<ReturnType<typeof accountQueries>, 'listAll'> & {
    readonly setup: Pick<ReturnType<typeof setupCommands>, 'issue'>
  }

interface AdminContext {
  readonly accounts: Accounts
  readonly reason: string | undefined
  readonly phone: string | undefined
}

/** What may be done with accounts from the server's own machine. */
interface AccountCommand {
  /** The words it takes; those in square brackets may be left out. */
  readonly takes: readonly string[]
  readonly help: string
  readonly run: (given: AdminContext, words: readonly string[]) => Promise<Result<string>>
}

/** Sixteen letters that are shown once and stored nowhere. */
const newPassword = (): string => randomBytes(12).toString('base64url')

const statesOf = ({ disabledAt, isLocked, mustChangePassword }: AccountView): string =>
  [
    disabledAt === null ? '正常' : `已停用 ${disabledAt}`,
    ...(isLocked ? ['输错锁定'] : []),
    ...(mustChangePassword ? ['待改密码'] : []),
  ].join('，')

const lineOf = (view: AccountView): string =>
  [view.account, view.name, roles[view.role].name, view.scope, view.unitId ?? '-', statesOf(view)].join('\t')

async function create(
  { accounts, reason, phone }: AdminContext,
  words: readonly string[],
): Promise<Result<string>> {
  const [account = '', name = '', role = '', scope = '', unitId] = words
  if (!isAccountName(account)) return refuse('account.wrongName', { account })
  if (!isRole(role)) return refuse('account.wrongRole', { role, roles: roleCodes })
  if (phone !== undefined && !isAccountPhone(phone)) return refuse('account.wrongPhone')
  const password = newPassword()
  const input = {
    account,
    name: name === '' ? account : name,
    role,
    scope,
    unitId: unitId ?? null,
    password,
    phone,
  }
  const made = await accounts.create(input, { reason })
  return made.ok ? grant(`${account}\t${password}`) : made
}

async function reset(
  { accounts, reason }: AdminContext,
  [account = '']: readonly string[],
): Promise<Result<string>> {
  const password = newPassword()
  const done = await accounts.reset(account, password, { reason })
  return done.ok ? grant(`${account}\t${password}`) : done
}

/** A part of the accounts; its last line says how to go on where there are more. */
async function list({ accounts }: AdminContext, [after]: readonly string[]): Promise<Result<string>> {
  const listed = await accounts.listAll(after)
  if (!listed.ok) return listed
  const { items, next } = listed.value
  const more = next === undefined ? [] : [`还有更多账号，继续列出：npm run admin -- list ${next}`]
  return grant([...items.map(lineOf), ...more].join('\n'))
}

/** A new code of the first setup; the former one opens nothing any more. */
async function setup({ accounts }: AdminContext): Promise<Result<string>> {
  const issued = await accounts.setup.issue()
  return issued.ok ? grant(`设置码 ${issued.value}`) : issued
}

const doing =
  (command: 'disable' | 'enable' | 'unlock' | 'dropSecondFactor', told: string): AccountCommand['run'] =>
  async ({ accounts, reason }, [account = '']) => {
    const done = await accounts[command](account, { reason })
    return done.ok ? grant(`${account} ${told}`) : done
  }

const one = ['account'] as const

/** By the word that asks for each. */
export const accountCommandsByWord: Readonly<Record<string, AccountCommand>> = {
  list: {
    takes: ['[after]'],
    help: `列出账号：账号、姓名、角色、区划、单位、状态；每次最多 ${accountsTold} 个，写上一个账号则从它之后列起`,
    run: list,
  },
  create: {
    takes: ['account', 'name', 'role', 'scope', '[unitId]'],
    help: '新建账号，密码只显示这一次，首次登录须改；区划代码的级别须与角色相符，管理员请用 --phone 写明电话',
    run: create,
  },
  disable: { takes: one, help: '停用账号，并结束其会话', run: doing('disable', '已停用，其会话即刻结束') },
  enable: { takes: one, help: '恢复停用的账号', run: doing('enable', '已恢复') },
  unlock: { takes: one, help: '解除因输错密码造成的锁定', run: doing('unlock', '已解锁') },
  factor: {
    takes: one,
    help: '取消遗失的动态口令，并结束其会话；此后凭密码登录，可重新设置',
    run: doing('dropSecondFactor', '已取消动态口令，其会话即刻结束'),
  },
  setup: {
    takes: [],
    help: `还没有管理员时，显示新的首次设置码（${setupHours} 小时内有效），在 /setup 页使用`,
    run: setup,
  },
  reset: { takes: one, help: '重设密码，结束其会话并解锁，下次登录须改密码', run: reset },
}
