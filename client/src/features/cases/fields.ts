import {
  moveInputs,
  outcomes,
  refuseReasons,
  rejectReasons,
  verifyMethods,
  type CaseMove,
} from '@shuniu/shared/cases'
import { isOneOf, typedKeys } from '@shuniu/shared/kernel'
import { Type } from 'typebox'

/** Every field that some move asks for. */
export type FieldName = {
  [M in CaseMove]: keyof (typeof moveInputs)[M]['properties'] & string
}[CaseMove]

export type FieldKind = 'category' | 'level' | 'choice' | 'unit' | 'units' | 'due' | 'text' | 'media'

/** How each field is filled in and read. Exhaustive: a move with a new field does not compile until it has a kind. */
export const fieldKinds: Readonly<Record<FieldName, FieldKind>> = {
  categoryCode: 'category',
  level: 'level',
  reasonCode: 'choice',
  resultCode: 'choice',
  method: 'choice',
  ownerUnitId: 'unit',
  suggestedUnitId: 'unit',
  coUnitIds: 'units',
  dueAt: 'due',
  requirement: 'text',
  reason: 'text',
  text: 'text',
  opinion: 'text',
  media: 'media',
}

export interface FieldOption {
  readonly code: string
  readonly name: string
}

/** The closed lists behind fields of kind `choice`; a field named alike in two moves is told by its move. */
const options: Readonly<Record<string, readonly FieldOption[]>> = {
  'reject.reasonCode': rejectReasons,
  'refuse.reasonCode': refuseReasons,
  'finish.resultCode': outcomes,
  'pass.method': verifyMethods,
}

export interface MoveField {
  readonly name: FieldName
  readonly kind: FieldKind
  readonly isRequired: boolean
  readonly options: readonly FieldOption[]
}

const fieldNames = typedKeys(fieldKinds)

/** What a move asks for, in the order of its input: forms and timelines are both made from this. */
export function fieldsOf(move: CaseMove): MoveField[] {
  return Object.entries<unknown>(moveInputs[move].properties).flatMap(([name, schema]) => {
    if (!isOneOf(fieldNames, name)) return []
    const isRequired = !Type.IsOptional(schema)
    return [{ name, kind: fieldKinds[name], isRequired, options: options[`${move}.${name}`] ?? [] }]
  })
}
