import * as Type from 'typebox'
import type { Static } from 'typebox'
import {
  closed,
  CommandId,
  contract,
  defaultPageSize,
  Id,
  InstantText,
  maxPageSize,
  nullable,
  oneOf,
  PersonText,
  VersionSeen,
} from '../kernel/index.ts'
import { OwnSession, SessionCursor, sessionsTold } from './contracts.ts'
import { roleCodes } from './roles.ts'

/** How an account stands: in use, disabled, waiting after wrong passwords, or with a password that is still to be changed. */
export const accountStates = ['enabled', 'disabled', 'locked', 'mustChange'] as const
export type AccountState = (typeof accountStates)[number]

/** An account as an administrator sees it. */
export const AccountView = closed({
  id: Id,
  account: Type.String(),
  name: Type.String(),
  role: oneOf(roleCodes),
  scope: Type.String(),
  scopeName: Type.String(),
  unitId: nullable(Id),
  unitName: nullable(Type.String()),
  /** Masked; null where none is known. */
  phone: nullable(Type.String()),
  disabledAt: nullable(InstantText),
  /** Some device, or all strangers, have to wait half an hour after too many wrong passwords. */
  isLocked: Type.Boolean(),
  mustChangePassword: Type.Boolean(),
  /** 动态口令 is asked for at sign-in. */
  hasSecondFactor: Type.Boolean(),
  version: Type.Integer(),
})
export type AccountView = Static<typeof AccountView>

/** The name somebody signs in by. */
export const AccountName = Type.String({ pattern: String.raw`^[\w.-]{2,64}$` })
export const isAccountName = (text: string): boolean => /^[\w.-]{2,64}$/.test(text)

const AreaCode = Type.String({ pattern: '^(?:[0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$' })
/** A mobile number of mainland China, or one of an office with its area code. */
export const AccountPhone = Type.String({ pattern: String.raw`^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$` })
export const isAccountPhone = (text: string): boolean => /^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text)

const Reason = PersonText(200)
const accountParams = closed({ id: Id })

/** A password as it is shown once, to be handed to whoever holds the account. */
export const IssuedPassword = closed({ account: AccountView, password: Type.String() })
export type IssuedPassword = Static<typeof IssuedPassword>

/** The accounts of the administrator's division, by division and name. `q`: part of account or name, or initials. */
export const listAccounts = contract({
  name: 'listAccounts',
  method: 'GET',
  path: '/accounts',
  summary: '账号名录',
  shape: {
    query: closed({
      q: Type.Optional(PersonText(64)),
      role: Type.Optional(oneOf(roleCodes)),
      area: Type.Optional(AreaCode),
      state: Type.Optional(oneOf(accountStates)),
      cursor: Type.Optional(
        Type.String({ pattern: String.raw`^[0-9]{1,15}_[^\u0000\uD800-\uDFFF]{1,200}$` }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPageSize, default: defaultPageSize })),
    }),
    reply: closed({
      items: Type.Array(AccountView, { maxItems: maxPageSize }),
      next: nullable(Type.String()),
    }),
  },
  needs: 'account.administer',
  refuses: ['area.notYours'],
})

const postFields = {
  name: PersonText(40),
  role: oneOf(roleCodes),
  scope: AreaCode,
  unitId: nullable(Id),
} as const

const postRefusals = [
  'account.wrongScope',
  'account.unknownScope',
  'account.wrongUnit',
  'account.countysAlone',
  'account.samePerson',
  'account.phoneMissing',
] as const

/** A new account; its password is shown in this answer, and in that to the same command sent again. */
export const NewAccountBody = closed({
  id: CommandId,
  account: AccountName,
  ...postFields,
  phone: Type.Optional(AccountPhone),
  reason: Type.Optional(Reason),
})
export type NewAccountBody = Static<typeof NewAccountBody>

export const createAccount = contract({
  name: 'createAccount',
  method: 'POST',
  path: '/accounts',
  summary: '新建账号，密码只显示一次',
  shape: { body: NewAccountBody, reply: IssuedPassword },
  needs: 'account.administer',
  refuses: ['command.idTaken', 'account.taken', 'account.confusable', ...postRefusals],
})

/** What every change of an account says: its own id, which version was seen, and why. */
export const AccountChangeBody = closed({
  id: CommandId,
  version: VersionSeen(1),
  reason: Reason,
})
export type AccountChangeBody = Static<typeof AccountChangeBody>

const changeRefusals = [
  'command.idTaken',
  'account.unknown',
  'account.own',
  'account.stale',
  'account.countysAlone',
] as const

/** The account works with other rights at once: its sessions end everywhere. A telephone left out stays as it is. */
export const changeAccountPost = contract({
  name: 'changeAccountPost',
  method: 'PUT',
  path: '/accounts/:id',
  summary: '调整账号的姓名、角色、区划、单位',
  shape: {
    params: accountParams,
    body: closed({ ...AccountChangeBody.properties, ...postFields, phone: Type.Optional(AccountPhone) }),
    reply: AccountView,
  },
  needs: 'account.administer',
  refuses: [...changeRefusals, ...postRefusals, 'account.lastAdministrator'],
})

const done = { params: accountParams, body: AccountChangeBody, reply: AccountView } as const

/** Nobody signs in by it any more; its sessions and sockets end everywhere within a second. */
export const disableAccount = contract({
  method: 'POST',
  name: 'disableAccount',
  path: '/accounts/:id/disable',
  summary: '停用账号，其登录随即全部结束',
  shape: done,
  needs: 'account.administer',
  refuses: [...changeRefusals, 'account.lastAdministrator'],
})

export const enableAccount = contract({
  method: 'POST',
  name: 'enableAccount',
  path: '/accounts/:id/enable',
  summary: '恢复停用的账号',
  shape: done,
  needs: 'account.administer',
  refuses: [...changeRefusals, 'account.samePerson'],
})

/** Forgives the wrong passwords that make the account wait. */
export const unlockAccount = contract({
  method: 'POST',
  name: 'unlockAccount',
  path: '/accounts/:id/unlock',
  summary: '解除因输错密码造成的锁定',
  shape: done,
  needs: 'account.administer',
  refuses: changeRefusals,
})

/** A new password, shown in this answer and in that to the same command sent again; to be changed at the next sign-in. */
export const resetAccount = contract({
  method: 'POST',
  name: 'resetAccount',
  path: '/accounts/:id/reset',
  summary: '重设密码，新密码只显示一次',
  shape: { ...done, reply: IssuedPassword },
  needs: 'account.administer',
  refuses: [...changeRefusals, 'account.isWall'],
})

/** So many passwords are set anew at once, to be printed as slips. */
export const slipsAtOnce = 100

/** Sets the passwords of several accounts anew, for slips to print; what one is refused holds up none of the others. */
export const resetAccounts = contract({
  method: 'POST',
  name: 'resetAccounts',
  path: '/accounts/slips',
  summary: '为多个账号重设密码，打印一次性密码条',
  shape: {
    body: closed({
      id: CommandId,
      accountIds: Type.Array(Id, { minItems: 1, maxItems: slipsAtOnce, uniqueItems: true }),
      reason: Reason,
    }),
    reply: closed({
      items: Type.Array(IssuedPassword, { maxItems: slipsAtOnce }),
      refused: Type.Array(closed({ id: Id, code: Type.String() }), { maxItems: slipsAtOnce }),
    }),
  },
  needs: 'account.administer',
  refuses: [],
})

/** Where an account is signed in, the last used first; of the one who asks the present one is marked. */
export const listAccountSessions = contract({
  name: 'listAccountSessions',
  method: 'GET',
  path: '/accounts/:id/sessions',
  summary: '账号的登录',
  shape: {
    params: accountParams,
    query: closed({ cursor: Type.Optional(SessionCursor) }),
    reply: closed({
      items: Type.Array(OwnSession, { maxItems: sessionsTold }),
      next: nullable(SessionCursor),
    }),
  },
  needs: 'account.administer',
  refuses: ['account.unknown', 'account.countysAlone'],
})

/** Ends one session of an account, or with `all` every one of them. */
export const endAccountSessions = contract({
  method: 'POST',
  name: 'endAccountSessions',
  path: '/accounts/:id/sessions/end',
  summary: '结束账号的登录',
  shape: {
    params: accountParams,
    body: closed({
      session: Type.Union([Type.Literal('all'), Type.String({ pattern: '^[0-9a-f]{32}$' })]),
      reason: Reason,
    }),
    reply: closed({ ended: Type.Literal(true) }),
  },
  needs: 'account.administer',
  refuses: ['account.unknown', 'account.own', 'account.countysAlone', 'session.unknown'],
})
