import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, Id, nullable, oneOf } from '../kernel/index.ts'
import { permissions, roleCodes } from './roles.ts'

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
})
export type SessionView = Static<typeof SessionView>

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
  refuses: ['session.wrongPassword', 'session.locked', 'session.disabled'],
})

export const seeSession = contract({
  name: 'seeSession',
  method: 'GET',
  path: '/session',
  summary: '当前登录',
  shape: { reply: SessionView },
  needs: 'signedIn',
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
