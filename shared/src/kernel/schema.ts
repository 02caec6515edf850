import { Type, type TObject, type TProperties, type TSchema, type TUnion, type TLiteral } from 'typebox'

/** An object that refuses unknown keys: every body, query and message is one. */
export const closed = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false })

type Literals<T extends readonly string[]> = { -readonly [K in keyof T]: TLiteral<T[K]> }

/** One of a closed list of words. */
export function oneOf<const T extends readonly string[]>(words: T): TUnion<Literals<T>> {
  // The mapped tuple is what the map yields; TypeScript cannot see it through Array.map.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- one named kernel function may assert
  return Type.Union(words.map(word => Type.Literal(word)) as unknown as Literals<T>)
}

/** A value or null: what has no value is said, not left out. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/**
 * Text a person typed: not blank, no U+0000 and no lone surrogate (PostgreSQL takes neither).
 * `max` counts UTF-16 units.
 */
export const PersonText = (max: number) =>
  Type.String({
    minLength: 1,
    maxLength: max,
    pattern: String.raw`^(?=[\s\S]*\S)(?:[^\u0000\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$`,
  })
