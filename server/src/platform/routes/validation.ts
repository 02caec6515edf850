import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { Value } from 'typebox/value'

/** What is wrong with one part of a request, said so that the sender can mend it. */
export interface Fault {
  readonly at: string
  readonly message: string
}

const maxFaults = 8

interface Branch extends TSchema {
  readonly properties?: Readonly<Record<string, { readonly const?: unknown }>>
}

const hasBranches = (schema: TSchema): schema is TSchema & { readonly anyOf: readonly Branch[] } =>
  'anyOf' in schema && Array.isArray(schema.anyOf)

/** Keeps those branches of a union that the value's own literals choose, so that faults speak of the branch meant. */
function narrow(schema: TSchema, value: unknown): TSchema {
  if (!hasBranches(schema) || typeof value !== 'object' || value === null) return schema
  const record: Record<string, unknown> = { ...value }
  const meant = schema.anyOf.filter(branch =>
    Object.entries(branch.properties ?? {}).every(
      ([key, part]) => part.const === undefined || part.const === record[key],
    ),
  )
  const [only] = meant
  return only && meant.length === 1 ? only : schema
}

const compiled = new WeakMap<TSchema, Validator>()

/** Compiled when first wanted, once a process: the schemas of all contracts would hold up every start. */
function validatorOf(schema: TSchema): Validator {
  const known = compiled.get(schema)
  if (known) return known
  const validator = Compile(schema)
  compiled.set(schema, validator)
  return validator
}

/** A check by a schema; `convert` reads numbers out of query strings and paths. */
export function checkOf(
  schema: TSchema,
  convert: boolean,
): (value: unknown) => { value: unknown; faults: Fault[] } {
  return sent => {
    const value = convert ? Value.Convert(schema, sent) : sent
    if (validatorOf(schema).Check(value)) return { value, faults: [] }
    const faults = Value.Errors(narrow(schema, value), value)
    return {
      value,
      faults: faults.slice(0, maxFaults).map(e => ({ at: e.instancePath || '/', message: e.message })),
    }
  }
}
