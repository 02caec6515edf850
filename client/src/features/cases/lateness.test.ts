import { beforeEach, expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { lateBehind, toldDue } from './lateness.ts'
import { caseMessages } from './messages.ts'

const now = Date.parse('2026-03-02T02:00:00.000Z')
const inDays = (n: number) => new Date(now + n * 86_400_000).toISOString()

beforeEach(() => addMessages('cases', caseMessages))

it('tells of a case on account that its handling is late, not how long the account may run', () => {
  const suspended = { overdue: true, lateStages: ['handling' as const], dueAt: inDays(19) }

  expect(toldDue(suspended, now)).toBe('处置已超时')
  expect(toldDue({ ...suspended, dueAt: null }, now)).toBe('处置已超时')
})

it('tells of a case whose notice alone is late that the notice is', () => {
  expect(toldDue({ overdue: true, lateStages: ['supervisionReply'], dueAt: inDays(2) }, now)).toBe(
    '督办答复已超时',
  )
})

it('tells how late the clock is that is shown, or what is left of it', () => {
  const late = { overdue: true, lateStages: ['handling' as const], dueAt: inDays(-1) }

  expect(lateBehind(late, now)).toBeUndefined()
  expect(toldDue(late, now)).toBe('超时 1 天')
  expect(toldDue({ overdue: false, lateStages: ['assignment'], dueAt: inDays(1) }, now)).toBe('剩 1 天')
  expect(toldDue({ overdue: false, lateStages: [], dueAt: null }, now)).toBeUndefined()
})
