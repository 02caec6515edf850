import type { ClockRule } from '@shuniu/shared/clocks'
import { foreseeToday, previewClockRule } from '@shuniu/shared/forecast'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, broughtTo, moved, type CourseStatus } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'

/** Monday 23 November 2026, nine in the morning. */
const clock = testClock('2026-11-23T01:00:00.000Z')
let running: RunningApp
let as: People

const yellow = (status: CourseStatus) =>
  broughtTo(status, as, aReport({ level: 'yellow', occurredAt: clock.now() }))

/** A yellow case accepted after so many minutes of the thirty that it may take. */
async function acceptedAfter(minutes: number) {
  const opened = await yellow('reported')
  clock.moveOnS(minutes * 60)
  return moved(
    await as('t1.duty'),
    opened,
    aMove('accept', opened, { categoryCode: '0201', level: 'yellow' }),
  )
}

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  for (const minutes of [5, 12, 14, 16, 25, 35]) await acceptedAfter(minutes)
  clock.setTo('2026-11-24T01:00:00.000Z')
  as = peopleOf(running)
})
afterAll(() => running.drop())

const limitOf = (minutes: number, differing: Partial<ClockRule> = {}): ClockRule => ({
  stage: 'acceptance',
  level: 'yellow',
  amount: minutes,
  unit: 'min',
  effectiveFrom: '2026-12-01',
  ...differing,
})
const preview = async (rule: ClockRule, account = 'county.director') =>
  (await as(account)).call(previewClockRule, { body: rule })

describe('POST /api/clocks/rules/preview', () => {
  it.each([
    [30, 1],
    [20, 2],
    [15, 3],
    [5, 6],
    [60, 0],
  ])('with %i minutes to accept finds %i of six cases late, one of which was', async (minutes, late) => {
    const { body } = await preview(limitOf(minutes))

    expect(body).toMatchObject({ considered: 6, late, wasLate: 1, isWhole: true, to: '2026-11-23' })
    expect(body.examples).toHaveLength(Math.max(0, late - 1))
  })

  it('counts for an administrator, who reads no cases, and names them none', async () => {
    const { body } = await preview(limitOf(15), 'county.admin')

    expect(body).toMatchObject({ considered: 6, late: 3, examples: [] })
  })

  it('leaves alone what the rule would not time', async () => {
    const elsewhere = await preview(limitOf(1, { categoryPrefix: 'E03' }))
    const otherLevel = await preview(limitOf(1, { level: 'red' }))

    expect([elsewhere.body.considered, otherLevel.body.considered]).toEqual([0, 0])
  })

  it('changes nothing', async () => {
    const count = () => running.database.pool.query('select count(*)::int as n from clock_rules')
    const before = await count()

    await preview(limitOf(1))

    expect((await count()).rows).toEqual(before.rows)
  })

  it('refuses a category that nothing lies under, a malformed rule and the wrong person', async () => {
    const unknown = await preview(limitOf(1, { categoryPrefix: 'E77' }))
    const malformed = await preview(limitOf(-1))
    const wrong = await (await as('t1.duty')).call(previewClockRule, { body: limitOf(1) })

    expect([unknown.code, malformed.code, wrong.code]).toEqual([
      'clock.unknownCategory',
      'request.malformed',
      'permission.missing',
    ])
  })
})

const foreseenBy = async (account: string, area?: string) =>
  (await as(account)).call(foreseeToday, { query: area === undefined ? {} : { area } })

describe('GET /api/forecast/today', () => {
  it('tells which open cases will be late today, and why', async () => {
    const slow = await yellow('reported')
    clock.moveOnS(16 * 60)
    const fresh = await yellow('reported')

    const { body } = await foreseenBy('t1.duty')
    const reasons = new Map(body.items.map(({ case: current, reason }) => [current.id, reason]))
    const item = body.items.find(one => one.case.id === slow.id)

    expect(reasons.get(slow.id)).toBe('slowerThanUsual')
    expect(reasons.has(fresh.id)).toBe(false)
    expect(item).toMatchObject({ leftMs: 14 * 60_000, usualMs: 15 * 60_000 })
    expect(item?.why).toBe('受理立案今天 09:30 到期，还剩 14 分，已用 16 分，超过通常的 15 分。')
    expect(body.until).toBe('2026-11-24T16:00:00.000Z')
  })

  it('tells of what is due today where nothing comparable is known', async () => {
    const signed = await yellow('assigned')

    const { body } = await foreseenBy('t1.duty')

    expect(body.items.find(one => one.case.id === signed.id)).toMatchObject({
      reason: 'dueToday',
      usualMs: null,
    })
  })

  it('shows nobody what they may not see, and refuses strangers and places that are none', async () => {
    const elsewhere = await foreseenBy('t2.duty')
    const strange = await running.stranger.call(foreseeToday, { query: {} })
    const nowhere = await foreseenBy('t1.duty', '12')

    expect(elsewhere.body.items).toEqual([])
    expect([strange.code, nowhere.code]).toEqual(['session.none', 'request.malformed'])
  })
})
