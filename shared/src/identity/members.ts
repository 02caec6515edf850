import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, defaultPageSize, Id, maxPageSize, nullable, oneOf } from '../kernel/index.ts'
import { roleCodes } from './roles.ts'

/** A colleague as lists name them: who, in which post, where. Never how to reach them. */
export const MemberView = closed({
  id: Id,
  name: Type.String(),
  /** Pinyin initials of the name, for search. */
  initials: Type.String(),
  role: oneOf(roleCodes),
  scope: Type.String(),
  unitId: nullable(Id),
})
export type MemberView = Static<typeof MemberView>

/** Those whose post lies in the area (the actor's own when none is named), by scope; disabled accounts are left out. */
export const listMembers = contract({
  name: 'listMembers',
  method: 'GET',
  path: '/members',
  summary: '人员名录',
  shape: {
    query: closed({
      area: Type.Optional(Type.String({ pattern: '^[0-9]{6,15}$' })),
      role: Type.Optional(oneOf(roleCodes)),
      cursor: Type.Optional(Type.String({ pattern: '^[0-9]{6,15}_[0-9a-f-]{36}$' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPageSize, default: defaultPageSize })),
    }),
    reply: closed({ items: Type.Array(MemberView), next: nullable(Type.String()) }),
  },
  needs: 'member.read',
  refuses: ['area.notYours'],
})
