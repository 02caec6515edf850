import { createHash, createHmac } from 'node:crypto'
import { toMs, type Clock } from '@shuniu/shared/kernel'
import type { SmsSettings } from '../../../platform/settings/index.ts'
import { again, byMobile, never, sent, type ChannelAdapter } from './adapter.ts'
import { askJson } from './asking.ts'

/** What it answers in a body of status 200. `duplicate`: it has taken this `requestId` before. */
const taken = ['0', 'ok', 'duplicate']
const passing = ['busy', 'tooMany', 'clock']

/**
 * Signs a request: HMAC-SHA256 over the account, the moment, the id of the request and the SHA-256 of the body, a line each, in
 * hexadecimal.
 */
export function signatureOf(
  { account, secret }: Pick<SmsSettings, 'account' | 'secret'>,
  {
    timestamp,
    requestId,
    body,
  }: { readonly timestamp: string; readonly requestId: string; readonly body: string },
): string {
  const digest = createHash('sha256').update(body).digest('hex')
  return createHmac('sha256', secret).update([account, timestamp, requestId, digest].join('\n')).digest('hex')
}

/**
 * The short-message gateway. Each message has an id of its own, under which a gateway takes it once; a lost answer is asked for again
 * by the same id.
 */
export function smsChannel({ url, template, ...who }: SmsSettings, clock: Clock): ChannelAdapter {
  return {
    channel: 'sms',
    reachable: byMobile,
    async send({ key, text }, { mobile }) {
      if (mobile === undefined) return never('noNumber')
      const content = { requestId: key, mobile, content: text, ...(template !== undefined && { template }) }
      const timestamp = String(Math.floor(toMs(clock.now()) / 1_000))
      const signature = signatureOf(who, { timestamp, requestId: key, body: JSON.stringify(content) })
      const asked = await askJson(url, {
        body: content,
        headers: {
          'x-account': who.account,
          'x-timestamp': timestamp,
          'x-signature': signature,
          'idempotency-key': key,
        },
      })
      if (asked.is === 'refused') return asked.sent
      const { code, messageId } = asked.body
      if (typeof code !== 'string' && typeof code !== 'number') return again('garbled')
      const said = String(code)
      if (taken.includes(said)) return sent(typeof messageId === 'string' ? messageId : null)
      return passing.includes(said)
        ? again(`sms.${said}`)
        : never(/^\w{1,20}$/.test(said) ? `sms.${said}` : 'sms')
    },
  }
}
