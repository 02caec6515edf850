import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { startOutside, type OutsideAsk, type OutsideReply, type OutsideService } from './outside.ts'

const curve = 'prime256v1'

/** A pair of keys by which a county is known to push services. */
export function aVapidPair(): { readonly publicKey: string; readonly privateKey: string } {
  const pair = createECDH(curve)
  pair.generateKeys()
  const own = pair.getPrivateKey()
  return {
    publicKey: pair.getPublicKey().toString('base64url'),
    privateKey: Buffer.concat([Buffer.alloc(32 - own.length), own]).toString('base64url'),
  }
}

/** What a device was pushed, opened by its own keys. */
export interface Pushed {
  readonly topic: string
  readonly urgency: string
  readonly told: Readonly<Record<string, unknown>>
}

/** A browser that lets itself be pushed to. */
export interface PushDevice {
  readonly body: { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
  readonly pushed: Pushed[]
}

/** A push service on this machine: takes what is signed by the county, encrypted for the device, and knows who is gone. */
export interface PushService {
  readonly origin: string
  device(name: string): PushDevice
  /** The device is known no more. */
  forget(name: string): void
  /** From now on it answers so to all, or as a service does. */
  become(reply: OutsideReply | undefined): void
  close(): Promise<void>
}

/** RFC 8291 and RFC 8188, from the side of the browser. */
function opened(
  body: Buffer,
  own: { readonly keys: ReturnType<typeof createECDH>; readonly auth: Buffer },
): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const theirs = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.keys.getPublicKey(), theirs])
  const shared = Buffer.from(hkdfSync('sha256', own.keys.computeSecret(theirs), own.auth, info, 32))
  const part = (name: string, length: number) =>
    Buffer.from(hkdfSync('sha256', shared, salt, `Content-Encoding: ${name}\0`, length))
  const decipher = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12))
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return plain.subarray(0, plain.lastIndexOf(2)).toString()
}

/** RFC 8292: whether the county with this key signed it for this service, and lately. */
function isSigned(
  { headers }: OutsideAsk,
  by: { readonly publicKey: string; readonly origin: string },
): boolean {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers['authorization'] ?? '') ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map(part => part.toString('base64url'))
  const { aud, exp, sub }: { aud?: string; exp?: number; sub?: string } = JSON.parse(
    Buffer.from(claims, 'base64url').toString(),
  )
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
    format: 'jwk',
  })
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const leftS = (exp ?? 0) - Date.now() / 1_000
  return (
    isRight && key === by.publicKey && aud === by.origin && leftS > 0 && leftS <= 86_400 && sub !== undefined
  )
}

export async function startPushService(publicKey: string): Promise<PushService> {
  const devices = new Map<string, PushDevice & { keys: ReturnType<typeof createECDH>; auth: Buffer }>()
  const gone = new Set<string>()
  let told: OutsideReply | undefined
  const service: OutsideService = await startOutside(asked => {
    if (told !== undefined) return told
    const name = asked.path.slice('/to/'.length)
    const device = devices.get(name)
    if (!device || gone.has(name)) return { status: 410, body: '' }
    const { origin } = service.url
    if (!isSigned(asked, { publicKey, origin })) return { status: 403, body: 'signature' }
    const { topic = '', urgency = '' } = asked.headers
    const text = opened(asked.body, device)
    const at = device.pushed.findIndex(one => one.topic === topic)
    const pushed = { topic, urgency, told: JSON.parse(text) }
    if (at < 0) device.pushed.push(pushed)
    else device.pushed[at] = pushed
    return { status: 201, body: '' }
  })
  return {
    origin: service.url.origin,
    device(name) {
      const keys = createECDH(curve)
      keys.generateKeys()
      const auth = randomBytes(16)
      const body = {
        endpoint: `${service.url.href}to/${name}`,
        p256dh: keys.getPublicKey().toString('base64url'),
        auth: auth.toString('base64url'),
      }
      const device = { body, pushed: [], keys, auth }
      devices.set(name, device)
      return device
    },
    forget: name => void gone.add(name),
    become: reply => void (told = reply),
    close: service.close,
  }
}
