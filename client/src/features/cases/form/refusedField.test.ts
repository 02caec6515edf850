import { caseMoveNames, moveCase } from '@shuniu/shared/cases'
import { expect, it } from 'vitest'
import { fieldsOf, type FieldName } from '../fields.ts'
import { refusedField } from './refusedField.ts'

const namesOf = (move: (typeof caseMoveNames)[number]): FieldName[] => fieldsOf(move).map(({ name }) => name)
const allNames = [...new Set(caseMoveNames.flatMap(namesOf))]

it.each([
  ['case.textTooShort', 'finish', 'text'],
  ['case.methodMissing', 'finish', 'methodCode'],
  ['case.callMissing', 'pass', 'method'],
  ['case.callMissing', 'archive', 'method'],
  ['case.evidenceMissing', 'finish', 'media'],
  ['upload.heic', 'progress', 'media'],
  ['case.sameLevel', 'changeLevel', 'level'],
  ['case.masterClosed', 'merge', 'masterId'],
  ['unit.unknown', 'assign', 'ownerUnitId'],
  ['unit.unknown', 'whistle', 'unitIds'],
  ['clock.tooFar', 'suspend', 'until'],
] as const)('tells %s of %s at its field %s', (code, move, field) => {
  expect(refusedField(code, namesOf(move))).toBe(field)
})

it('tells what speaks of the case, or of a field that the form has not, beneath the whole form', () => {
  expect(refusedField('case.stale', namesOf('finish'))).toBeUndefined()
  expect(refusedField('case.evidenceMissing', namesOf('changeLevel'))).toBeUndefined()
})

it('knows no code at a field that the server does not refuse a move with', () => {
  const refuses: readonly string[] = moveCase.refuses
  const atField = refuses.filter(code => refusedField(code, allNames) !== undefined)

  expect(atField).toContain('category.unknown')
  expect(atField.length).toBe(20)
})
