import { moveInputs, type CaseMove, type MoveWish } from '@shuniu/shared/cases'
import { Value } from 'typebox/value'
import { fieldsOf, type FieldName } from './fields.ts'

/** What a form holds while it is being filled in. */
export type Filled = Readonly<Partial<Record<FieldName, string | readonly string[]>>>

const isBlank = (value: Filled[FieldName]): boolean =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : value.length === 0)

/** The fields a move cannot do without and that are empty yet. */
export const missingIn = (move: CaseMove, filled: Filled): FieldName[] =>
  fieldsOf(move)
    .filter(field => field.isRequired && isBlank(filled[field.name]))
    .map(field => field.name)

const isWish = (wish: { readonly move: CaseMove }): wish is MoveWish => {
  const { move, ...filled } = wish
  return Value.Check(moveInputs[move], filled)
}

/** The wish a filled form makes: what is blank is left out; undefined when it is not of the move's shape. */
export function wishOf(move: CaseMove, filled: Filled): MoveWish | undefined {
  const given = fieldsOf(move)
    .map(({ name }) => [name, filled[name]] as const)
    .filter(([, value]) => !isBlank(value))
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
  const wish = { ...Object.fromEntries(given), move }
  return isWish(wish) ? wish : undefined
}
