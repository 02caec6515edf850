import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { isIP, isIPv4 } from 'node:net'
import {
  bits,
  context,
  contextInPlace,
  integer,
  moment,
  octets,
  oid,
  sequence,
  setOf,
  utf8,
  yes,
} from './der.ts'

/** A certificate with its key, both as PEM. */
export interface Certified {
  readonly certificate: string
  readonly key: string
}

const dayMs = 86_400_000
/** Phones refuse certificates of servers that live longer than 825 days. Source: Apple HT210176. */
const serverDays = 820
const authorityDays = 3_650
/** A phone whose clock is behind must not find the certificate too young. */
const earlierMs = dayMs

const authorityName = '枢纽 Shuniu 私有根证书'

const nameOf = (text: string) => sequence(setOf(sequence(oid('2.5.4.3'), utf8(text))))
const ecdsaSha256 = sequence(oid('1.2.840.10045.4.3.2'))
const extension = (id: string, content: Buffer, isCritical = false) =>
  sequence(oid(id), ...(isCritical ? [yes] : []), octets(content))

const spkiOf = (key: KeyObject): Buffer => createPublicKey(key).export({ type: 'spki', format: 'der' })

/** The public key's own bits, without what says of which kind it is, hashed. Source: RFC 5280, 4.2.1.2 (1). */
const keyIdOf = (key: KeyObject): Buffer => createHash('sha1').update(spkiOf(key).subarray(-65)).digest()

interface Options {
  readonly subject: string
  readonly key: KeyObject
  readonly signer: KeyObject
  readonly days: number
  readonly now: Date
  readonly extensions: readonly Buffer[]
}

const pemOf = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der
    .toString('base64')
    .replaceAll(/(.{64})/g, '$1\n')
    .trimEnd()}\n-----END CERTIFICATE-----\n`

/** An X.509 certificate, version 3, of an EC key, signed with ECDSA and SHA-256. Source: RFC 5280. */
function certificateOf({ subject, key, signer, days, now, extensions }: Options): string {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  const ids = [
    extension('2.5.29.14', octets(keyIdOf(key))),
    extension('2.5.29.35', sequence(contextInPlace(0, keyIdOf(signer)))),
  ]
  const body = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(serial),
    ecdsaSha256,
    nameOf(authorityName),
    sequence(moment(new Date(now.getTime() - earlierMs)), moment(new Date(now.getTime() + days * dayMs))),
    nameOf(subject),
    spkiOf(key),
    context(3, sequence(...extensions, ...ids)),
  )
  return pemOf(sequence(body, ecdsaSha256, bits(sign('sha256', body, signer))))
}

const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
const keyPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** A private authority: phones that trust it trust the servers it certifies, and nothing else is asked of them. */
export function newAuthority(now: Date): Certified {
  const key = newKey()
  const extensions = [
    extension('2.5.29.19', sequence(yes), true),
    // Signs certificates and lists of revoked ones.
    extension('2.5.29.15', bits(Buffer.from([0x06]), 1), true),
  ]
  const options = { subject: authorityName, key, signer: key, days: authorityDays, now, extensions }
  return { certificate: certificateOf(options), key: keyPem(key) }
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const { hostname } = new URL(`http://[${address}]`)
  const [front = '', back] = hostname.slice(1, -1).split('::')
  const groups = (text = '') => (text === '' ? [] : text.split(':'))
  const [before, after] = [groups(front), groups(back)]
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const whole = back === undefined ? before : [...before, ...zeros, ...after]
  return Buffer.from(whole.map(group => group.padStart(4, '0')).join(''), 'hex')
}

const hostShape = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i

/** Whether phones could call a server by this: a host's name, or an address. */
export const isHost = (text: string): boolean => isIP(text) !== 0 || hostShape.test(text)

const alternativeOf = (host: string): Buffer =>
  isIP(host) === 0 ? contextInPlace(2, Buffer.from(host)) : contextInPlace(7, addressBytes(host))

/** A server's certificate for the names and addresses it is called by, signed by the authority. */
export function newServer(authority: Certified, hosts: readonly [string, ...string[]], now: Date): Certified {
  const key = newKey()
  const extensions = [
    extension('2.5.29.19', sequence(), true),
    extension('2.5.29.15', bits(Buffer.from([0x80]), 7), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(...hosts.map(alternativeOf))),
  ]
  const signer = createPrivateKey(authority.key)
  const certificate = certificateOf({ subject: hosts[0], key, signer, days: serverDays, now, extensions })
  return { certificate: certificate + authority.certificate, key: keyPem(key) }
}
