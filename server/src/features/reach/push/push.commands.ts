import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type BodyOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import type { dropPush, receivePushed, subscribePush } from '@shuniu/shared/reach'
import { inTx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/feature/index.ts'
import type { Secrets } from '../../../platform/secrets/index.ts'
import type { PushSettings } from '../../../platform/settings/index.ts'
import { deviceHashIn, isDeviceOf } from '../../identity/index.ts'
import { markPushed } from '../../notifications/index.ts'
import {
  dropSubscription,
  forgetSubscriptions,
  keepSubscription,
  subscriptionsOf,
  type Subscription,
} from './push.repo.ts'

type PushDeps = Pick<Platform, 'database' | 'clock' | 'ids'> & {
  readonly push: PushSettings | undefined
  readonly prove: (notificationId: string) => string
}

/** By what a device says that a notification has come to it, be it signed in or not: nobody else can know it. */
export function proofsBy(secrets: Pick<Secrets, 'derive'>): (notificationId: string) => string {
  const key = secrets.derive('push receipts')
  return id => createHmac('sha256', key).update(id).digest('base64url')
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))

/** Whether an address is that of a service the county trusts: the server goes to no other for a browser. */
function isTrusted(endpoint: string, { services }: PushSettings): boolean {
  if (!URL.canParse(endpoint)) return false
  const { origin, protocol, hostname, username } = new URL(endpoint)
  if (username !== '') return false
  return services.some(service =>
    service.includes('://')
      ? service === origin
      : protocol === 'https:' && (hostname === service || hostname.endsWith(`.${service}`)),
  )
}

/** The devices of people, for the channel that pushes to them. */
export const pushedDevices = ({ database }: Pick<Platform, 'database'>) => ({
  of: (accountId: string): Promise<Subscription[]> =>
    inTx(database.reserved, tx => subscriptionsOf(tx, accountId), { readOnly: true }),
  forget: (ids: readonly string[]): Promise<void> =>
    inTx(database.reserved, tx => forgetSubscriptions(tx, ids)),
})

/** Devices that people let be pushed to. */
export const pushCommandsOf = ({ database, clock, ids, push, prove }: PushDeps) => ({
  /** Refuses: `push.off`, `push.unknownService`, `push.unknownDevice`. */
  async subscribe(
    { endpoint, p256dh, auth }: BodyOf<typeof subscribePush>,
    actor: Actor,
    cookies: string | undefined,
  ): Promise<Result<ReplyOf<typeof subscribePush>>> {
    if (!push) return refuse('push.off')
    if (!isTrusted(endpoint, push)) return refuse('push.unknownService')
    const deviceHash = deviceHashIn(cookies)
    const { accountId } = actor
    return inTx(database, async tx => {
      const isKnown = deviceHash !== undefined && (await isDeviceOf(tx, { deviceHash, accountId }))
      if (!isKnown) return refuse('push.unknownDevice')
      const createdAt = clock.now()
      await keepSubscription(tx, { id: ids.next(), accountId, deviceHash, endpoint, p256dh, auth, createdAt })
      return grantNew({ isOn: true })
    })
  },

  drop: ({ endpoint }: BodyOf<typeof dropPush>, actor: Actor): Promise<Result<ReplyOf<typeof dropPush>>> =>
    inTx(database, async tx => {
      await dropSubscription(tx, { accountId: actor.accountId, endpoint })
      return grant({ isOn: false })
    }),

  /** What proves nothing changes nothing, and is answered alike. */
  receive: ({ id, proof }: BodyOf<typeof receivePushed>): Promise<Result<ReplyOf<typeof receivePushed>>> =>
    inTx(database, async tx => {
      if (isSame(proof, prove(id))) await markPushed(tx, id, clock.now())
      return grant({ isNoted: true })
    }),
})
