import { caseMoves, type CaseMove, type MoveCommand } from '@shuniu/shared/cases'
import { Check } from 'typebox/schema'
import { fieldsOf, type FieldName, type MoveField } from './fields.ts'

/** What a form holds while it is being filled in. */
export type FilledFields = Readonly<Partial<Record<FieldName, string | readonly string[]>>>

const isBlank = (value: FilledFields[FieldName]): boolean =>
  value === undefined || (typeof value === 'string' ? value.trim() === '' : value.length === 0)

/** The fields a move cannot do without and that are empty yet; of a very case, those that it asks for. */
export const missingIn = (
  move: CaseMove,
  filled: FilledFields,
  fields: readonly MoveField[] = fieldsOf(move),
): FieldName[] =>
  fields.filter(field => field.isRequired && isBlank(filled[field.name])).map(field => field.name)

const isCommand = (command: { readonly move: CaseMove }): command is MoveCommand => {
  const { move, ...filled } = command
  return Check(caseMoves[move].asks, filled)
}

/** What was typed, as the move's input has it: without blanks around it, a number as a number. */
function given(kind: MoveField['kind'], value: FilledFields[FieldName]) {
  if (typeof value !== 'string') return value
  return kind === 'number' ? Number(value) : value.trim()
}

/** The command a filled form makes: what is blank is left out; undefined when it is not of the move's shape. */
export function commandOf(move: CaseMove, filled: FilledFields): MoveCommand | undefined {
  const parts = fieldsOf(move)
    .filter(({ name }) => !isBlank(filled[name]))
    .map(({ name, kind }) => [name, given(kind, filled[name])] as const)
  const command = { ...Object.fromEntries(parts), move }
  return isCommand(command) ? command : undefined
}
