import { expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { besideText, measureText } from './findingText.ts'
import { gridCheckMessages } from './messages.ts'

addMessages('gridChecks', gridCheckMessages)

it.each([
  ['oversize', 1_234, '1,234 人'],
  ['gap', 420, '420 平方米'],
  ['gap', 66_667, '100 亩'],
  ['unreachable', 45, '45 天'],
  ['shared', 3, '3 个网格'],
  ['unmanned', null, ''],
  ['implausible', 0, '0 人'],
] as const)('what %s measures as %s is told as %s', (check, measure, told) => {
  expect(measureText({ check, measure })).toBe(told)
})

it('of a grid that is too large it is said into how many it goes', () => {
  const finding = {
    id: '',
    check: 'oversize',
    subject: '',
    subjectName: '',
    villageCode: '',
    measure: 1_001,
    others: [],
    pieces: [],
    state: 'open',
    foundAt: '',
    checkedAt: '',
    mendedAt: null,
    dueOn: '',
    note: null,
    version: 1,
  } as const

  expect(besideText({ ...finding, others: [], pieces: [] })).toBe('按每格 500 人，建议分为 3 格')
})
