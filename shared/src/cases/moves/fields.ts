import * as Type from 'typebox'
import { Id, PersonText } from '../../kernel/index.ts'

/** What an actor types into a move. */
export const opinion = PersonText(2_000)
export const media = Type.Optional(Type.Array(Id, { maxItems: 12 }))
export const unitIds = Type.Array(Id, { maxItems: 20, uniqueItems: true })

export const codesOf = <C extends string>(rows: readonly { readonly code: C }[]): C[] =>
  rows.map(row => row.code)
