import * as Type from 'typebox'
import type { TEnum, TObject, TProperties, TSchema } from 'typebox'

/** An object that refuses unknown keys: every body, query and message is one. */
export const closed = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false })

/** One of a closed list of words. */
export const oneOf = <const T extends readonly string[]>(words: T): TEnum<[...T]> =>
  Type.Enum<[...T]>([...words])

/** A value or null: what has no value is said, not left out. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** The version of a thing that somebody saw, `least` at least; greater ones than there can be are malformed. */
export const VersionSeen = (least: 0 | 1) => Type.Integer({ minimum: least, maximum: 2_000_000_000 })

/** What shows nothing: spaces, soft hyphens, joiners, marks of direction, fillers. */
const invisible = String.raw`\s\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0`

/**
 * Text a person typed: something of it shows, no U+0000 and no lone surrogate (PostgreSQL takes neither).
 * `max` counts UTF-16 units.
 */
export const PersonText = (max: number) =>
  Type.String({
    minLength: 1,
    maxLength: max,
    pattern: String.raw`^(?=[\s\S]*[^${invisible}])(?:[^\u0000\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$`,
  })

/** What no name of one line holds: controls, marks of direction, joiners and what else shows nothing; the plain space is let be. */
const unseen = String.raw`\u0000-\u001F\u007F-\u00A0\u00AD\u034F\u061C\u115F\u1160\u1680\u17B4\u17B5\u180B-\u180E\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0`

/** A name that lists and papers show: one line, all of it visible, no space at its ends. `max` counts UTF-16 units. */
export const NameText = (max: number) =>
  Type.String({
    minLength: 1,
    maxLength: max,
    pattern: String.raw`^(?! )(?!.* $)(?:[^${unseen}\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])+$`,
  })
