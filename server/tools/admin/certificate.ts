import 'reflect-metadata'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type Extension,
  type X509CertificateCreateParamsBase,
} from '@peculiar/x509'

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

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const

const newKeys = () => crypto.subtle.generateKey(curve, true, ['sign', 'verify'])
type SigningKeys = Awaited<ReturnType<typeof newKeys>>
const keyPem = async (key: SigningKeys['privateKey']): Promise<string> =>
  `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`
const pemOf = (certificate: X509Certificate): string => `${certificate.toString('pem')}\n`

interface Validity {
  readonly now: Date
  readonly days: number
}

/** From a day ago on. */
const validFor = ({
  now,
  days,
}: Validity): Pick<X509CertificateCreateParamsBase, 'notBefore' | 'notAfter'> => ({
  notBefore: new Date(now.getTime() - earlierMs),
  notAfter: new Date(now.getTime() + days * dayMs),
})

/** A private authority: phones that trust it trust the servers it certifies, and nothing else is asked of them. */
export async function newAuthority(now: Date): Promise<Certified> {
  const keys = await newKeys()
  const extensions: Extension[] = [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(keys.publicKey),
  ]
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validFor({ now, days: authorityDays }),
    name: [{ CN: [authorityName] }],
    keys,
    signingAlgorithm: signing,
    extensions,
  })
  return { certificate: pemOf(certificate), key: await keyPem(keys.privateKey) }
}

const hostShape = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i

/** Whether phones could call a server by this: a host's name, or an address. */
export const isHost = (text: string): boolean => isIP(text) !== 0 || hostShape.test(text)

/** A server's certificate for the names and addresses it is called by, signed by the authority. */
export async function newServer(
  authority: Certified,
  hosts: readonly [string, ...string[]],
  now: Date,
): Promise<Certified> {
  const keys = await newKeys()
  const issuer = new X509Certificate(authority.certificate)
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    PemConverter.decodeFirst(authority.key),
    curve,
    false,
    ['sign'],
  )
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(
      hosts.map(value => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
    ),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(issuer),
  ]
  const certificate = await X509CertificateGenerator.create({
    ...validFor({ now, days: serverDays }),
    subject: [{ CN: [hosts[0]] }],
    issuer: issuer.subjectName.toJSON(),
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: signing,
    extensions,
  })
  return { certificate: pemOf(certificate) + authority.certificate, key: await keyPem(keys.privateKey) }
}
