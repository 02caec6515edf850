import * as Type from 'typebox'
import type { TSchema } from 'typebox'
import { closed, nullable } from './schema.ts'

/** A slice of a list, `next` being the cursor of the slice after it; `asOf` is the stream's head it was read at. */
export const Page = <T extends TSchema>(item: T) =>
  closed({
    items: Type.Array(item),
    next: nullable(Type.String()),
    total: Type.Integer({ minimum: 0 }),
    asOf: Type.Integer({ minimum: 0 }),
  })

export const defaultPageSize = 50
export const maxPageSize = 200
