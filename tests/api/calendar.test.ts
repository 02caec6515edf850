import {
  changeDutyHours,
  importDutyYear,
  listDutyHours,
  listDutyYears,
  seeDutyYear,
  type YearTable,
} from '@shuniu/shared/calendar'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../builders/browser.ts'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'

const clock = testClock()
let running: RunningApp
let director: Browser
let duty: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  director = await running.signIn('county.director')
  duty = await running.signIn('t1.duty')
})
afterAll(() => running.drop())

const days = (month: string, from: number, to: number): string[] =>
  Array.from(
    { length: to - from + 1 },
    (_, index) => `2027-${month}-${String(from + index).padStart(2, '0')}`,
  )

/** A notice as 2027's might be. */
const of2027: YearTable = {
  year: 2027,
  holidays: [
    ...days('01', 1, 3),
    ...days('02', 5, 12),
    ...days('04', 3, 5),
    ...days('05', 1, 5),
    ...days('06', 9, 9),
    ...days('09', 15, 17),
    ...days('10', 1, 7),
  ],
  makeUpWorkdays: ['2027-02-14', '2027-02-20', '2027-05-08', '2027-10-09'],
  notice: '国务院办公厅关于2027年部分节假日安排的通知(演示)',
}

/** The least that a year's notice names. */
const aNotice = (year: number): YearTable => ({
  year,
  holidays: ['01-01', '01-26', '01-27', '01-28', '04-04', '05-01', '05-28', '10-01', '10-02', '10-03'].map(
    day => `${year}-${day}`,
  ),
  makeUpWorkdays: [],
})

const imported = (table: YearTable, year = table.year, by = director) =>
  by.call(importDutyYear, { params: { year }, body: table })

describe('GET /api/duty/years and GET /api/duty/years/:year', () => {
  it('tell which years have a notice and which are still to be published', async () => {
    const { body } = await duty.call(listDutyYears)
    const states = body.items.filter(({ year }) => year >= 2025).map(({ year, state }) => [year, state])
    const of2026 = await duty.call(seeDutyYear, { params: { year: 2026 } })

    expect(states).toEqual([
      [2025, 'published'],
      [2026, 'published'],
      [2027, 'provisional'],
      [2028, 'provisional'],
    ])
    expect(of2026.body.table.makeUpWorkdays).toContain('2026-10-10')
    expect(of2026.body.holidays).toBe(of2026.body.table.holidays.length)
  })

  it('are refused to a stranger, and for a year the calendar does not reach', async () => {
    const strange = await running.stranger.call(listDutyYears)
    const unseen = await running.stranger.call(seeDutyYear, { params: { year: 2026 } })
    const far = await duty.call(seeDutyYear, { params: { year: 2150 } })

    expect([strange.code, unseen.code, far.code]).toEqual([
      'session.none',
      'session.none',
      'calendar.unknownYear',
    ])
  })
})

describe('PUT /api/duty/years/:year', () => {
  it('takes a notice, which from then on is the year', async () => {
    const { body } = await imported(of2027)
    const seen = await duty.call(seeDutyYear, { params: { year: 2027 } })

    expect(body).toMatchObject({ year: 2027, state: 'imported', holidays: 30, makeUpWorkdays: 4 })
    expect(seen.body).toMatchObject({ state: 'imported', importedBy: '测试 county.director', table: of2027 })
  })

  it('takes a corrected notice in place of the one before', async () => {
    await imported(of2027)
    const { body } = await imported({ ...of2027, makeUpWorkdays: of2027.makeUpWorkdays.slice(1) })

    expect(body.makeUpWorkdays).toBe(3)
  })

  it('keeps what was imported before, so that it can be imported again', async () => {
    const { body: before } = await duty.call(seeDutyYear, { params: { year: 2028 } })
    const first = aNotice(2028)
    const second = { ...first, makeUpWorkdays: ['2028-01-22'] }

    for (const table of [first, second, second, first]) await imported(table)
    const { body } = await duty.call(seeDutyYear, { params: { year: 2028 } })

    expect(before).toMatchObject({ state: 'provisional', imports: [] })
    expect(body.table).toEqual(first)
    expect(body.imports.map(({ table }) => table.makeUpWorkdays)).toEqual([[], ['2028-01-22'], []])
    expect(body.imports[0]).toMatchObject({ importedBy: '测试 county.director' })
  })

  it.each([
    ['calendar.wrongYear', of2027, 2028],
    ['calendar.noSuchDay', { ...of2027, holidays: [...of2027.holidays, '2027-02-29'] }, 2027],
    ['calendar.outsideYear', { ...of2027, holidays: [...of2027.holidays, '2028-01-01'] }, 2027],
    ['calendar.bothOffAndOn', { ...of2027, makeUpWorkdays: ['2027-10-03'] }, 2027],
    ['calendar.makeUpOnWeekday', { ...of2027, makeUpWorkdays: ['2027-11-24'] }, 2027],
    ['calendar.gap', { ...of2027, holidays: of2027.holidays.filter(day => day !== '2027-10-05') }, 2027],
    ['calendar.gap', { ...of2027, holidays: days('10', 1, 7) }, 2027],
  ] as const)('refuses with %s', async (code, table, year) => {
    const answer = await imported(
      { ...table, holidays: [...table.holidays], makeUpWorkdays: [...table.makeUpWorkdays] },
      year,
    )

    expect([answer.status, answer.code]).toEqual([400, code])
  })

  it('refuses to make days that are over into others', async () => {
    const { body } = await duty.call(seeDutyYear, { params: { year: 2026 } })
    const rewritten = { ...body.table, makeUpWorkdays: body.table.makeUpWorkdays.slice(1) }

    const answer = await imported(rewritten)

    expect([answer.status, answer.code]).toEqual([409, 'calendar.pastChanged'])
    expect(answer.body).toMatchObject({ detail: { days: [body.table.makeUpWorkdays[0]] } })
  })

  it('refuses whoever may not manage the clocks', async () => {
    expect((await imported(of2027, 2027, duty)).code).toBe('permission.missing')
  })
})

const season = (name: string, from: string, to: string) => ({
  name,
  season: { from, to },
  windows: [
    { opens: '08:30', closes: '12:00' },
    { opens: '14:00', closes: '18:00' },
  ],
})
const wholeYear = season('全年', '01-01', '12-31')
const changed = (effectiveFrom: string, seasons: ReturnType<typeof season>[], by = director) =>
  by.call(changeDutyHours, { body: { id: v7(), effectiveFrom, seasons } })

describe('GET and POST /api/duty/hours', () => {
  it('set the hours of all seasons from a day to come, and keep what held before', async () => {
    const answer = await changed('2027-03-01', [wholeYear])
    const listed = await duty.call(listDutyHours)

    expect(answer.status).toBe(201)
    expect(listed.body.items.map(one => [one.name, one.effectiveFrom, one.changedBy])).toEqual([
      ['全年', '2027-03-01', '测试 county.director'],
      ['冬季', '2000-01-01', null],
      ['夏季', '2000-01-01', null],
    ])
  })

  it('are set once by one command, however often it is sent', async () => {
    const command = { id: v7(), effectiveFrom: '2027-04-01', seasons: [wholeYear] }
    const sent = (body: typeof command, by = director) => by.call(changeDutyHours, { body })
    const before = (await duty.call(listDutyHours)).body.items.length

    const answers = await Promise.all([sent(command), sent(command)])
    const other = await sent({ ...command, effectiveFrom: '2027-04-02' })
    const after = (await duty.call(listDutyHours)).body.items.length

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
    expect(answers[0].body).toEqual(answers[1].body)
    expect([other.status, other.code]).toEqual([409, 'command.idTaken'])
    expect(after).toBe(before + 1)
  })

  it.each([
    ['calendar.pastHours', '2026-11-24', [wholeYear], 409],
    ['calendar.noSuchDay', '2027-02-30', [wholeYear], 400],
    ['calendar.hoursGap', '2027-03-01', [season('夏季', '05-01', '09-30')], 400],
    ['calendar.hoursOverlap', '2027-03-01', [wholeYear, season('夏季', '05-01', '09-30')], 400],
    [
      'calendar.hoursOutOfOrder',
      '2027-03-01',
      [{ ...wholeYear, windows: [{ opens: '12:00', closes: '08:00' }] }],
      400,
    ],
  ])('refuse with %s', async (code, effectiveFrom, seasons, status) => {
    const answer = await changed(effectiveFrom, seasons)

    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('are refused to a stranger and to whoever may not manage the clocks', async () => {
    const strange = await running.stranger.call(listDutyHours)
    const unmanaged = await changed('2027-03-01', [wholeYear], duty)

    expect([strange.code, unmanaged.code]).toEqual(['session.none', 'permission.missing'])
  })
})
