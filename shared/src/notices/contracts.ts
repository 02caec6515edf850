import * as Type from 'typebox'
import { closed, contract, Id, maxPageSize, nullable, oneOf } from '../kernel/index.ts'
import { NoticeView } from './model.ts'

/** What I am told of, the newest first. */
export const listNotices = contract({
  name: 'listNotices',
  method: 'GET',
  path: '/notices',
  summary: '时限提醒',
  shape: {
    query: closed({
      /** `false`: only what I have not seen. */
      seen: Type.Optional(oneOf(['true', 'false'])),
      /** The id of the last one of the page before. */
      cursor: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: maxPageSize })),
    }),
    reply: closed({
      items: Type.Array(NoticeView),
      next: nullable(Id),
      unseen: Type.Integer({ minimum: 0 }),
    }),
  },
  needs: 'signedIn',
  refuses: [],
})

/** Marks notices of mine as seen; those of others, and those seen before, stay as they are. */
export const seeNotices = contract({
  name: 'seeNotices',
  method: 'POST',
  path: '/notices/seen',
  summary: '提醒已阅',
  shape: {
    body: closed({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) }),
    reply: closed({ unseen: Type.Integer({ minimum: 0 }) }),
  },
  needs: 'signedIn',
  refuses: [],
})
