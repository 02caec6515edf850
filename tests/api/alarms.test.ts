import { alarmWords, answerAlarm, leafCategories, listAlarms, seeCase } from '@shuniu/shared/cases'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { townshipCode } from '../builders/county.ts'
import { aMove, moved, seen, takenOn } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { accountId } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const alarmsOf = async (account: string) => (await (await as(account)).call(listAlarms)).body
const alarmOn = async (account: string, id: string) =>
  (await alarmsOf(account)).items.find(one => one.id === id)
const answered = async (account: string, id: string) =>
  (await as(account)).call(answerAlarm, { params: { id } })
const aCase = async (differing: Parameters<typeof aReport>[0] = {}) =>
  (await reported(await as('t1v1g1'), aReport(differing))).caseId

it('a red case calls the county and its own township at once, and no other township', async () => {
  const id = await aCase({ level: 'red', text: '老街燃气泄漏，请速来' })

  const [county, own, other] = await Promise.all(
    ['county.duty', 't1.duty', 't2.duty'].map(account => alarmOn(account, id)),
  )

  expect(county).toMatchObject({
    level: 'red',
    status: 'reported',
    text: '老街燃气泄漏，请速来',
    alarm: { since: clock.now(), answeredAt: null, answeredById: null },
    answeredByName: null,
  })
  expect(own).toEqual(county)
  expect(other).toBeUndefined()
})

it('the gravest is told first, of these the oldest, and how many there are', async () => {
  const orange = await aCase({ level: 'orange' })
  clock.moveOnS(1)
  const red = await aCase({ level: 'red' })
  await aCase({ level: 'yellow' })

  const { items, total } = await alarmsOf('t1.duty')

  const ids = items.map(one => one.id)
  expect(ids.indexOf(red)).toBeLessThan(ids.indexOf(orange))
  expect(items.every(one => one.level === 'red' || one.level === 'orange')).toBe(true)
  expect(total).toBe(items.length)
})

it('an answer is told to every desk by name, is on the timeline, and stands after the server begins anew', async () => {
  const id = await aCase({ level: 'red' })
  clock.moveOnS(20)

  const first = await answered('t1.duty', id)
  const again = await answered('t1.duty', id)
  const told = await alarmOn('county.duty', id)
  const { body } = await (await as('county.duty')).call(seeCase, { params: { id } })

  const alarm = { since: expect.any(String), answeredAt: clock.now(), answeredById: accountId('t1.duty') }
  expect(first.body).toEqual({ version: 2, alarm, answeredByName: '测试 t1.duty' })
  expect(again.body).toEqual(first.body)
  expect(told).toMatchObject({ version: 2, alarm, answeredByName: '测试 t1.duty' })
  expect(body.timeline.at(-1)).toMatchObject({
    move: 'answerAlarm',
    actorName: '测试 t1.duty',
    version: 2,
    filled: {},
  })

  await running.stop()
  running = await startApp({ clock, database: running.database })
  as = peopleOf(running)
  expect(await alarmOn('county.duty', id)).toEqual(told)
})

it('nobody’s form is stale because somebody answered', async () => {
  const id = await aCase({ level: 'red' })
  const before = await seen(await as('county.duty'), id)
  await answered('t1.duty', id)

  const accepted = await moved(await as('county.duty'), before, aMove('accept', before, { level: 'red' }))

  expect(accepted).toMatchObject({ status: 'accepted', version: 3 })
  expect(accepted).not.toHaveProperty('alarm')
  expect(await alarmOn('county.duty', id)).toBeUndefined()
})

it('a blue case that is raised calls like a new one, an answered orange anew, a lowered one no more', async () => {
  const id = await aCase({ level: 'blue' })
  expect(await alarmOn('county.duty', id)).toBeUndefined()
  const change = async (level: 'red' | 'orange' | 'yellow') => {
    clock.moveOnS(30)
    const by = await as('county.director')
    const current = await seen(by, id)
    await moved(by, current, aMove('changeLevel', current, { level }))
    return alarmOn('county.duty', id)
  }

  const orange = await change('orange')
  await answered('county.duty', id)
  const red = await change('red')
  const lowered = await change('yellow')

  expect(orange?.alarm.answeredAt).toBeNull()
  expect(red?.alarm).toEqual({ since: red?.alarm.since, answeredAt: null, answeredById: null })
  expect(Date.parse(red?.alarm.since ?? '') - Date.parse(orange?.alarm.since ?? '')).toBe(30_000)
  expect(lowered).toBeUndefined()
})

it('of two who answer in the same moment one sees to it, the other is refused and told by whom', async () => {
  for (let n = 0; n < 5; n += 1) {
    const id = await aCase({ level: 'red' })
    const answers = await Promise.all(['county.duty', 't1.duty'].map(account => answered(account, id)))

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const [won, lost] = answers.sort((a, b) => a.status - b.status)
    expect(lost).toMatchObject({
      code: 'alarm.answered',
      body: { detail: { byName: won?.body.answeredByName, at: clock.now() } },
    })
  }
})

it('an answer that came to nothing may be given again by another, after half of the limit', async () => {
  const id = await aCase({ level: 'red' })
  await answered('county.duty', id)
  clock.moveOnS(149)
  const early = await answered('t1.duty', id)
  clock.moveOnS(1)

  const late = await answered('t1.duty', id)

  expect([early.code, late.status]).toEqual(['alarm.answered', 200])
  expect(await alarmOn('county.duty', id)).toMatchObject({ answeredByName: '测试 t1.duty' })
})

it('three hundred alarms are told by one query', { timeout: 60_000 }, async () => {
  const by = await as('t1v1g1')
  for (let n = 0; n < 10; n += 1)
    await Promise.all(Array.from({ length: 30 }, () => reported(by, aReport({ level: 'orange' }))))
  const { pool } = running.database
  const asked: string[] = []
  const query = pool.query.bind(pool)
  const spied = (...args: Parameters<typeof query>) => {
    asked.push(JSON.stringify(args[0]))
    return query(...args)
  }
  Object.assign(pool, { query: spied })
  const { items, total } = await alarmsOf('t1.duty')
  Object.assign(pool, { query })

  expect(items).toHaveLength(100)
  expect(total).toBeGreaterThanOrEqual(300)
  expect(asked.filter(text => text.includes('answerAlarm'))).toHaveLength(1)
})

it('the words of an alarm hide its reporter from whoever does not handle the case', async () => {
  const reporter = { name: '王小明', phone: '13800138000' }
  const text = '王小明（13800138000）说有人打架'
  const id = (await reported(await as('t1.duty'), aReport({ level: 'red', reporter, text }))).caseId

  expect((await alarmOn('t1.dispatcher', id))?.text).toBe('王*（138****8000）说有人打架')
})

it('the words of an alarm hide a number that they break off in', async () => {
  const reporter = { name: '王小明', phone: '13800138000' }
  const before = '水'.repeat(alarmWords - 6)
  const id = (
    await reported(
      await as('t1.duty'),
      aReport({ level: 'red', reporter, text: `${before}${reporter.phone}，请速来` }),
    )
  ).caseId

  expect((await alarmOn('t1.dispatcher', id))?.text).toBe(`${before}138***…`)
})

it('at a wall a red case calls by its kind and place alone, and a sensitive one not at all', async () => {
  const sensitiveCode = leafCategories.find(({ sensitive }) => sensitive)?.code ?? ''
  const id = await aCase({ level: 'red', text: '三单元有人受伤', placeText: '三单元 501' })
  const hidden = await aCase({ level: 'red', categoryCode: sensitiveCode })
  await answered('county.duty', id)

  const shown = await alarmOn('county.wall', id)

  expect(shown).toMatchObject({ text: null, placeText: null, answeredByName: null })
  expect(shown?.alarm).toMatchObject({ answeredAt: clock.now(), answeredById: null })
  expect(await alarmOn('county.wall', hidden)).toBeUndefined()
  expect(await alarmOn('t1.duty', hidden)).toMatchObject({ sensitive: true })
})

it('refused: an alarm of another township, of a case that calls no more, by who may not accept, of none', async () => {
  const id = await aCase({ level: 'red' })
  const calm = await aCase({ level: 'blue' })
  const foreign = (await reported(await as('t2.duty'), aReportIn(townshipCode(2), { level: 'red' }))).caseId

  const told = await Promise.all([
    answered('t2.duty', id),
    answered('t1.duty', foreign),
    answered('t1.duty', calm),
    answered('t1v1g1', id),
    answered('t1.duty', accountId('t1.duty')),
  ])

  expect(told.map(({ status, code }) => [status, code])).toEqual([
    [404, 'case.unknown'],
    [404, 'case.unknown'],
    [409, 'alarm.over'],
    [403, 'permission.missing'],
    [404, 'case.unknown'],
  ])
})

it('refused: what was handed up to the county is not the township’s to answer', async () => {
  const id = await aCase({ level: 'red' })
  await takenOn(
    as,
    await seen(await as('t1.duty'), id),
    ['t1.duty', 'accept', { level: 'red', tier: 'township' }],
    ['t1.dispatcher', 'assign'],
    ['t1.force', 'sign'],
    ['t1.force', 'start'],
    ['t1.director', 'escalate'],
  )

  expect(await alarmOn('t1.duty', id)).toBeUndefined()
  expect((await alarmOn('county.duty', id))?.status).toBe('escalated')
  expect((await answered('t1.duty', id)).code).toBe('alarm.notYours')
})

it('refused: nobody who is not signed in is told of alarms; who may not accept is told of none', async () => {
  await aCase({ level: 'red' })

  expect((await running.stranger.call(listAlarms)).status).toBe(401)
  expect(await alarmsOf('t1v1g1')).toEqual({ items: [], total: 0 })
})
