import { createECDH } from 'node:crypto'

/** What one application of the county's own in DingTalk is known by. */
export interface DingtalkSettings {
  readonly url: URL
  readonly appKey: string
  readonly appSecret: string
  readonly agentId: string
}

/** What one application of the county's own in WeCom (企业微信, 政务微信) is known by. */
export interface WecomSettings {
  readonly url: URL
  readonly corpId: string
  readonly corpSecret: string
  readonly agentId: number
}

/** A gateway that sends short messages for the county. */
export interface SmsSettings {
  readonly url: URL
  readonly account: string
  readonly secret: string
  /** The number of the template that the operator has approved; absent where whole texts are taken. */
  readonly template: string | undefined
}

/** By what devices are pushed to (VAPID, RFC 8292), and through whose services. */
export interface PushSettings {
  readonly publicKey: string
  readonly privateKey: string
  /** Whom a service may write to about what is sent: mailto: or https:. */
  readonly subject: string
  /** Hosts, or origins where that is written; addresses of browsers lead nowhere else. */
  readonly services: readonly string[]
}

/** The channels that leave the house; those of which nothing is said are not used. */
export interface ChannelSettings {
  readonly dingtalk: DingtalkSettings | undefined
  readonly wecom: WecomSettings | undefined
  readonly sms: SmsSettings | undefined
  readonly push: PushSettings | undefined
}

/** How settings are read: by name, and with what is said of one that cannot be used. */
export interface SettingsReader {
  readonly text: (name: string) => string | undefined
  readonly url: (name: string) => URL | undefined
  readonly wrong: (message: string) => Error
}

/** Values that go together: all of them, or none. */
function together<const Names extends readonly string[]>(
  { text, wrong }: SettingsReader,
  names: Names,
): Record<Names[number], string> | undefined {
  const found = names.flatMap(name => {
    const value = text(name)
    return value === undefined ? [] : [[name, value] as const]
  })
  if (found.length === 0) return undefined
  const missing = names.filter(name => text(name) === undefined)
  if (missing.length > 0) throw wrong(`${names.join(', ')} go together; ${missing.join(', ')} is missing`)
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- parse boundary: every name was just found
  return Object.fromEntries(found) as Record<Names[number], string>
}

function dingtalkIn(read: SettingsReader): DingtalkSettings | undefined {
  const given = together(read, ['DINGTALK_APP_KEY', 'DINGTALK_APP_SECRET', 'DINGTALK_AGENT_ID'])
  return (
    given && {
      url: read.url('DINGTALK_URL') ?? new URL('https://oapi.dingtalk.com'),
      appKey: given.DINGTALK_APP_KEY,
      appSecret: given.DINGTALK_APP_SECRET,
      agentId: given.DINGTALK_AGENT_ID,
    }
  )
}

function wecomIn(read: SettingsReader): WecomSettings | undefined {
  const given = together(read, ['WECOM_CORP_ID', 'WECOM_CORP_SECRET', 'WECOM_AGENT_ID'])
  if (!given) return undefined
  const agentId = Number(given.WECOM_AGENT_ID)
  if (!Number.isSafeInteger(agentId) || agentId <= 0) {
    throw read.wrong('WECOM_AGENT_ID must be the number of the application')
  }
  return {
    url: read.url('WECOM_URL') ?? new URL('https://qyapi.weixin.qq.com'),
    corpId: given.WECOM_CORP_ID,
    corpSecret: given.WECOM_CORP_SECRET,
    agentId,
  }
}

function smsIn(read: SettingsReader): SmsSettings | undefined {
  const given = together(read, ['SMS_URL', 'SMS_ACCOUNT', 'SMS_SECRET'])
  const url = read.url('SMS_URL')
  if (!given || !url) return undefined
  return { url, account: given.SMS_ACCOUNT, secret: given.SMS_SECRET, template: read.text('SMS_TEMPLATE') }
}

/** Those of Chromium, Firefox, Safari and Edge. */
const knownServices = [
  'fcm.googleapis.com',
  'push.services.mozilla.com',
  'push.apple.com',
  'notify.windows.com',
]

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url')

/** Whether the public key is that of the private one. */
function arePair(publicKey: string, privateKey: string): boolean {
  if (bytesOf(privateKey).length !== 32) return false
  try {
    const curve = createECDH('prime256v1')
    curve.setPrivateKey(bytesOf(privateKey))
    return curve.getPublicKey().equals(bytesOf(publicKey))
  } catch {
    return false // No point of the curve has such a number.
  }
}

function pushIn(read: SettingsReader): PushSettings | undefined {
  const given = together(read, ['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'])
  if (!given) return undefined
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = given
  if (!arePair(publicKey, privateKey)) {
    throw read.wrong(
      'VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY must be one pair, as npx web-push generate-vapid-keys makes it',
    )
  }
  if (!/^(mailto:.+@.+|https:\/\/.+)$/.test(subject)) {
    throw read.wrong('VAPID_SUBJECT must be mailto: an address, or an address beginning with https://')
  }
  const services = read
    .text('PUSH_SERVICES')
    ?.split(/[\s,]+/)
    .filter(one => one !== '')
  return { publicKey, privateKey, subject, services: services ?? knownServices }
}

/** Throws on the first that is said by half. */
export const channelsIn = (read: SettingsReader): ChannelSettings => ({
  dingtalk: dingtalkIn(read),
  wecom: wecomIn(read),
  sms: smsIn(read),
  push: pushIn(read),
})
