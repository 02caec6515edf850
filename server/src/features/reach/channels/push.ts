import type { Tx } from '../../../platform/db/index.ts'
import type { PushSettings } from '../../../platform/settings/index.ts'
import webPush, { type RequestOptions } from 'web-push'
import { never, sent, type ChannelAdapter, type Message, type Sent } from './adapter.ts'
import { reachOut, sentByStatus } from './asking.ts'
import { subscribedAmong, type Subscription } from '../push/push.repo.ts'

/** A service keeps a notice so long for a device that is off, in seconds. */
const keptForS = 4 * 3_600
/** The service knows the device no more. */
const isGone = (status: number): boolean => status === 404 || status === 410

/** A `Topic`, under which a service keeps the last alone: the same notice sent again takes the place of the first. */
const topicOf = (key: string): string => key.replaceAll('-', '').slice(0, 32)

type DeviceSent =
  { readonly of: Subscription; readonly is: 'gone' } | { readonly of: Subscription; readonly sent: Sent }

interface PushGround {
  /** The devices of an account, and forgetting some that are gone. */
  readonly devices: {
    readonly of: (accountId: string) => Promise<Subscription[]>
    readonly forget: (ids: readonly string[]) => Promise<void>
  }
  /** By what a device may say that a notification has come, signed in or not. */
  readonly proofOf: (notificationId: string) => string
}

/** Web push (RFC 8030, 8291, 8292) to the devices on which a person is signed in. */
export function pushChannel(
  { publicKey, privateKey, subject }: PushSettings,
  { devices, proofOf }: PushGround,
): ChannelAdapter {
  async function sendTo(of: Subscription, message: Message): Promise<DeviceSent> {
    const { notificationId: id, caseId, text } = message
    const options: RequestOptions = {
      vapidDetails: { subject, publicKey, privateKey },
      TTL: keptForS,
      urgency: message.isUrgent ? 'high' : 'normal',
      topic: topicOf(message.key),
    }
    const subscription = { endpoint: of.endpoint, keys: { p256dh: of.p256dh, auth: of.auth } }
    const { endpoint, headers, body } = webPush.generateRequestDetails(
      subscription,
      JSON.stringify({ id, caseId, text, proof: proofOf(id) }),
      options,
    )
    const { 'Content-Length': _, ...own } = headers
    const told = await reachOut(endpoint, {
      headers: own,
      body: new Uint8Array(body),
    })
    if ('is' in told) return { of, sent: told }
    const { status, headers: answered } = told.response
    if (isGone(status)) return { of, is: 'gone' }
    if (status >= 200 && status <= 299) return { of, sent: sent(null) }
    return { of, sent: sentByStatus(status, answered) }
  }

  return {
    channel: 'push',
    reachable: (tx: Tx, persons) =>
      subscribedAmong(
        tx,
        persons.map(({ accountId }) => accountId),
      ),
    async send(message, { accountId }) {
      const known = await devices.of(accountId)
      const tried = await Promise.all(known.map(one => sendTo(one, message)))
      const gone = tried.flatMap(one => ('is' in one ? [one.of.id] : []))
      if (gone.length > 0) await devices.forget(gone)
      const told = tried.flatMap(one => ('sent' in one ? [one.sent] : []))
      return (
        told.find(one => one.is === 'sent') ??
        told.find(one => one.is === 'again') ??
        told[0] ??
        never('gone')
      )
    },
  }
}
