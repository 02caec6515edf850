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
  PersonText,
} from '../kernel/index.ts'
import { AccountChangeBody } from './accounts.ts'

/** 大屏码: so many digits, read off a screen by whoever administers accounts; it opens nothing by itself. */
export const wallCodeDigits = 6
export const WallCode = Type.String({ pattern: '^[0-9]{6}$' })
export const isWallCode = (text: string): boolean => /^[0-9]{6}$/.test(text)

/** So long a code holds, in minutes, and so often a screen asks whether it was typed, in milliseconds. */
export const wallCodeMinutes = 10
export const wallAskMs = 2_000

/** A wall that this screen was until its right was taken back. */
const FormerWall = closed({ name: Type.String(), revokedAt: InstantText })

/**
 * How a screen stands that asks to be a wall: its code waits to be typed, or it has a session. `former` is the wall it was,
 * where that was revoked.
 */
export const WallAsking = Type.Union([
  closed({
    state: Type.Literal('waiting'),
    code: WallCode,
    expiresAt: InstantText,
    former: nullable(FormerWall),
  }),
  closed({ state: Type.Literal('enrolled') }),
])
export type WallAsking = Static<typeof WallAsking>
export type WaitingWall = Extract<WallAsking, { state: 'waiting' }>

/**
 * A screen asks to be a wall, and how it stands. The first time it is given a code and, in a cookie that no script reads, a
 * secret; asked again with that secret it is told the same code while that holds, then another one, and a session once an
 * administrator has typed it. The code without the secret gives nothing.
 */
export const askToBeWall = contract({
  name: 'askToBeWall',
  method: 'POST',
  path: '/walls/asking',
  summary: '取得大屏码，并等待登记',
  shape: { reply: WallAsking },
  needs: 'public',
  refuses: ['wallCode.tooManyWaiting'],
})

/** A wall as an administrator sees it: a screen that reads and does nothing, held by no person. Source: domain.md §5.1 R16. */
export const WallView = closed({
  id: Id,
  name: Type.String(),
  scope: Type.String(),
  scopeName: Type.String(),
  /** Who typed its code, and when; both null for one that signs in by a password, as walls did before there were codes. */
  enrolledBy: nullable(Type.String()),
  enrolledAt: nullable(InstantText),
  /** Null while it was never there. */
  lastSeenAt: nullable(InstantText),
  /** A screen of it hears the live stream now; of one at another process as of half a minute ago at most. */
  isConnected: Type.Boolean(),
  revokedAt: nullable(InstantText),
  version: Type.Integer(),
})
export type WallView = Static<typeof WallView>

/** The walls of the administrator's division, by division and name of account. */
export const listWalls = contract({
  name: 'listWalls',
  method: 'GET',
  path: '/walls',
  summary: '大屏名录',
  shape: {
    query: closed({
      cursor: Type.Optional(Type.String({ pattern: String.raw`^[0-9]{1,15}_[\w.-]{1,64}$` })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPageSize, default: defaultPageSize })),
    }),
    reply: closed({ items: Type.Array(WallView, { maxItems: maxPageSize }), next: nullable(Type.String()) }),
  },
  needs: 'account.administer',
  refuses: [],
})

const codeRefusals = [
  'wall.wrongCode',
  'wall.codeExpired',
  'wall.codeUsed',
  'wall.codeTaken',
  'wall.tooManyTries',
] as const

/** The screen that shows the code becomes a wall of this name at this place. */
export const enrolWall = contract({
  name: 'enrolWall',
  method: 'POST',
  path: '/walls',
  summary: '按大屏码登记大屏',
  shape: {
    body: closed({
      id: CommandId,
      code: WallCode,
      name: PersonText(40),
      scope: Type.String({ pattern: '^[0-9]{6,15}$' }),
      reason: Type.Optional(PersonText(200)),
    }),
    reply: WallView,
  },
  needs: 'account.administer',
  refuses: ['command.idTaken', 'wall.wrongPlace', 'area.notYours', ...codeRefusals],
})

const wallParams = closed({ id: Id })
const changeRefusals = ['command.idTaken', 'wall.unknown', 'wall.stale', 'account.countysAlone'] as const

/** Another screen, or the same one again, takes the wall's place: sessions it had end, a revoked one has its right back. */
export const enrolWallAgain = contract({
  name: 'enrolWallAgain',
  method: 'POST',
  path: '/walls/:id/enrol',
  summary: '为已有的大屏重新登记屏幕',
  shape: {
    params: wallParams,
    body: closed({ ...AccountChangeBody.properties, code: WallCode }),
    reply: WallView,
  },
  needs: 'account.administer',
  refuses: [...changeRefusals, ...codeRefusals],
})

export const renameWall = contract({
  name: 'renameWall',
  method: 'POST',
  path: '/walls/:id/rename',
  summary: '大屏改名',
  shape: {
    params: wallParams,
    body: closed({ ...AccountChangeBody.properties, name: PersonText(40) }),
    reply: WallView,
  },
  needs: 'account.administer',
  refuses: changeRefusals,
})

/** Its session and its sockets end everywhere within a second. */
export const revokeWall = contract({
  name: 'revokeWall',
  method: 'POST',
  path: '/walls/:id/revoke',
  summary: '撤销大屏，其画面随即断开',
  shape: { params: wallParams, body: AccountChangeBody, reply: WallView },
  needs: 'account.administer',
  refuses: changeRefusals,
})
