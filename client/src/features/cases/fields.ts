import {
  calledParties,
  callBackMethods,
  callResults,
  isDispute,
  cards,
  cardTexts,
  caseMoves,
  caseTiers,
  evidenceFor,
  incidentReportKinds,
  needsMethod,
  isOverride,
  outcomes,
  overrideReasons,
  performances,
  refuseReasons,
  rejectReasons,
  resolutionMethods,
  satisfactions,
  stepResults,
  suspendReasons,
  transferTargets,
  verifyMethods,
  type CaseMove,
  type Owing,
} from '@shuniu/shared/cases'
import { isOneOf, typedKeys } from '@shuniu/shared/kernel'
import * as Type from 'typebox'

/** Every field that some move asks for. */
export type FieldName = {
  [M in CaseMove]: keyof (typeof caseMoves)[M]['asks']['properties'] & string
}[CaseMove]

export type FieldKind =
  'category' | 'level' | 'choice' | 'unit' | 'units' | 'due' | 'text' | 'media' | 'number' | 'case'

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
  tier: 'choice',
  firstContact: 'text',
  finding: 'choice',
  masterId: 'case',
  unitIds: 'units',
  unitId: 'unit',
  purpose: 'text',
  meetAt: 'due',
  place: 'text',
  methodCode: 'choice',
  amountYuan: 'number',
  participants: 'number',
  until: 'due',
  steward: 'text',
  done: 'text',
  obstacle: 'text',
  proposal: 'text',
  targetCode: 'choice',
  documentNumber: 'text',
  satisfaction: 'choice',
  performance: 'choice',
  card: 'choice',
  called: 'choice',
  callResult: 'choice',
  proposedUnitId: 'unit',
  overrideCode: 'choice',
  overrideText: 'text',
  sentTo: 'text',
  reportKind: 'choice',
  draft: 'number',
  playbook: 'text',
  edition: 'number',
  step: 'text',
  stepResult: 'choice',
}

export interface FieldOption {
  readonly code: string
  readonly name: string
}

const tierNames = { village: '村级', township: '乡镇级', county: '县级' } as const

/** The closed lists behind fields of kind `choice`; a field named alike in two moves is told by its move. */
const options: Readonly<Record<string, readonly FieldOption[]>> = {
  'reject.reasonCode': rejectReasons,
  'assign.overrideCode': overrideReasons,
  'refuse.reasonCode': refuseReasons,
  'finish.resultCode': outcomes,
  'pass.method': verifyMethods,
  'coRefuse.reasonCode': refuseReasons,
  'giveTransferResult.resultCode': outcomes,
  'finish.methodCode': resolutionMethods,
  'suspend.reasonCode': suspendReasons,
  'transfer.targetCode': transferTargets,
  'archive.method': callBackMethods,
  'archive.satisfaction': satisfactions,
  'archive.performance': performances,
  'accept.tier': caseTiers.map(code => ({ code, name: tierNames[code] })),
  'call.called': calledParties,
  'call.callResult': callResults,
  'draftIncident.reportKind': incidentReportKinds,
  'tick.stepResult': stepResults,
  'supervise.card': cards.map(code => ({ code, name: cardTexts[code] })),
  'giveFinding.finding': [
    { code: 'true', name: '属实' },
    { code: 'untrue', name: '不属实' },
  ],
}

export interface MoveField {
  readonly name: FieldName
  readonly kind: FieldKind
  readonly isRequired: boolean
  readonly options: readonly FieldOption[]
  /** Longest text in characters, where the field is a text. */
  readonly maxLength?: number
}

const fieldNames = typedKeys(fieldKinds)

function lengthOf(schema: unknown): { readonly maxLength?: number } {
  if (!Type.IsString(schema) || !('maxLength' in schema)) return {}
  return typeof schema.maxLength === 'number' ? { maxLength: schema.maxLength } : {}
}

/** What a move asks for, in the order of its input: forms and timelines are both made from this. */
export function fieldsOf(move: CaseMove): MoveField[] {
  return Object.entries<unknown>(caseMoves[move].asks.properties).flatMap(([name, schema]) => {
    if (!isOneOf(fieldNames, name)) return []
    const isRequired = !Type.IsOptional(schema)
    const choice = options[`${move}.${name}`] ?? []
    return [{ name, kind: fieldKinds[name], isRequired, options: choice, ...lengthOf(schema) }]
  })
}

const forDisputesOnly = (code: string): boolean => outcomes.some(row => row.code === code && row.ofDisputes)

/** What of a form decides which other fields it has. */
export interface GivenFields {
  readonly resultCode?: unknown
  readonly ownerUnitId?: unknown
  readonly proposedUnitId?: unknown
}

/** Noted by the page itself. */
const unasked: readonly FieldName[] = ['proposedUnitId', 'draft']
const ofOverrides: readonly FieldName[] = ['overrideCode', 'overrideText']

/** Whether a field must be filled in of this very case, by the rule that the server refuses by. */
function isOwed(
  { name, isRequired }: MoveField,
  seen: Owing,
  given: GivenFields & { readonly move: CaseMove; readonly resultCode?: string },
) {
  if (name === 'overrideCode') return isOverride(given)
  if (name === 'media') return evidenceFor(seen, given) !== undefined
  return name === 'methodCode' ? needsMethod(seen, given) : isRequired
}

/**
 * What a move asks for of this very case: results and ways of disputes are asked of disputes only, and a photo or an
 * agreement is required where the move cannot do without.
 */
export function fieldsFor(move: CaseMove, seen: Owing, filled: GivenFields = {}): MoveField[] {
  const { resultCode, ...units } = filled
  const given = { move, ...units, ...(typeof resultCode === 'string' && { resultCode }) }
  const left = isOverride(given) ? unasked : [...unasked, ...ofOverrides]
  const all = fieldsOf(move)
    .filter(({ name }) => !left.includes(name))
    .map(field => ({ ...field, isRequired: isOwed(field, seen, given) }))
  if (isDispute(seen.categoryCode)) return all
  return all
    .filter(({ name }) => name !== 'methodCode')
    .map(field => ({
      ...field,
      options:
        field.name === 'resultCode'
          ? field.options.filter(({ code }) => !forDisputesOnly(code))
          : field.options,
    }))
}
