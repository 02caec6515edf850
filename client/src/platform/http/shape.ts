import type { TSchema } from 'typebox'
import { Check } from 'typebox/schema'

/** Of each list so many entries are looked at: one that is wrong is seldom wrong in its last row alone. */
const looked = 40

const thinned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, looked).map(thinned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, thinned(one)]))
}

const relaxedOf = new WeakMap<object, TSchema>()
const narrowing = [
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
]

/**
 * The schema as far as a page must be able to count on it: which keys there are, of which kind and of which words. Keys
 * beyond its own are let through, since a newer server may say more than this page asks for; how long a text may be is
 * for the server to judge.
 */
function relaxed(schema: TSchema): TSchema {
  const known = relaxedOf.get(schema)
  if (known) return known
  const widened = (key: string, value: unknown): unknown => {
    if (key === 'additionalProperties' && value === false) return undefined
    return narrowing.includes(key) && typeof value !== 'object' ? undefined : value
  }
  const written = JSON.stringify(schema)
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- a schema written down and read is a schema
  const copy: TSchema = JSON.parse(written, widened)
  relaxedOf.set(schema, copy)
  return copy
}

/** Whether a reply is what its contract says, looked at cheaply: a wrong one is told as such and shown nowhere. */
export const hasShape = (schema: TSchema, value: unknown): boolean => Check(relaxed(schema), thinned(value))
