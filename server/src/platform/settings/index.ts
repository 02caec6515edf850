import { isIPv4 } from 'node:net'
import { resolve } from 'node:path'
import { addressIn, trustedProxiesIn, type TrustedProxies } from '../addresses/index.ts'
import { channelsIn, type ChannelSettings } from './channels.ts'

export type { DingtalkSettings, PushSettings, SmsSettings, WecomSettings } from './channels.ts'

/** Everything that can be set, from the environment alone; README lists it. */
export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** The key of what is sealed, shared by all processes on one database; one of our own in `dataDir` when absent. */
  readonly secretKeyFile: string | undefined
  readonly databaseUrl: string | undefined
  readonly redisUrl: string | undefined
  readonly hasDemo: boolean
  readonly demoDrill: 'calm' | undefined
  readonly publicUrl: URL | undefined
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined
  readonly trustProxy: TrustedProxies | undefined
  readonly tiandituKey: string | undefined
  readonly factRetentionDays: number
  /** No file is taken that would leave less than this on the disk. */
  readonly uploadsLeaveFreeB: number
  readonly socketsPerAccount: number
  readonly logLevel: string
  /** By what people are reached outside the house. */
  readonly channels: ChannelSettings
}

type Env = Readonly<Record<string, string | undefined>>

/** A setting that cannot be used; the message names it and says what it takes. */
export class WrongSetting extends Error {
  override name = 'WrongSetting'
}

const textOf = (env: Env, name: string): string | undefined => {
  const text = env[name]?.trim()
  return text === '' ? undefined : text
}

function wholeOf(env: Env, name: string, range: { fallback: number; min: number; max: number }): number {
  const text = textOf(env, name)
  if (text === undefined) return range.fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < range.min || value > range.max) {
    throw new WrongSetting(`${name} must be a whole number from ${range.min} to ${range.max}, not “${text}”`)
  }
  return value
}

function oneWordOf<const T extends readonly string[]>(
  env: Env,
  name: string,
  words: T,
): T[number] | undefined {
  const text = textOf(env, name)
  if (text === undefined) return undefined
  const word = words.find(known => known === text)
  if (word === undefined) throw new WrongSetting(`${name} must be one of ${words.join(', ')}, not “${text}”`)
  return word
}

function urlOf(env: Env, name: string, protocols: readonly string[]): URL | undefined {
  const text = textOf(env, name)
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !protocols.includes(url.protocol)) {
    throw new WrongSetting(
      `${name} must be an address beginning with ${protocols.map(p => `${p}//`).join(' or ')}`,
    )
  }
  return url
}

function tlsOf(env: Env): Settings['tls'] {
  const certFile = textOf(env, 'TLS_CERT_FILE')
  const keyFile = textOf(env, 'TLS_KEY_FILE')
  if (!certFile && !keyFile) return undefined
  if (!certFile || !keyFile)
    throw new WrongSetting('TLS_CERT_FILE and TLS_KEY_FILE go together; one is missing')
  return { certFile, keyFile }
}

function proxiesOf(env: Env): TrustedProxies | undefined {
  const text = textOf(env, 'TRUST_PROXY')
  if (text === undefined || text === '0') return undefined
  const proxies = trustedProxiesIn(text)
  if (!proxies) {
    throw new WrongSetting(
      `TRUST_PROXY must be the number of proxies before this server, or a list of their addresses, networks (10.0.0.0/8) or “loopback”, not “${text}”`,
    )
  }
  return proxies
}

/** Reads and checks the environment; throws `WrongSetting` on the first setting that cannot be used. */
export function readSettings(env: Env): Settings {
  return {
    port: wholeOf(env, 'PORT', { fallback: 8080, min: 0, max: 65_535 }),
    host: textOf(env, 'HOST') ?? '127.0.0.1',
    dataDir: resolve(textOf(env, 'DATA_DIR') ?? './data'),
    secretKeyFile: textOf(env, 'SECRET_KEY_FILE'),
    databaseUrl: urlOf(env, 'DATABASE_URL', ['postgres:', 'postgresql:'])?.href,
    redisUrl: urlOf(env, 'REDIS_URL', ['redis:', 'rediss:'])?.href,
    hasDemo: oneWordOf(env, 'DEMO', ['0', '1']) !== '0',
    demoDrill: oneWordOf(env, 'DEMO_DRILL', ['calm']),
    publicUrl: urlOf(env, 'PUBLIC_URL', ['http:', 'https:']),
    tls: tlsOf(env),
    trustProxy: proxiesOf(env),
    tiandituKey: textOf(env, 'TIANDITU_KEY'),
    factRetentionDays: wholeOf(env, 'FACT_RETENTION_DAYS', { fallback: 400, min: 1, max: 3_650 }),
    uploadsLeaveFreeB:
      wholeOf(env, 'UPLOADS_LEAVE_FREE_MB', { fallback: 1_024, min: 0, max: 100_000_000 }) * 1_024 * 1_024,
    socketsPerAccount: wholeOf(env, 'SOCKETS_PER_ACCOUNT', { fallback: 64, min: 1, max: 10_000 }),
    logLevel: oneWordOf(env, 'LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'silent']) ?? 'info',
    channels: channelsIn({
      text: name => textOf(env, name),
      url: name => urlOf(env, name, ['http:', 'https:']),
      wrong: message => new WrongSetting(message),
    }),
  }
}

function isLoopback(host: string): boolean {
  const address = addressIn(host)
  if (address === undefined) return host.toLowerCase() === 'localhost'
  return address === '::1' || (isIPv4(address) && address.startsWith('127.'))
}

/**
 * Whether nobody but this machine's own people can reach the server. An address for others, a proxy or a certificate say
 * that others come, whatever `HOST` is.
 */
export const isPrivate = ({ host, publicUrl, trustProxy, tls }: Settings): boolean =>
  isLoopback(host) && !publicUrl && !trustProxy && !tls
