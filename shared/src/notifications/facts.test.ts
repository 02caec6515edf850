import { Check } from 'typebox/schema'
import { expect, it } from 'vitest'
import { presentBody } from '../kernel/index.ts'
import { notificationFacts } from './facts.ts'
import { NotificationFact } from './model.ts'

const rule = notificationFacts['notification.made']
const id = '00000000-0000-7000-8000-000000000001'
const at = '2026-11-24T08:00:00.000Z'
/** As the first notifications were stored, when helping units had no clocks of their own. */
const first = { id, caseId: id, caseNumber: '101-20261124-0001', stage: 'handling', percent: 70, card: null }
const body = { ...first, reader: 'handler', dueAt: at, at, readerId: id }

it.each([
  ['0003_clocks', 1, body],
  ['0004_administration', 1, body],
  ['0005_unit_clocks', 1, { ...body, unitId: id }],
  ['0006_late_helpers', 1, { ...body, unitId: null }],
  ['now', 2, { ...body, unitId: id }],
  ['a later process', 3, { ...body, unitId: null, sound: 'bell' }],
])('the body of a notification as it was stored under %s is read', (_, version, stored) => {
  const present = presentBody(rule, { version, body: stored })

  expect(Check(NotificationFact, present)).toBe(true)
  expect(present).toEqual({ unitId: null, ...body, ...('unitId' in stored && { unitId: stored.unitId }) })
})
