import { addClockRule, endClockRule, listClockRules, type ClockRule } from '@shuniu/shared/clocks'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { aReport, reported } from '../builders/report.ts'
import { broughtTo } from '../builders/course.ts'
import { peopleOf } from '../builders/people.ts'

const clock = testClock()
let running: RunningApp
let admin: Browser
let duty: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  admin = await running.signIn('county.admin')
  duty = await running.signIn('t1.duty')
})
afterAll(() => running.drop())

const aRule = (differing: Partial<ClockRule> = {}): ClockRule => ({
  stage: 'acceptance',
  level: 'yellow',
  amount: 20,
  unit: 'min',
  effectiveFrom: '2026-11-25',
  ...differing,
})
const added = (rule: ClockRule, by = admin, id = v7()) => by.call(addClockRule, { body: { id, ...rule } })
const ended = (id: number, lastDay: string, by = admin) =>
  by.call(endClockRule, { params: { id }, body: { lastDay } })
const rulesOn = async (on: string) =>
  (await duty.call(listClockRules, { query: { stage: 'acceptance', on } })).body.items.filter(
    ({ rule }) => rule.level === 'yellow',
  )

describe('GET /api/clocks/rules', () => {
  it('shows every limit with what all clocks share', async () => {
    const { body } = await duty.call(listClockRules, { query: {} })

    expect(body.items.length).toBeGreaterThan(50)
    expect(body.items.every(({ state, madeBy }) => state === 'inForce' && madeBy === null)).toBe(true)
    expect(body.steps.map(({ percent, card }) => [percent, card])).toEqual([
      [70, undefined],
      [100, 'yellow'],
      [150, 'orange'],
      [200, 'red'],
    ])
  })

  it('is refused to a stranger, and for a day that does not exist', async () => {
    const strange = await running.stranger.call(listClockRules, { query: {} })
    const unreal = await duty.call(listClockRules, { query: { on: '2026-02-30' } })

    expect([strange.code, unreal.code]).toEqual(['session.none', 'clock.notADay'])
  })
})

describe('POST /api/clocks/rules', () => {
  it('adds a limit that times clocks from its day on, and leaves what held before as it was', async () => {
    const answer = await added(aRule({ categoryPrefix: '0201' }))
    const today = await reported(await running.signIn('t1v1g1'), aReport({ level: 'yellow' }))
    clock.setTo('2026-11-25T02:00:00.000Z')
    const tomorrow = await broughtTo('reported', peopleOf(running), aReport({ level: 'yellow' }))
    clock.setTo('2026-11-24T02:00:00.000Z')
    const { rows } = await running.database.pool.query(
      `select (rule->>'amount')::float8 as amount from case_clocks where case_id = $1 and stage = 'acceptance'`,
      [today.caseId],
    )

    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ state: 'toCome', madeBy: '测试 county.admin' })
    expect(rows).toEqual([{ amount: 30 }])
    expect(tomorrow.dueAt).toBe('2026-11-25T02:20:00.000Z')
    expect((await rulesOn('2026-11-24')).map(({ rule }) => rule.amount)).toEqual([30])
  })

  it.each([
    ['clock.pastRule', { effectiveFrom: '2026-11-24' }, 409],
    ['clock.notADay', { effectiveFrom: '2027-02-30' }, 400],
    ['clock.endsBeforeItBegins', { effectiveFrom: '2026-12-10', effectiveTo: '2026-12-09' }, 400],
    ['clock.unknownCategory', { categoryPrefix: 'E77' }, 400],
    ['clock.shortBound', { amount: 3, unit: 'h', maxAmount: 60, maxUnit: 'min' }, 400],
    ['request.malformed', { amount: 0 }, 400],
  ] as const)('refuses with %s', async (code, differing, status) => {
    const answer = await added(aRule({ effectiveFrom: '2026-12-01', ...differing }))

    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('makes one rule of one command, however often it is sent', async () => {
    const id = v7()
    const rule = aRule({ effectiveFrom: '2026-12-08' })

    const answers = await Promise.all([added(rule, admin, id), added(rule, admin, id)])
    const other = await added({ ...rule, amount: 21 }, admin, id)
    const another = await added(rule, await running.signIn('county.director'), id)

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
    expect(answers[0].body).toEqual(answers[1].body)
    expect([other.code, another.code]).toEqual(['command.idTaken', 'command.idTaken'])
  })

  it('refuses a second rule that says the same from the same day, and shows the first', async () => {
    const rule = aRule({ effectiveFrom: '2026-12-05', categoryPrefix: 'E03' })
    await added(rule)

    const answer = await added({ ...rule, amount: 45 })

    expect([answer.status, answer.code]).toEqual([409, 'clock.overlap'])
    expect(answer.body).toMatchObject({ detail: { with: rule } })
  })

  it('refuses whoever may not manage the clocks', async () => {
    expect((await added(aRule(), duty)).code).toBe('permission.missing')
  })
})

describe('POST /api/clocks/rules/:id/end', () => {
  it('gives a rule its last day, and one to come none at all', async () => {
    const made = await added(aRule({ effectiveFrom: '2027-01-01', level: 'red', amount: 4 }))

    const answer = await ended(made.body.id, '2026-11-24')
    const again = await ended(made.body.id, '2026-11-24')

    expect(answer.body).toMatchObject({ state: 'past', endedBy: '测试 county.admin' })
    expect(again.body).toEqual(answer.body)
  })

  it('refuses to leave a level and stage without any limit, and says which from when', async () => {
    const [only] = (await duty.call(listClockRules, { query: { stage: 'signing', on: '2026-11-24' } })).body
      .items

    const answer = await ended(only?.id ?? 0, '2026-12-31')

    expect([answer.status, answer.code]).toEqual([409, 'clock.hole'])
    expect(answer.body).toMatchObject({
      detail: { holes: [{ stage: 'signing', level: only?.rule.level, from: '2027-01-01' }] },
    })
  })

  it('refuses a day that is over or does not exist, an unknown rule, and the wrong person', async () => {
    const [known] = await rulesOn('2026-11-24')
    const id = known?.id ?? 0
    const codes = [
      await ended(id, '2026-11-23'),
      await ended(id, '2026-11-31'),
      await ended(999_999, '2026-12-31'),
      await ended(id, '2026-12-31', duty),
    ].map(({ code }) => code)

    expect(codes).toEqual(['clock.pastRule', 'clock.notADay', 'clock.unknownRule', 'permission.missing'])
  })
})
