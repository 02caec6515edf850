import {
  giveHandOver,
  listDutyActs,
  listHandOvers,
  mostWaiting,
  seeHandOver,
  seeOwnWatch,
  takeHandOver,
  tellPresence,
  presenceLeaseS,
} from '@shuniu/shared/duty'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { villageCode } from '../builders/county.ts'
import { aMove, moved, seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { accountId, unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const aCase = async (level?: 'red') => {
  const { caseId } = await reported(await as('t1.duty'), aReport())
  if (level) {
    const by = await as('t1.director')
    const at = await seen(by, caseId)
    await moved(by, at, aMove('changeLevel', at, { level }))
  }
  return caseId
}
const give = async (
  account: string,
  words: { notes?: string; remarks?: { caseId: string; text: string }[]; id?: string } = {},
) => {
  const { notes = '', remarks = [], id = v7() } = words
  return (await as(account)).call(giveHandOver, { body: { id, notes, remarks } })
}
const take = async (account: string, id: string) => (await as(account)).call(takeHandOver, { params: { id } })

it('hands a watch over by two signatures, with its open cases and a word on those that need one', async () => {
  const [plain, red] = [await aCase(), await aCase('red')]
  const id = v7()
  const words = { id, notes: '变电站来电未回', remarks: [{ caseId: plain, text: '家属 22 点回电' }] }

  const first = await give('t1.duty', words)
  const again = await give('t1.duty', words)
  expect([first.status, again.status]).toEqual([201, 200])
  expect(again.body).toEqual(first.body)
  expect((await give('t1.duty', { ...words, notes: '别的' })).code).toBe('command.idTaken')
  expect(first.body).toMatchObject({
    notes: '变电站来电未回',
    takenBy: null,
    counts: { open: 2, unaccepted: 2 },
  })
  expect(first.body.cases.map(({ caseId, remark }) => [caseId, remark])).toEqual([
    [plain, '家属 22 点回电'],
    [red, null],
  ])

  const before = await (await as('t1.dispatcher')).call(seeOwnWatch)
  expect(before.body.waiting.map(one => one.id)).toEqual([id])
  expect((await take('t1.duty', id)).code).toBe('duty.ownHandOver')
  const taken = await take('t1.dispatcher', id)
  expect(taken.body.takenAt).toBe(clock.now())
  expect((await take('t1.dispatcher', id)).body).toEqual(taken.body)
  expect((await take('t1.director', id)).code).toBe('duty.takenAlready')

  const after = await (await as('t1.dispatcher')).call(seeOwnWatch)
  expect(after.body).toMatchObject({ unitId: unitIds.township(1), waiting: [], last: { id } })
})

it('of two who take one over in the same moment one has it', async () => {
  const { body } = await give('t1.duty')

  const both = await Promise.all([take('t1.dispatcher', body.id), take('t1.director', body.id)])

  expect(both.map(({ status, code }) => code ?? status).sort()).toEqual([200, 'duty.takenAlready'])
})

it('tells as they are now the cases that were handed over, and refuses whoever is of another centre', async () => {
  const caseId = await aCase('red')
  const { body } = await give('t1.duty')
  const by = await as('t1.dispatcher')
  const at = await seen(by, caseId)
  await moved(by, at, aMove('accept', at))

  const shown = await by.call(seeHandOver, { params: { id: body.id } })
  expect(shown.body.cases.find(one => one.caseId === caseId)).toMatchObject({
    status: 'reported',
    statusNow: 'accepted',
  })
  expect((await (await as('t2.duty')).call(seeHandOver, { params: { id: body.id } })).code).toBe(
    'duty.unknownHandOver',
  )
  expect((await take('t2.duty', body.id)).code).toBe('duty.unknownHandOver')
  expect((await (await as('t2.duty')).call(listHandOvers, { query: {} })).body.items).toEqual([])
  await take('t1.director', body.id)
})

it('refuses a word on a case of another place, and a hand-over where too many wait', async () => {
  const foreign = (await reported(await as('t2.duty'), aReportIn(villageCode(2, 1)))).caseId
  expect((await give('t1.duty', { remarks: [{ caseId: foreign, text: '看' }] })).code).toBe('duty.unseenCase')

  // The county's watch may leave a word on what is a township's to do.
  const word = [{ caseId: foreign, text: '请回电' }]
  const county = await give('county.duty', { remarks: word })
  expect(county.body.cases[0]).toMatchObject({ caseId: foreign, remark: '请回电' })
  await take('county.dispatcher', county.body.id)

  const given: string[] = []
  for (let nth = 0; nth < mostWaiting; nth += 1) given.push((await give('t1.duty')).body.id)
  expect((await give('t1.duty')).code).toBe('duty.tooManyWaiting')
  for (const id of given) await take('t1.director', id)
  const { body } = await (await as('t1.duty')).call(listHandOvers, { query: {} })
  expect(body.items.slice(0, mostWaiting).map(({ id }) => id)).toEqual([...given].reverse())
})

it('writes the log of a watch out of the record, the newest first, page by page, one’s own alone where so asked', async () => {
  const caseId = await aCase()
  const by = await as('t1.dispatcher')
  clock.moveOnS(1)
  const at = await seen(by, caseId)
  await moved(by, at, aMove('accept', at))

  const mine = await by.call(listDutyActs, { query: { mine: 'true', limit: 1 } })
  expect(mine.body.items).toMatchObject([
    { caseId, move: 'accept', to: 'accepted', actorName: '测试 t1.dispatcher' },
  ])
  const whole = await by.call(listDutyActs, { query: { limit: 1 } })
  const next = await by.call(listDutyActs, { query: { limit: 100, cursor: whole.body.next ?? '' } })
  expect(whole.body.items[0]?.id).toBe(mine.body.items[0]?.id)
  expect(next.body.items.map(({ id }) => id)).not.toContain(mine.body.items[0]?.id)
  expect(next.body.items[0]).toMatchObject({ caseId, move: 'report' })
  const times = next.body.items.map(one => one.at)
  expect(times).toEqual([...times].sort().reverse())
  const yet = await by.call(listDutyActs, { query: { from: clock.now(), to: clock.now() } })
  expect(yet.body).toEqual({ items: [], next: null })
})

it('refuses a watch, its log and who is where to those who keep none', async () => {
  const by = await as('county.wall')

  expect((await by.call(seeOwnWatch)).code).toBe('permission.missing')
  expect((await by.call(listDutyActs, { query: {} })).code).toBe('permission.missing')
  expect((await by.call(listHandOvers, { query: {} })).code).toBe('permission.missing')
  const telling = by.call(tellPresence, { body: { caseId: null, isActing: false } })
  expect((await telling).code).toBe('permission.missing')
})

it('tells who has which case open, for two minutes after they last said so, and nobody of what is not theirs', async () => {
  const caseId = await aCase()
  const tell = async (account: string, body: { caseId: string | null; isActing: boolean; leftId?: string }) =>
    (await (await as(account)).call(tellPresence, { body })).body.items
  await tell('t1.duty', { caseId, isActing: true })

  expect(await tell('t1.dispatcher', { caseId, isActing: false })).toMatchObject([
    { caseId, accountId: accountId('t1.duty'), name: '测试 t1.duty', isActing: true },
  ])
  expect(await tell('t2.duty', { caseId, isActing: true })).toEqual([])
  expect(await tell('t1.duty', { caseId, isActing: true })).toMatchObject([{ name: '测试 t1.dispatcher' }])
  expect(await tell('t1.dispatcher', { caseId: null, isActing: false, leftId: caseId })).toHaveLength(1)
  expect(await tell('t1.duty', { caseId, isActing: true })).toEqual([])

  clock.moveOnS(presenceLeaseS + 1)
  expect(await tell('t1.dispatcher', { caseId: null, isActing: false })).toEqual([])
})
