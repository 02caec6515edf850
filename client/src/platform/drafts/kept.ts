import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

/** A form as a device keeps it. */
export const Kept = Type.Object({
  words: Type.Unknown(),
  /** The version on the server that these words follow; 0 for none. */
  base: Type.Integer({ minimum: 0 }),
  /** When they were last typed, by the server's time: told to the reader, never compared. */
  savedAt: Type.String(),
  /** Whether the server does not have them yet. */
  isNew: Type.Boolean(),
})
export type Kept = Static<typeof Kept>

/** Words that were kept elsewhere meanwhile, and the version on the server that they are or follow. */
export const OtherWords = Type.Object({
  words: Type.Unknown(),
  version: Type.Integer({ minimum: 0 }),
  savedAt: Type.String(),
})
export type OtherWords = Static<typeof OtherWords>

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What a text holds, where it is of that shape. */
export function readAs<T extends Type.TSchema>(shape: T, text: string | undefined): Static<T> | undefined {
  const read = text === undefined ? undefined : parsed(text)
  return Check(shape, read) ? read : undefined
}

export const wordsIn = parsed

/** Whether two forms say the same, whatever the order in which they were filled in. */
export const areSame = (one: unknown, other: unknown): boolean => sorted(one) === sorted(other)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
