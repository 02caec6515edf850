import { fold } from '@shuniu/shared/kernel'
import { pinyin } from 'pinyin-pro'
import { createHmac } from 'node:crypto'
import type { Secrets } from '../../../platform/secrets/index.ts'

/** The first letters of a name as input methods know them, for search. */
export const initialsOf = (name: string): string =>
  pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()

/** A telephone as it is stored: sealed, and a key that is equal for equal numbers and tells nothing else of them. */
export function phoneColumns({ seal, derive }: Pick<Secrets, 'seal' | 'derive'>, phone: string | undefined) {
  if (phone === undefined) return { phoneSealed: null, phoneKey: null }
  const key = Buffer.from(derive('telephones of accounts'), 'base64')
  const phoneKey = createHmac('sha256', key).update(fold(phone)).digest('base64url')
  return { phoneSealed: seal(phone), phoneKey }
}
