import { expect, it } from 'vitest'
import { daysIn, rulesDraft } from './rulesDraft.ts'

it.each([
  ['', 0],
  [' 90 ', 90],
  ['９０', 90],
  ['0', 0],
  ['3651', undefined],
  ['-1', undefined],
  ['三个月', undefined],
] as const)('“%s” are %s days', (typed, days) => {
  expect(daysIn(typed)).toBe(days)
})

it('shows no number where passwords do not age', () => {
  expect(rulesDraft({ administratorsNeedCode: true, passwordDays: 0 })).toEqual({
    administratorsNeedCode: true,
    passwordDays: '',
    reason: '',
  })
})
