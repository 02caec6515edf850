import * as Type from 'typebox'
import type { TSchema } from 'typebox'
import { closed, nullable } from './schema.ts'

/**
 * A slice of a list, `next` being the cursor of the slice after it; `asOf` is the stream's head it was read at. Members
 * are counted once, for the first slice, and no further than a limit: `totalIsFloor` says that there are more than
 * `total`, or may be.
 */
export const Page = <T extends TSchema>(item: T) =>
  closed({
    items: Type.Array(item),
    next: nullable(Type.String()),
    total: Type.Integer({ minimum: 0 }),
    totalIsFloor: Type.Optional(Type.Boolean()),
    asOf: Type.Integer({ minimum: 0 }),
  })

export const defaultPageSize = 50
export const maxPageSize = 200
