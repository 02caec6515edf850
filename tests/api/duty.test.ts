import {
  addStints,
  endStint,
  listDutyPeople,
  listOnDuty,
  listStints,
  mostStints,
  type NewStint,
} from '@shuniu/shared/duty'
import { instant, toMs } from '@shuniu/shared/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { accountId, unitIds } from '../builders/staff.ts'

const hourMs = 3_600_000
const clock = testClock()
let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const inHours = (hours: number) => instant(toMs(clock.now()) + hours * hourMs)
const dayOf = (hours: number) => new Date(toMs(inHours(hours)) + 8 * hourMs).toISOString().slice(0, 10)
const aStint = (differing: Partial<NewStint> = {}): NewStint => ({
  post: 'officer',
  name: '李安',
  from: inHours(0),
  to: inHours(12),
  ...differing,
})
let named = 0
const someone = () => `值班${(named += 1)}`
const enter = async (
  account: string,
  stints: readonly NewStint[],
  { unitId = unitIds.township(1), id = v7() } = {},
) => (await as(account)).call(addStints, { body: { id, unitId, stints: [...stints] } })
const roster = async (account: string, unitId: string, days: { from: string; to: string }) =>
  (await as(account)).call(listStints, { query: { unitId, ...days } })

it('enters a roster once however often it is sent, and tells who is on duty, holes and overlaps', async () => {
  const id = v7()
  const stints = [
    aStint({ accountId: accountId('t1.duty'), name: '测试 t1.duty', phone: '0558-8622110' }),
    aStint({ name: '周宁', from: inHours(10), to: inHours(24) }),
  ]
  const first = await enter('t1.dispatcher', stints, { id })
  const again = await enter('t1.dispatcher', stints, { id })
  const other = await enter('t1.dispatcher', [stints[0] ?? aStint()], { id })

  expect([first.status, again.status, other.code]).toEqual([201, 200, 'command.idTaken'])
  expect(again.body).toEqual(first.body)

  const { body } = await roster('county.duty', unitIds.township(1), { from: dayOf(0), to: dayOf(24) })
  expect(body.items.map(({ name }) => name)).toEqual(['测试 t1.duty', '周宁'])
  expect(body.posts).toEqual(['leader', 'officer'])
  expect(body.holes.filter(({ post }) => post === 'officer')).toEqual([
    expect.objectContaining({ from: inHours(24) }),
  ])
  expect(body.overlaps).toMatchObject([{ post: 'officer', from: inHours(10), to: inHours(12) }])

  const present = await (await as('t1.duty')).call(listOnDuty)
  expect(present.body.items.map(({ unitId }) => unitId).slice(0, 2)).toEqual([
    unitIds.county,
    unitIds.township(1),
  ])
  expect(present.body.items[1]?.stints).toMatchObject([{ name: '测试 t1.duty', phone: '0558-8622110' }])
  expect(present.body.items[0]?.stints).toEqual([])
})

it('tells a wall who is on duty, and no number', async () => {
  await enter('t1.dispatcher', [aStint({ name: someone(), post: 'leader', phone: '13900001111' })])

  const [present, listed] = await Promise.all([
    (await as('county.wall')).call(listOnDuty),
    roster('county.wall', unitIds.township(1), { from: dayOf(0), to: dayOf(24) }),
  ])

  expect(
    present.body.items.find(({ unitId }) => unitId === unitIds.township(1))?.stints.length,
  ).toBeGreaterThan(0)
  expect(JSON.stringify([present.body, listed.body])).not.toMatch(/13900001111|8622110/)
})

it.each([
  ['one that ends before it begins', { from: inHours(3), to: inHours(1) }, 'duty.spanOrder'],
  ['one of four days', { to: inHours(96) }, 'duty.spanTooLong'],
  ['one of last week', { from: inHours(-170), to: inHours(-160) }, 'duty.past'],
  ['one of the year after next', { from: inHours(24 * 401), to: inHours(24 * 401 + 8) }, 'duty.tooFarAhead'],
  ['a day that is none', { from: '2026-11-31T20:00:00.000Z' }, 'calendar.noSuchDay'],
  ['somebody of another unit', { accountId: accountId('t2.duty') }, 'duty.unknownPerson'],
])('refuses %s, and enters nothing of what came with it', async (_, wrong, code) => {
  const name = someone()
  const right = aStint({ name, from: inHours(200), to: inHours(208) })

  const answer = await enter('t1.dispatcher', [right, aStint({ name: someone(), ...wrong })])

  expect(answer.code).toBe(code)
  const { body } = await roster('t1.dispatcher', unitIds.township(1), { from: dayOf(196), to: dayOf(220) })
  expect(body.items.filter(one => one.name === name)).toEqual([])
})

it('keeps one person from being on duty twice at once, of two who enter it in one moment as well', async () => {
  const name = someone()
  const both = await Promise.all([
    enter('t1.dispatcher', [aStint({ name, from: inHours(300), to: inHours(312) })]),
    enter('t1.director', [aStint({ name: ` ${name}`, from: inHours(311), to: inHours(320) })]),
  ])

  expect(both.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'duty.sameTwice'])
})

it('is written by the desk of the place, by the county and by the unit itself, and by nobody else', async () => {
  const own = await enter('police', [aStint({ name: someone() })], { unitId: unitIds.police })
  const county = await enter('county.dispatcher', [aStint({ name: someone() })], {
    unitId: unitIds.township(2),
  })
  const neighbour = await enter('t1.dispatcher', [aStint({ name: someone() })], {
    unitId: unitIds.township(2),
  })
  const above = await enter('t1.dispatcher', [aStint({ name: someone() })], { unitId: unitIds.county })
  const unit = await enter('police', [aStint({ name: someone() })], { unitId: unitIds.civil })
  const duty = await enter('t1.duty', [aStint({ name: someone() })])

  expect([own.status, county.status]).toEqual([201, 201])
  expect([neighbour.code, above.code, unit.code, duty.code]).toEqual([
    'duty.noUnit',
    'duty.notYours',
    'duty.notYours',
    'permission.missing',
  ])
})

it('takes off what is to come, ends what runs, and leaves what is over', async () => {
  const [running_, coming] = [someone(), someone()]
  const { body } = await enter('t1.dispatcher', [
    aStint({ name: running_ }),
    aStint({ name: coming, from: inHours(30), to: inHours(40) }),
  ])
  clock.moveOnS(3_600)
  as = peopleOf(running)
  const by = await as('t1.dispatcher')
  const idOf = (name: string) => body.items.find(one => one.name === name)?.id ?? ''

  const ended = await by.call(endStint, { params: { id: idOf(running_) } })
  const removed = await by.call(endStint, { params: { id: idOf(coming) } })
  const again = await by.call(endStint, { params: { id: idOf(coming) } })
  const over = await by.call(endStint, { params: { id: idOf(running_) } })
  const foreign = await (await as('t2.dispatcher')).call(endStint, { params: { id: idOf(coming) } })

  expect([ended.status, removed.status, again.status]).toEqual([200, 200, 200])
  expect([over.code, foreign.code]).toEqual(['duty.past', 'duty.unknownStint'])
  const listed = await roster('t1.dispatcher', unitIds.township(1), { from: dayOf(-24), to: dayOf(48) })
  expect(listed.body.items.find(({ name }) => name === running_)?.to).toBe(clock.now())
  expect(listed.body.items.some(({ name }) => name === coming)).toBe(false)
})

it('lists who may be put on a roster to whoever writes it', async () => {
  const people = await (
    await as('t1.dispatcher')
  ).call(listDutyPeople, { query: { unitId: unitIds.township(1) } })
  const closed = await (await as('police')).call(listDutyPeople, { query: { unitId: unitIds.township(1) } })
  const unknown = await (
    await as('t1.dispatcher')
  ).call(listDutyPeople, { query: { unitId: unitIds.township(2) } })

  expect(people.body.items.map(one => one.accountId)).toContain(accountId('t1.duty'))
  expect(people.body.items.map(one => one.accountId)).not.toContain(accountId('t1.wall'))
  expect([closed.code, unknown.code]).toEqual(['duty.notYours', 'duty.noUnit'])
})

it('refuses to end a stint, and to name people for it, by whoever does not write the roster', async () => {
  const { body } = await enter('t1.dispatcher', [
    aStint({ name: someone(), from: inHours(50), to: inHours(60) }),
  ])
  const [civil, other] = [await as('civil'), await as('t2.dispatcher')]
  const params = { id: body.items[0]?.id ?? '' }

  expect((await civil.call(endStint, { params })).code).toBe('duty.notYours')
  expect((await other.call(endStint, { params })).code).toBe('duty.unknownStint')
  expect((await civil.call(listDutyPeople, { query: { unitId: unitIds.police } })).code).toBe('duty.notYours')
})

it('tells who is on duty to nobody who has not signed in: refused', async () => {
  const answer = await fetch(`${(await as('t1.duty')).url}/api${listOnDuty.path}`)

  expect(answer.status).toBe(401)
})

it('reads a roster of 62 days at most, of real days in their order', async () => {
  const asked = async (from: string, to: string) =>
    (await roster('t1.duty', unitIds.township(1), { from, to })).code
  expect(await asked('2026-03-31', '2026-03-01')).toBe('duty.spanOrder')
  expect(await asked('2026-03-01', '2026-05-15')).toBe('duty.spanTooLong')
  expect(await asked('2026-02-30', '2026-03-02')).toBe('calendar.noSuchDay')
  expect(await asked('0001-01-01', '0001-01-02')).toBe('calendar.noSuchDay')
  expect((await roster('t1.duty', unitIds.township(2), { from: dayOf(0), to: dayOf(0) })).code).toBe(
    'duty.noUnit',
  )
})

it('holds so many stints and no more', { timeout: 60_000 }, async () => {
  const many = (nth: number) =>
    Array.from({ length: 200 }, (_, i) =>
      aStint({ name: `值守${nth}-${i}`, from: inHours(1_000), to: inHours(1_001) }),
    )
  for (let nth = 0; nth < mostStints / 200; nth += 1)
    expect((await enter('t2.dispatcher', many(nth), { unitId: unitIds.township(2) })).status).toBe(201)

  const more = await enter('t2.dispatcher', many(99), { unitId: unitIds.township(2) })

  expect(more.code).toBe('duty.rosterFull')
})
