import { listCases, type CaseFilter, type CaseView } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, insideGrid, townshipCode, villageCode } from '../builders/county.ts'
import { aMove, broughtTo, moved } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People
let duty: Browser

/** A county's mixed day: nine cases in three townships, a minute apart, in several statuses. */
const day: Record<string, string> = {}

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  duty = await as('t1.duty')
  const keep = (name: string, { id }: Pick<CaseView, 'id'>) => {
    day[name] = id
    clock.moveOnS(60)
  }
  keep('fresh', await broughtTo('reported', as))
  keep('accepted', await broughtTo('accepted', as, aReport({ text: '下水道堵塞污水外溢' })))
  keep('assigned', await broughtTo('assigned', as, aReport({ level: 'yellow' })))
  keep('done', await broughtTo('done', as, aReport({ categoryCode: 'E0301' })))
  keep('closed', await broughtTo('closed', as))
  const [lon, lat] = insideGrid(1, 2, 2)
  const second = await reported(
    await as('t1v2g2'),
    aReport({ position: { lon, lat }, placeText: '水塘东100米' }),
  )
  keep('second', { id: second.caseId })
  const grave = await reported(duty, aReportIn(villageCode(1, 3), { level: 'red', sourceCode: '05' }))
  keep('grave', { id: grave.caseId })
  keep('other', { id: (await reported(await as('t2v1g1'), aReportIn(gridCode(2, 1, 1)))).caseId })
  keep('third', { id: (await reported(await as('t3v1g1'), aReportIn(gridCode(3, 1, 1)))).caseId })
}, 120_000)
afterAll(() => running.drop())

const list = async (by: Browser, query: CaseFilter = {}) => {
  const answer = await by.call(listCases, { query })
  if (answer.code !== undefined) throw new Error(`the list was refused: ${JSON.stringify(answer.body)}`)
  return answer.body
}

const nameOf = ({ id }: Pick<CaseView, 'id'>) => Object.keys(day).find(name => day[name] === id)
const names = async (by: Browser, query: CaseFilter = {}) => (await list(by, query)).items.map(nameOf)

describe('GET /api/cases', () => {
  it('lists the cases of the township, the newest first', async () => {
    const page = await list(duty)

    expect(page.items.map(nameOf)).toEqual([
      'grave',
      'second',
      'closed',
      'done',
      'assigned',
      'accepted',
      'fresh',
    ])
    expect(page).toMatchObject({ next: null, total: 7 })
    expect(page.asOf).toBeGreaterThan(0)
  })

  it('lists the whole county to the county, a grid to its member', async () => {
    expect(await names(await as('county.duty'))).toHaveLength(9)
    expect(await names(await as('t1v2g2'))).toEqual(['second'])
  })

  it('lists to a unit its own cases alone, and to another nothing', async () => {
    expect(await names(await as('t1.force'))).toEqual(['closed', 'done', 'assigned'])
    expect(await names(await as('housing'))).toEqual([])
  })

  it.each([
    ['status', { status: 'assigned,done' }, ['done', 'assigned']],
    ['level', { level: 'red,yellow' }, ['grave', 'assigned']],
    ['area of a village', { area: villageCode(1, 2) }, ['second']],
    ['area of a grid', { area: gridCode(1, 2, 2) }, ['second']],
    ['category', { category: 'E0301' }, ['done']],
    ['class of categories', { category: 'E03' }, ['done']],
    ['source', { source: '05' }, ['grave']],
    ['unit', { unit: unitIds.force(1) }, ['closed', 'done', 'assigned']],
    ['stage of the clock', { stage: 'verification' }, ['done']],
    ['openness', { open: 'false' }, ['closed']],
    ['how far it came', { reached: 'started' }, ['closed', 'done']],
    ['the day it was closed', { closedFrom: '2026-11-24', closedTo: '2026-11-24' }, ['closed']],
    ['the days it was opened', { openedTo: '2026-11-23' }, []],
    ['being late', { overdue: 'true' }, []],
    ['being on time', { onTime: 'true', status: 'closed' }, ['closed']],
    ['all of these together', { status: 'reported', level: 'blue', area: villageCode(1, 1) }, ['fresh']],
  ] as const)('filters by %s', async (_, query, found) => {
    expect(await names(duty, query)).toEqual(found)
  })

  it.each([
    ['words of the text', '污水', ['accepted']],
    ['words of the place', '水塘东', ['second']],
    ['pinyin initials of the village', 'zh', ['second']],
    ['pinyin initials of the township and village', 'DXZ', []],
    [
      'letters of either case',
      'zz341222',
      ['grave', 'second', 'closed', 'done', 'assigned', 'accepted', 'fresh'],
    ],
    ['nothing that a pattern would match', '%', []],
    ['nothing that a pattern would match either', '_', []],
    ['nothing that SQL would do', `'; drop table cases; --`, []],
  ] as const)('finds %s', async (_, q, found) => {
    expect(await names(duty, { q })).toEqual(found)
  })

  it('finds a case by its number', async () => {
    const [first] = (await list(duty)).items

    expect(await names(duty, { q: first?.number ?? '' })).toEqual(['grave'])
  })

  it('tells one what one reported', async () => {
    expect(await names(await as('t1v2g2'), { mine: 'true' })).toEqual(['second'])
    expect(await names(duty, { mine: 'true' })).toEqual(['grave'])
  })

  it.each([
    ['t1.duty', ['second', 'fresh', 'done']],
    ['t1.dispatcher', ['second', 'fresh', 'accepted', 'done']],
    ['t1.force', ['assigned']],
    ['county.duty', ['grave']],
    ['county.leader', []],
  ] as const)('tells %s whose next step they owe', async (account, owed) => {
    expect((await names(await as(account), { todo: 'true' })).sort()).toEqual([...owed].sort())
  })

  it.each(['newest', 'due', 'level'] as const)(
    'gives every case once, slice by slice, sorted by %s',
    async sort => {
      const whole = await names(duty, { sort })
      const sliced: (string | undefined)[] = []
      let cursor: string | null | undefined
      do {
        const page = await list(duty, { sort, limit: 2, ...(typeof cursor === 'string' && { cursor }) })
        sliced.push(...page.items.map(nameOf))
        expect(page.total).toBe(7)
        cursor = page.next
      } while (cursor !== null)

      expect(sliced).toEqual(whole)
      expect(new Set(sliced).size).toBe(7)
    },
  )

  it('puts the grave first and what runs out first first', async () => {
    expect((await names(duty, { sort: 'level' }))[0]).toBe('grave')
    const dues = (await list(duty, { sort: 'due' })).items.map(({ dueAt }) => dueAt ?? '9999')
    expect(dues).toEqual([...dues].sort())
  })
})

describe('GET /api/cases keeps townships apart', () => {
  it.each(['t1.duty', 't1.wall', 't1v1g1', 't1.leader'])(
    '%s never sees another township’s',
    async account => {
      const found = await names(await as(account), { limit: 200 })

      expect(found).not.toContain('other')
      expect(found).not.toContain('third')
    },
  )

  it('also when another township is asked for by area, unit, number or words', async () => {
    const [other] = (await list(await as('t2.duty'))).items

    for (const query of [
      { area: townshipCode(2) },
      { unit: unitIds.township(2) },
      { q: other?.number ?? '' },
      { category: '0201', area: gridCode(2, 1, 1) },
    ]) {
      expect(await list(duty, query)).toMatchObject({ items: [], total: 0 })
    }
  })
})

describe('GET /api/cases is refused', () => {
  it.each([
    ['for a status that does not exist', 'status=fresh'],
    ['for a level that does not exist', 'level=purple'],
    ['for a day that no calendar has', 'openedFrom=2026-02-30'],
    ['for a step that does not exist', 'reached=nowhere'],
    ['for a filter that does not exist', 'colour=red'],
    ['for a slice of none', 'limit=0'],
    ['for a slice of too many', 'limit=201'],
    ['for a slice of some', 'limit=ten'],
    ['for half an area code', 'area=34122'],
    ['for a sort that does not exist', 'sort=loudest'],
    ['for a word named twice', 'level=red&level=blue'],
  ])('%s', async (_, search) => {
    const answer = await duty.get(`/api/cases?${search}`)

    expect([answer.status, answer.code]).toEqual([400, 'request.malformed'])
  })

  it.each([
    ['nonsense', 'x'],
    ['a forged one', Buffer.from("newest 0 infinity' or 1=1 --").toString('base64url')],
    ['one of another sort', Buffer.from(`due 3 infinity ${unitIds.county}`).toString('base64url')],
  ])('for a cursor that no slice gave: %s', async (_, cursor) => {
    const answer = await duty.call(listCases, { query: { cursor } })

    expect([answer.status, answer.code]).toEqual([400, 'page.unknownCursor'])
  })

  it('to the administrator of accounts, and to strangers', async () => {
    expect((await (await as('county.admin')).get('/api/cases')).code).toBe('permission.missing')
    expect((await running.stranger.get('/api/cases')).code).toBe('session.none')
  })
})

describe('the totals of GET /api/cases', () => {
  it('follow a case through each status', async () => {
    const count = async (status: string) => (await list(duty, { status, limit: 1 })).total
    const before = { reported: await count('reported'), accepted: await count('accepted') }
    const fresh = await broughtTo('reported', as)
    const afterReport = await count('reported')

    await moved(duty, fresh, aMove('accept', fresh))

    expect(afterReport).toBe(before.reported + 1)
    expect([await count('reported'), await count('accepted')]).toEqual([before.reported, before.accepted + 1])
  })
})
