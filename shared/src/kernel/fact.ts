import type { Static, TSchema } from 'typebox'

/**
 * Who hears a fact. `told` may read what it speaks of after the change and gets the body; `masked` gets the
 * body with its telling fields blanked; `left` could read before and may not now, and gets `case.left` only.
 * A socket in several of the lists gets the first of them.
 */
export interface FactAudience {
  readonly told: readonly string[]
  readonly masked: readonly string[]
  readonly left: readonly string[]
}

/** A body as it was stored under an earlier version: nothing is known of it but that it is an object. */
export type FormerBody = Readonly<Record<string, unknown>>

export interface FactRule<B extends TSchema = TSchema> {
  /** What it was called before: a fact stored under that name is read as one of these. */
  readonly formerName?: string
  readonly body: B
  /** Of `body`: one more with each change of it. Facts stored before versions were kept are of version 1. */
  readonly version: number
  /** By a former version, how a body of it becomes one of the next. */
  readonly upcasts: Readonly<Record<number, (former: FormerBody) => FormerBody>>
  /** Pure: the rooms that hear it, from the state before (undefined when there was none) and after. */
  readonly heardBy: (before: Static<B> | undefined, after: Static<B>) => FactAudience
  /** The body as it is told to all; as it stands when absent. */
  readonly tell?: (after: Static<B>) => Static<B>
  /** The body as the masked rooms get it; needed where `heardBy` ever masks. */
  readonly mask?: (after: Static<B>) => Static<B>
  /** The body as it is told to walls, which hang where anybody may look; as to all when absent. */
  readonly show?: (after: Static<B>) => Static<B>
  /** What stands in place of fields of the body when it is told to places and units; as to those it names when absent. */
  readonly common?: Readonly<Partial<Static<B>>>
  /** The property that names the account whose own the fact is: it alone is told of itself, where `common` hides it. */
  readonly ownerIn?: string
  /** What it speaks of began with it: whoever has not heard it, and nothing since, does not know of it. */
  readonly begins?: true
  /** The property that names the case a fact speaks of, where the fact is not heard in that case's own room. */
  readonly caseIn?: string
}

export type FactCatalogue = Readonly<Record<string, FactRule>>

export const fact = <B extends TSchema>(rule: FactRule<B>): FactRule<B> => rule

export const told = (...rooms: readonly string[]): FactAudience => ({ told: rooms, masked: [], left: [] })

/**
 * An upcast to a version that knows more: fields that a former body has not are added, some are set whatever they were. The
 * copy is filled field by field: to spread one large object over another takes ten times as long as to read it from its text.
 */
export function adding(missing: FormerBody, always: FormerBody = {}): (former: FormerBody) => FormerBody {
  const [added, set] = [Object.entries(missing), Object.entries(always)]
  return former => {
    const next: Record<string, unknown> = { ...former }
    for (const [name, value] of added) if (!(name in next)) next[name] = value
    for (const [name, value] of set) next[name] = value
    return next
  }
}

const isObject = (value: unknown): value is FormerBody =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * A stored body in the present shape as far as it can be brought there: one of a former version is cast upwards step by
 * step; of a later one the fields known here are kept and the others dropped. Undefined when it is no body at all.
 */
export function presentBody(
  { body: schema, version, upcasts }: Pick<FactRule, 'body' | 'version' | 'upcasts'>,
  stored: { readonly version: number; readonly body: unknown },
): FormerBody | undefined {
  let { body } = stored
  for (let at = stored.version; at < version; at += 1) body = isObject(body) && upcasts[at]?.(body)
  const present = stored.version > version ? knownPart(schema, body) : body
  return isObject(present) ? present : undefined
}

const fieldsOf = (schema: TSchema): FormerBody | undefined =>
  'properties' in schema && isObject(schema.properties) ? schema.properties : undefined

/** The value without the fields, at any depth, that its schema does not name. */
export function knownPart(schema: unknown, value: unknown): unknown {
  if (!isObject(schema)) return value
  if (Array.isArray(schema.anyOf)) {
    const fitting: unknown = schema.anyOf.find(
      one => isObject(one) && (Array.isArray(value) ? 'items' in one : fieldsOf(one)),
    )
    return isObject(value) || Array.isArray(value) ? knownPart(fitting, value) : value
  }
  if (Array.isArray(value)) return value.map(one => knownPart(schema.items, one))
  const fields = fieldsOf(schema)
  if (!fields || !isObject(value)) return value
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      name in value ? [[name, knownPart(field, value[name])]] : [],
    ),
  )
}
