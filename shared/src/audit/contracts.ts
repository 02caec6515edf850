import * as Type from 'typebox'
import type { Static } from 'typebox'
import {
  closed,
  contract,
  defaultPageSize,
  Id,
  InstantText,
  maxPageSize,
  nullable,
  oneOf,
  PersonText,
} from '../kernel/index.ts'
import { actKindCodes } from './acts.ts'

/** A field that an act changed: null where it had, or has, no value. */
export const ActChange = closed({
  field: Type.String(),
  before: nullable(Type.String()),
  after: nullable(Type.String()),
})
export type ActChange = Static<typeof ActChange>

/** An administrative act as it was written down: who did what to what, when and why. */
export const ActView = closed({
  id: Type.Integer(),
  at: InstantText,
  /** An account with name, role and scope as they were then; without an account, a user of the server's machine. */
  by: closed({
    accountId: nullable(Id),
    name: Type.String(),
    role: nullable(Type.String()),
    scope: nullable(Type.String()),
  }),
  kind: Type.String(),
  subject: closed({ type: Type.String(), id: Type.String(), name: Type.String() }),
  reason: nullable(Type.String()),
  changes: Type.Array(ActChange),
})
export type ActView = Static<typeof ActView>

/** The acts, the newest first; `next` is where the older ones are read on. */
export const listActs = contract({
  name: 'listActs',
  method: 'GET',
  path: '/acts',
  summary: '审计:管理操作记录',
  shape: {
    query: closed({
      /** Part of the name of whoever did it. */
      by: Type.Optional(PersonText(64)),
      kind: Type.Optional(oneOf(actKindCodes)),
      /** Part of the name of what it was done to. */
      subject: Type.Optional(PersonText(64)),
      from: Type.Optional(InstantText),
      /** Up to and without this moment. */
      until: Type.Optional(InstantText),
      cursor: Type.Optional(Type.String({ pattern: String.raw`^\d{1,15}$` })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPageSize, default: defaultPageSize })),
    }),
    reply: closed({ items: Type.Array(ActView, { maxItems: maxPageSize }), next: nullable(Type.String()) }),
  },
  needs: 'audit.read',
  refuses: ['audit.noSuchDay'],
})
