import { createHash } from 'node:crypto'
import type { Instant } from '@shuniu/shared/kernel'

/** Who changed a setting when, by which command: stored beside what it then is. */
export interface SettingStamp {
  readonly changedBy: string
  readonly changedAt: Instant
  readonly commandId: string
  readonly commandHash: string
}

/** The same for equal values whatever the order of their keys; absent and undefined are one. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, canonical(part)]),
  )
}

/** What tells a repeated command from another one under the same id. */
export const bodyHash = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(body)))
    .digest('base64')
