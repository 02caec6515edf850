import { listCases, seeCase, type CaseFilter } from '@shuniu/shared/cases'
import { listNotifications } from '@shuniu/shared/notifications'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode } from '../builders/county.ts'
import { aMove, moved, seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { accountId } from '../builders/staff.ts'

const phone = '13712345678'
const reporter = { name: '欧阳小二', phone }
const words = { text: '欧阳小二来访，电话137-1234-5678，称渠水外溢', placeText: '枫林渡口东侧' }

let running: RunningApp
let as: People
/** What a resident reported; what was merged into a sensitive case, and that one. */
const made = { plain: '', repeat: '', sensitive: '', number: '', sensitiveNumber: '' }

beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  as = peopleOf(running)
  const duty = await as('t1.duty')
  const visit = aReportIn(gridCode(1, 1, 1), { sourceCode: '03', reporter, ...words })
  const plain = await reported(duty, visit)
  const sensitive = await reported(await as('t1v1g1'), aReport({ categoryCode: 'E0205' }))
  const repeat = await reported(await as('t1v1g1'), aReport())
  const fresh = await seen(duty, repeat.caseId)
  await moved(duty, fresh, aMove('merge', fresh, { masterId: sensitive.caseId }))
  Object.assign(made, {
    plain: plain.caseId,
    number: plain.caseNumber,
    repeat: repeat.caseId,
    sensitive: sensitive.caseId,
    sensitiveNumber: sensitive.caseNumber,
  })
})
afterAll(() => running.drop())

const detail = async (account: string, id: string) =>
  (await (await as(account)).call(seeCase, { params: { id } })).body
const listed = async (account: string, query: CaseFilter) =>
  (await (await as(account)).call(listCases, { query: { limit: 200, ...query } })).body
const watchers = ['t1.leader', 'county.leader', 'county.supervisor', 't1v1.officer', 't1v1g1', 'county.duty']
const strangersToTheSensitive = ['t1.leader', 'county.leader', 'county.supervisor', 'county.wall', 't1.wall']

describe('what a wall is not shown', () => {
  it.each(['137-1234', words.placeText, '渠水', '欧阳小二'])('is found on it by no word: %s', async q => {
    expect((await listed('t1.duty', { q })).total).toBe(1)
    for (const wall of ['county.wall', 't1.wall']) expect((await listed(wall, { q })).total).toBe(0)
  })

  it('is who reported a case, who works on it and who did what', async () => {
    const [shown] = (await listed('t1.wall', { q: made.number })).items
    const { case: current, timeline } = await detail('t1.wall', made.plain)

    for (const one of [shown, current]) {
      expect(one).toMatchObject({ reporterId: null, handlerIds: [], handledBy: [] })
    }
    expect(timeline.length).toBeGreaterThan(0)
    expect(timeline.map(({ actorId, actorName }) => [actorId, actorName])).toEqual(
      timeline.map(() => [null, '']),
    )
    expect((await detail('t1.duty', made.plain)).case.reporterId).not.toBeNull()
  })

  it('leaves what it shows to be found: number and title', async () => {
    const { title } = (await detail('t1.wall', made.plain)).case

    expect((await listed('t1.wall', { q: made.number })).total).toBe(1)
    expect((await listed('t1.wall', { q: title })).total).toBeGreaterThan(0)
  })
})

describe('a reporter who is masked', () => {
  it.each(watchers)('is so in all that %s is told of the case', async account => {
    const told = await detail(account, made.plain)

    expect(told.reporter).toEqual({ name: '欧阳*', phone: '137****5678', isMasked: true })
    expect(JSON.stringify(told)).not.toMatch(/欧阳小二|137[- ]?1234[- ]?5678/)
  })

  it('is masked in the timeline too where they reported in their own name, but not to themselves', async () => {
    const own = await detail('t1v1g1', made.repeat)
    const { name } = own.reporter

    expect(own.reporter.isMasked).toBe(false)
    expect(own.timeline[0]?.actorName).toBe(name)
    expect(JSON.stringify(await detail('t1.leader', made.repeat))).not.toContain(name)
  })

  it('is named to the desk that handles the case', async () => {
    expect((await detail('t1.duty', made.plain)).text).toBe(words.text)
  })
})

describe('a case merged into a sensitive one', () => {
  it.each(strangersToTheSensitive)('does not name it to %s', async account => {
    const told = JSON.stringify(await detail(account, made.repeat))
    const { items } = await listed(account, { status: 'merged' })

    expect(items.map(({ id }) => id)).toContain(made.repeat)
    for (const text of [told, JSON.stringify(items)]) {
      expect(text).not.toContain(made.sensitive)
      expect(text).not.toContain(made.sensitiveNumber)
    }
    expect((await listed(account, { master: made.sensitive })).total).toBe(0)
  })

  it('names it to whoever sees it in full', async () => {
    expect((await detail('t1.duty', made.repeat)).master).toMatchObject({ id: made.sensitive })
    expect((await listed('t1.duty', { master: made.sensitive })).total).toBe(1)
  })

  it('names it in no fact', async () => {
    const { rows } = await running.database.pool.query<{ body: string }>(
      `select body::text as body from outbox where body ->> 'id' = $1`,
      [made.repeat],
    )

    expect(rows.length).toBeGreaterThan(1)
    for (const { body } of rows) expect(body).not.toContain(made.sensitive)
  })
})

describe('a notice', () => {
  it.each([
    ['t1.duty', 1],
    ['t2.duty', 0],
    ['police', 0],
  ])('is there for %s while the case is: %i', async (account, n) => {
    await running.database.pool.query(
      `insert into notifications (id, reader_id, reader, case_id, case_version, case_number, stage, percent, due_at, at)
       values ($1, $2, 'handler', $3, 1, $4, 'acceptance', 70, now(), now())`,
      [v7(), accountId(account), made.plain, made.number],
    )

    const { body } = await (await as(account)).call(listNotifications, { query: {} })

    expect([body.items.length, body.unseen]).toEqual([n, n])
  })
})
