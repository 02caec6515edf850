import * as Type from 'typebox'
import { closed, contract, Id, maxPageSize, nullable, oneOf } from '../kernel/index.ts'
import { NotificationView } from './model.ts'

/** What I am told of, the newest first. */
export const listNotifications = contract({
  name: 'listNotifications',
  method: 'GET',
  path: '/notifications',
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
      items: Type.Array(NotificationView),
      next: nullable(Id),
      unseen: Type.Integer({ minimum: 0 }),
    }),
  },
  needs: 'signedIn',
  refuses: [],
})

/** Marks notifications of mine as seen; those of others, and those seen before, stay as they are. */
export const seeNotifications = contract({
  name: 'seeNotifications',
  method: 'POST',
  path: '/notifications/seen',
  summary: '提醒已阅',
  shape: {
    body: closed({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) }),
    reply: closed({ unseen: Type.Integer({ minimum: 0 }) }),
  },
  needs: 'signedIn',
  refuses: [],
})

/** Notes that notifications of mine are on a device of mine: those of others, and those that came before, stay as they are. */
export const receiveNotifications = contract({
  name: 'receiveNotifications',
  method: 'POST',
  path: '/notifications/received',
  summary: '提醒已到设备',
  shape: {
    body: closed({ ids: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) }),
    /** Of how many it was news. */
    reply: closed({ received: Type.Integer({ minimum: 0 }) }),
  },
  needs: 'signedIn',
  refuses: [],
})
