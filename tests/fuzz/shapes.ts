import fc, { type Arbitrary } from 'fast-check'
import { hostile, proper, wording } from './arbitraries.ts'

type JsonSchema = Readonly<Record<string, unknown>>
type ProperNames = typeof proper

const isJson = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const numberOf = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback)

/** How far inputs keep to the shape: all of it, or each part of it most of the time. */
export type Care = 'proper' | 'nearly'

function texts(schema: JsonSchema): Arbitrary<unknown> {
  const { pattern, maxLength } = schema
  if (typeof pattern !== 'string') return fc.string({ maxLength: Math.min(numberOf(maxLength, 60), 200) })
  // What people write is the one pattern that looks ahead, which no generator can follow.
  return pattern.includes('(?=') || pattern.includes(String.raw`\u0000`)
    ? wording
    : fc.stringMatching(new RegExp(pattern))
}

function numbers(schema: JsonSchema, isWhole: boolean): Arbitrary<unknown> {
  const [min, max] = [numberOf(schema['minimum'], -1e6), numberOf(schema['maximum'], 1e6)]
  return isWhole ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })
}

function objects(schema: JsonSchema, care: Care, names: ProperNames): Arbitrary<unknown> {
  const properties = isJson(schema['properties']) ? schema['properties'] : {}
  const required = listOf(schema['required']).map(String)
  const parts = Object.entries(properties).map(
    ([key, part]) => [key, names[key] ?? inputsOf(part, care, names)] as const,
  )
  const whole = fc.record(Object.fromEntries(parts.map(([key, part]) => [key, disturbed(part, care)])), {
    requiredKeys: required,
  })
  if (care === 'proper') return whole
  const more = fc.tuple(
    whole,
    fc.dictionary(fc.string({ maxLength: 12 }), hostile, { maxKeys: 1 }),
    fc.nat(9),
  )
  return more.map(([value, extra, n]) => (n === 0 ? { ...value, ...extra } : value))
}

const disturbed = (part: Arbitrary<unknown>, care: Care): Arbitrary<unknown> =>
  care === 'proper' ? part : fc.oneof({ weight: 14, arbitrary: part }, { weight: 1, arbitrary: hostile })

function lists(schema: JsonSchema, care: Care, names: ProperNames): Arbitrary<unknown> {
  const { items } = schema
  if (Array.isArray(items)) return fc.tuple(...items.map(item => inputsOf(item, care, names)))
  const maxLength = Math.min(numberOf(schema['maxItems'], 4), 4)
  return fc.array(inputsOf(items, care, names), { minLength: numberOf(schema['minItems'], 0), maxLength })
}

/** Inputs for a JSON schema, with what is proper under the names it uses. */
export function inputsOf(schema: unknown, care: Care, names: ProperNames = proper): Arbitrary<unknown> {
  if (!isJson(schema)) return fc.constant(undefined)
  if ('const' in schema) return fc.constant(schema['const'])
  if ('enum' in schema) return fc.constantFrom(...listOf(schema['enum']))
  if ('anyOf' in schema) return fc.oneof(...listOf(schema['anyOf']).map(one => inputsOf(one, care, names)))
  switch (schema['type']) {
    case 'object':
      return objects(schema, care, names)
    case 'array':
      return lists(schema, care, names)
    case 'string':
      return texts(schema)
    case 'integer':
      return numbers(schema, true)
    case 'number':
      return numbers(schema, false)
    case 'boolean':
      return fc.boolean()
    default:
      return hostile
  }
}
