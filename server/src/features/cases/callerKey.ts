import { typedPhone } from '@shuniu/shared/kernel'
import { createHmac } from 'node:crypto'
import type { Secrets } from '../../platform/secrets/index.ts'

/** What stands for a telephone number where it is looked for; empty for what is no whole number. */
export type CallerKey = (phone: string) => string

const hashedBy = (secrets: Pick<Secrets, 'derive'>, purpose: string): ((text: string) => string) => {
  const secret = Buffer.from(secrets.derive(purpose), 'base64')
  return text => createHmac('sha256', secret).update(text).digest('base64')
}

/**
 * The key of a number as it is dialled, however it was typed: the same for the same number, and of no use without the
 * server's own key. Source: design.md §7; domain.md §5.3.
 */
export function callerKeyOf(secrets: Pick<Secrets, 'derive'>): CallerKey {
  const keyOf = hashedBy(secrets, 'cases.callerKey')
  return phone => {
    const read = typedPhone(phone)
    return read.is === 'whole' ? keyOf(read.phone) : ''
  }
}

/** So many digits at its end stand for a number when somebody remembers no more of it. */
export const tailDigits = 4
const leastDigits = 7

/** By what numbers are looked for: all of one, and its last four digits. */
export interface CallerHashes {
  readonly key: CallerKey
  /** The hash of four digits that a number may end with. */
  readonly tail: (digits: string) => string
  /** That of the last four of a number; empty for what is no whole number, or too short for four of its digits to say little. */
  readonly tailOf: CallerKey
}

/** Four digits are no more than ten thousand: whoever has the database must not be able to try them, hence a key for these too. */
export function callerHashesOf(secrets: Pick<Secrets, 'derive'>): CallerHashes {
  const tail = hashedBy(secrets, 'cases.callerTail')
  return {
    key: callerKeyOf(secrets),
    tail,
    tailOf: phone => {
      const read = typedPhone(phone)
      const isLong = read.is === 'whole' && read.phone.length >= leastDigits
      return isLong ? tail(read.phone.slice(-tailDigits)) : ''
    },
  }
}
