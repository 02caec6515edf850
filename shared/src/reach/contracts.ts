import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { ruleStates } from '../clocks/index.ts'
import { closed, CommandId, contract, Id, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { ReachView } from './model.ts'
import { RungSettings } from './rungs.ts'

/** So many notices of one case are told with it, the latest first. */
export const reachesTold = 20

/** Who was to be told of the case, who was reached how and when, and who not yet. */
export const seeReach = contract({
  name: 'seeReach',
  method: 'GET',
  path: '/cases/:id/reach',
  summary: '通知送达情况',
  shape: {
    params: closed({ id: Id }),
    reply: closed({ items: Type.Array(ReachView, { maxItems: reachesTold }) }),
  },
  needs: 'case.read',
  refuses: ['case.unknown'],
})

/** The waits with who set them, and whether they hold today. */
export const RungSettingsView = closed({
  settings: RungSettings,
  state: oneOf(ruleStates),
  /** Null for what every county starts with. */
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
})
export type RungSettingsView = Static<typeof RungSettingsView>

/** Every setting of the waits there was or will be, the newest first. */
export const listRungs = contract({
  name: 'listRungs',
  method: 'GET',
  path: '/reach/rungs',
  summary: '送达时限',
  shape: { reply: closed({ items: Type.Array(RungSettingsView) }) },
  needs: 'signedIn',
  refuses: [],
})

/** Other waits from a day to come; what is under way goes on by those of the day it is on. */
export const changeRungs = contract({
  name: 'changeRungs',
  method: 'POST',
  path: '/reach/rungs',
  summary: '调整送达时限',
  shape: {
    body: closed({ id: CommandId, ...RungSettings.properties, effectiveFrom: Day }),
    reply: RungSettingsView,
  },
  needs: 'clock.manage',
  refuses: ['command.idTaken', 'reach.notADay', 'reach.pastRungs', 'reach.outOfBounds', 'reach.outOfOrder'],
})

/** By what a browser asks its maker's service for an address; null where the county pushes to no device. */
export const seePushKey = contract({
  name: 'seePushKey',
  method: 'GET',
  path: '/push/key',
  summary: '推送公钥',
  shape: { reply: closed({ key: nullable(Type.String()) }) },
  needs: 'signedIn',
  refuses: [],
})

const Endpoint = Type.String({ minLength: 10, maxLength: 1_000, pattern: '^https?://' })
const Key = (length: number) => Type.String({ pattern: `^[A-Za-z0-9_-]{${length}}$` })

/** This device of mine is pushed to from now on; said again it is the same device. */
export const subscribePush = contract({
  name: 'subscribePush',
  method: 'POST',
  path: '/push/subscriptions',
  summary: '开启手机推送',
  shape: {
    body: closed({ endpoint: Endpoint, p256dh: Key(87), auth: Key(22) }),
    reply: closed({ isOn: Type.Literal(true) }),
  },
  needs: 'signedIn',
  refuses: ['push.off', 'push.unknownService', 'push.unknownDevice'],
})

/** This device of mine is pushed to no more. */
export const dropPush = contract({
  name: 'dropPush',
  method: 'POST',
  path: '/push/subscriptions/drop',
  summary: '关闭手机推送',
  shape: { body: closed({ endpoint: Endpoint }), reply: closed({ isOn: Type.Literal(false) }) },
  needs: 'signedIn',
  refuses: [],
})

/** A device says that a notification has come to it; by the proof that came with it, since its session may have ended. */
export const receivePushed = contract({
  name: 'receivePushed',
  method: 'POST',
  path: '/push/received',
  summary: '推送已到设备',
  shape: {
    body: closed({ id: Id, proof: Type.String({ minLength: 1, maxLength: 100 }) }),
    reply: closed({ isNoted: Type.Literal(true) }),
  },
  needs: 'public',
  refuses: [],
})
