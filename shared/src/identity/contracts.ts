import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, Id, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { permissions } from './permissions.ts'
import { roleCodes } from './roles.ts'

export const SessionView = closed({
  account: Type.String(),
  accountId: Id,
  name: Type.String(),
  role: oneOf(roleCodes),
  roleName: Type.String(),
  scope: Type.String(),
  scopeName: Type.String(),
  unitId: nullable(Id),
  unitName: nullable(Type.String()),
  permissions: Type.Array(oneOf(permissions)),
  isDemo: Type.Boolean(),
  /** Somebody else set the password, or it has grown too old: the holder is to choose one. */
  mustChangePassword: Type.Boolean(),
  /** The age in days that the password had reached at this sign-in, where it is to be changed for that. */
  passwordAgedDays: nullable(Type.Integer()),
  hasSecondFactor: Type.Boolean(),
  /** The county asks it of this account: nothing else is answered before it is set up. */
  mustSetUpSecondFactor: Type.Boolean(),
})
export type SessionView = Static<typeof SessionView>

/**
 * Whoever has a second factor is refused with `session.codeNeeded`, whose detail names the ticket that `finishSignIn` takes
 * within five minutes from the same browser; no session begins before.
 */
export const signIn = contract({
  name: 'signIn',
  method: 'POST',
  path: '/session',
  summary: '登录',
  shape: {
    body: closed({
      account: Type.String({ minLength: 1, maxLength: 64, pattern: String.raw`^[^\u0000\uD800-\uDFFF]+$` }),
      password: Type.String({ minLength: 1, maxLength: 200 }),
    }),
    reply: SessionView,
  },
  needs: 'public',
  refuses: ['session.wrongPassword', 'session.locked', 'session.disabled', 'session.codeNeeded'],
})

/** 动态口令 or a recovery code, as it was typed. */
export const CodeText = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: String.raw`^[^\u0000\uD800-\uDFFF]+$`,
})

/** The second step of a sign-in, in the browser that took the first one. The code is 动态口令 or a recovery code. */
export const finishSignIn = contract({
  name: 'finishSignIn',
  method: 'POST',
  path: '/session/code',
  summary: '登录第二步：动态口令或恢复码',
  shape: {
    body: closed({
      /** As the first step told it. */
      ticket: Id,
      code: CodeText,
    }),
    reply: SessionView,
  },
  needs: 'public',
  refuses: [
    'session.noTicket',
    'session.locked',
    'session.disabled',
    'secondFactor.wrongCode',
    'secondFactor.usedCode',
    'secondFactor.unreadable',
  ],
})

/** A session of one's own, as a person tells it from the others. */
export const OwnSession = closed({
  id: Type.String(),
  /** Browser and system; empty when unknown. */
  agent: Type.String(),
  createdAt: InstantText,
  lastSeenAt: InstantText,
  isCurrent: Type.Boolean(),
})
export type OwnSession = Static<typeof OwnSession>

/** So many sessions of one's own are told at once. */
export const sessionsTold = 100
export const SessionCursor = Type.String({ pattern: String.raw`^\d{13}_[0-9a-f]{32}$` })

/** The sessions last used; `next` is where the ones before them are read on, null where these are all. */
export const seeOwnSessions = contract({
  name: 'seeOwnSessions',
  method: 'GET',
  path: '/sessions',
  summary: '本账号的登录',
  shape: {
    query: closed({ cursor: Type.Optional(SessionCursor) }),
    reply: closed({
      items: Type.Array(OwnSession, { maxItems: sessionsTold }),
      next: nullable(SessionCursor),
    }),
  },
  needs: 'signedIn',
  beforeOwnPassword: true,
  refuses: ['session.none'],
})

export const endOwnSession = contract({
  name: 'endOwnSession',
  method: 'DELETE',
  path: '/sessions/:id',
  summary: '结束本账号的一处登录',
  shape: {
    params: closed({ id: Type.String({ pattern: '^[0-9a-f]{32}$' }) }),
    reply: closed({ ended: Type.Literal(true) }),
  },
  needs: 'signedIn',
  beforeOwnPassword: true,
  refuses: ['session.none', 'session.unknown'],
})

/** The session goes on under a new cookie; every other one of the account ends. */
export const changeOwnPassword = contract({
  name: 'changeOwnPassword',
  method: 'POST',
  path: '/session/password',
  summary: '修改本账号的密码',
  shape: {
    body: closed({
      current: Type.String({ minLength: 1, maxLength: 200 }),
      next: Type.String({ minLength: 1, maxLength: 1_000 }),
    }),
    reply: SessionView,
  },
  needs: 'signedIn',
  beforeOwnPassword: true,
  refuses: ['session.none', 'session.locked', 'account.wrongPassword', 'account.weakPassword'],
})

export const seeSession = contract({
  name: 'seeSession',
  method: 'GET',
  path: '/session',
  summary: '当前登录',
  shape: { reply: SessionView },
  needs: 'signedIn',
  beforeOwnPassword: true,
  refuses: ['session.none'],
})

/** What a page must say before anybody has signed in. */
export const seeSite = contract({
  name: 'seeSite',
  method: 'GET',
  path: '/site',
  summary: '系统说明',
  shape: {
    reply: closed({
      /** Accounts and cases are invented ones: every screen says 演示数据. */
      isDemo: Type.Boolean(),
      /** Nobody has an account yet: the first administrators are to be made. */
      needsSetup: Type.Boolean(),
    }),
  },
  needs: 'public',
  refuses: [],
})

export const signOut = contract({
  name: 'signOut',
  method: 'DELETE',
  path: '/session',
  summary: '退出登录',
  shape: { reply: closed({ signedOut: Type.Literal(true) }) },
  needs: 'public',
  refuses: [],
})
