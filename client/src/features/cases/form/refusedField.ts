import type { FieldName } from '../fields.ts'

/** Of which fields a refusal speaks; what is not here speaks of the move as a whole, or of the case. */
const fieldsByCode: Readonly<Partial<Record<string, readonly FieldName[]>>> = {
  'case.notLonger': ['dueAt'],
  'clock.notLater': ['dueAt', 'until'],
  'clock.tooFar': ['dueAt', 'until'],
  'case.sameLevel': ['level'],
  'case.unknownMedia': ['media'],
  'case.evidenceMissing': ['media'],
  'case.mergesItself': ['masterId'],
  'case.masterUnknown': ['masterId'],
  'case.masterClosed': ['masterId'],
  'case.notCoUnit': ['unitId'],
  'case.helpsAlready': ['unitIds', 'coUnitIds'],
  'case.textTooShort': ['text'],
  'case.methodMissing': ['methodCode'],
  'case.overrideUnexplained': ['overrideCode'],
  'case.callMissing': ['method'],
  'case.graverCard': ['card'],
  'playbook.unexplained': ['text'],
  'incident.wrongKind': ['reportKind'],
  'category.unknown': ['categoryCode'],
  'unit.unknown': ['ownerUnitId', 'unitIds', 'unitId', 'suggestedUnitId', 'coUnitIds'],
}

/** The field of a form that a refusal is told at: the first it speaks of that the form has; undefined for the whole form. */
export function refusedField(code: string, fields: readonly FieldName[]): FieldName | undefined {
  const spokenOf = code.startsWith('upload.') ? (['media'] as const) : fieldsByCode[code]
  return spokenOf?.find(name => fields.includes(name))
}
