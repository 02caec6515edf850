import { typedPhone } from '@shuniu/shared/kernel'
import { createHmac } from 'node:crypto'
import type { Secrets } from '../../platform/secrets/index.ts'

/** What stands for a telephone number where it is looked for; empty for what is no whole number. */
export type CallerKey = (phone: string) => string

/**
 * The key of a number as it is dialled, however it was typed: the same for the same number, and of no use without the
 * server's own key. Source: design.md §7; domain.md §5.3.
 */
export function callerKeyOf(secrets: Pick<Secrets, 'derive'>): CallerKey {
  const secret = Buffer.from(secrets.derive('cases.callerKey'), 'base64')
  return phone => {
    const read = typedPhone(phone)
    return read.is === 'whole' ? createHmac('sha256', secret).update(read.phone).digest('base64') : ''
  }
}
