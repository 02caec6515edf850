import { toMs, type Instant } from '@shuniu/shared/kernel'
import { Secret, TOTP } from 'otpauth'

/** What every 动态口令 app knows: RFC 6238 with SHA-1, six digits, half a minute. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Codes of so many steps before and after the present one are right: clocks of phones differ. */
const stepsApart = 1
/** 160 bits, as RFC 4226 recommends. */
const secretBytes = 20
/** The name apps list the account under. */
const issuer = 'Shuniu'

/** A new secret in base32, as it is typed into an app. */
export const newSecret = (): string => new Secret({ size: secretBytes }).base32

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ ...form, issuer, label, secret: Secret.fromBase32(secret) })

/** What the picture holds that an app takes the secret from. */
export const uriOf = (secret: string, account: string): string => totpOf(secret, account).toString()

/**
 * The half minute, counted from 1970, of which six digits are the code at this time; undefined where they are not of any
 * that counts. Codes are compared in constant time.
 */
export function stepOf(secret: string, code: string, at: Instant): number | undefined {
  const timestamp = toMs(at)
  const apart = totpOf(secret, '').validate({ token: code, timestamp, window: stepsApart })
  return apart === null ? undefined : Math.floor(timestamp / 1_000 / form.period) + apart
}
