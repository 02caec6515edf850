import { shanghaiDay, workingMinutesBetween } from '@shuniu/shared/calendar'
import { caseStatuses, isOpen, isRunning, shownBy } from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { beforeAll, describe, expect, it } from 'vitest'
import { cutCounty } from '../county/cut.ts'
import { randomFrom } from '../county/random.ts'
import { readCountySource, taiheFolder } from '../county/read.ts'
import { sideStep } from './sideSteps.ts'
import { demoLaw, pastCases } from './history.ts'
import { demoKinds } from './kinds.ts'
import type { PastEntry } from './unfinishedCase.ts'
import type { PastCase } from './pastCases.ts'
import { Posts } from './posts.ts'
import { demoStaff, handedOut, type DemoPerson } from './staff.ts'
import { demoUnits } from './units.ts'

const now = instant('2026-11-24T08:00:00.000Z')
/** The first of thirty days that end on that day. */
const firstDay = '2026-10-26'

describe('the demo county', () => {
  let staff: DemoPerson[]
  let past: PastCase[]
  let again: PastCase[]
  let posts: Posts
  let units: ReturnType<typeof demoUnits>

  beforeAll(async () => {
    const { register, outline } = await readCountySource(taiheFolder)
    const county = cutCounty(register, outline)
    units = demoUnits(county.divisions, randomFrom(1))
    staff = demoStaff(county, units, randomFrom(2))
    posts = new Posts(staff, units)
    past = pastCases(county, posts, now)
    again = pastCases(county, new Posts(staff, units), now)
  }, 120_000)

  it('gives every post a holder with an account of its own', () => {
    expect(new Set(staff.map(one => one.account)).size).toBe(staff.length)
    expect(staff.filter(one => one.unitId === '')).toEqual([])
    expect(staff.filter(one => one.role === 'gridMember').length).toBeGreaterThan(3_200)
  })

  it('uses phone numbers that no operator can allocate', () => {
    expect(staff.every(one => /^100\d{8}$/.test(one.phone))).toBe(true)
  })

  it('hands out each role for the county and for two townships', () => {
    const roles = handedOut(staff, ['341222100', '341222101']).map(
      one => `${one.role} ${one.scope.slice(0, 9)}`,
    )

    expect(roles).toContain('countyDirector 341222')
    expect(roles.filter(role => role === 'gridMember 341222100')).toHaveLength(1)
    expect(roles.filter(role => role === 'townshipDispatcher 341222101')).toHaveLength(1)
  })

  it('has the same past for the same hour', () => {
    expect(again).toEqual(past)
  })

  it('has about two hundred cases a day for thirty days, none of them later than now', () => {
    const opened = past.map(one => shanghaiDay(instant(one.fact.openedAt)))

    expect(new Set(opened.filter(day => day >= firstDay)).size).toBe(30)
    expect(past.length).toBeGreaterThan(4_500)
    expect(past.length).toBeLessThan(7_500)
    expect(past.flatMap(one => one.entries).filter(entry => entry.at > now)).toEqual([])
  })

  it('begins with what was in hand then, so that as many are closed on its first days as later', () => {
    const earlier = past.filter(one => shanghaiDay(instant(one.fact.openedAt)) < firstDay)
    const closedOn = (days: number) => {
      const day = shanghaiDay(instant(Date.parse(`${firstDay}T04:00:00Z`) + days * 86_400_000))
      return past.filter(({ fact: { closedAt } }) => closedAt && shanghaiDay(instant(closedAt)) === day)
        .length
    }

    expect(
      earlier.filter(one => !isOpen(one.fact.status) && shanghaiDay(instant(one.fact.updatedAt)) < firstDay),
    ).toEqual([])
    expect(Math.min(closedOn(0), closedOn(1), closedOn(2))).toBeGreaterThan(120)
  })

  it('tells of lateness as live clocks do: a card and a notice for what was late by so much', () => {
    const entries = past.flatMap(one => one.entries)
    const isPressed = ({ filled }: PastEntry) => 'card' in filled || 'noticeNumber' in filled
    const issued = entries.flatMap(({ filled }) => filled['noticeNumber'] ?? [])

    expect(
      past.filter(({ fact, caseClocks }) => shownBy(caseClocks, fact.status).overdue && !fact.overdue),
    ).toEqual([])
    expect(past.filter(one => one.fact.card !== null && !one.entries.some(isPressed))).toEqual([])
    expect(
      entries.filter(({ move, actor }) => move === 'carded' && actor === undefined).length,
    ).toBeGreaterThan(100)
    expect(new Set(issued).size).toBe(issued.length)
    expect(issued.length).toBeGreaterThan(300)
  })

  it.each([
    ['Spring Festival', '2026-02-14T10:00:00.000Z'],
    ['National Day', '2026-09-30T10:00:00.000Z'],
    ['three days of rest', '2026-04-03T10:00:00.000Z'],
    ['a year without published holidays', '2030-12-31T10:00:00.000Z'],
  ])('asks for more time as the rules give it, also at the last closing before %s', (_, due) => {
    const [dueAt, [kind]] = [instant(due), demoKinds]
    const found = past.find(({ fact }) => fact.status === 'handling' && fact.level === 'blue')
    if (!found || !kind) throw new Error('nothing is being handled')
    const seen = { ...found.fact, dueAt, stage: 'handling', lastMove: 'start', extension: null } as const
    const context = {
      posts,
      kind,
      current: seen,
      now: dueAt,
      law: demoLaw,
      reporter: posts.handlerOf(seen.ownerUnitId),
    }

    // The chance at which whoever handles a case asks for more time.
    const command = sideStep({
      ...context,
      current: { ...seen, extensionCount: 0 },
      random: () => 0.04,
    })?.command

    const asked = command?.move === 'askExtension' ? instant(command.dueAt) : dueAt
    expect(workingMinutesBetween(dueAt, asked, demoLaw.duty)).toBeGreaterThan(0)
  })

  it('whistles for no unit again that refused to help or was let off', () => {
    const [kind] = demoKinds
    const found = past.find(({ fact }) => fact.status === 'handling' && fact.tier === 'township')
    if (!found || !kind) throw new Error('nothing is being handled')
    const since = found.fact.updatedAt
    const coUnits = units.map(({ id }) => ({ unitId: id, state: 'waived', since }) as const)
    const seen = { ...found.fact, coUnits, coUnitIds: [], lastMove: 'start' }
    const reporter = posts.handlerOf(seen.ownerUnitId)
    // The chance at which whoever handles a case whistles.
    const context = { posts, kind, current: seen, now, law: demoLaw, reporter, random: () => 0.08 }

    expect(sideStep(context)).toBeUndefined()
    expect(sideStep({ ...context, current: { ...seen, coUnits: [] } })?.command.move).toBe('whistle')
  })

  it('numbers every case once', () => {
    expect(new Set(past.map(one => one.fact.number)).size).toBe(past.length)
  })

  it('leaves every open case with a clock, and no closed one but for its call-back', () => {
    const isStill = (one: PastCase) => one.fact.status === 'merged'
    const running = (one: PastCase) =>
      one.caseClocks.some(caseClock => isRunning(caseClock) && !(isStill(one) && caseClock.pausedAt !== null))
    const isTimed = ({ fact }: PastCase) => isOpen(fact.status) || (fact.status === 'closed' && fact.sampled)

    expect(past.filter(one => isTimed(one) !== running(one)).map(one => one.fact)).toEqual([])
  })

  it('has cases in every status but one that lasts a moment, and every kind of help and pressure', () => {
    const found = new Set(past.map(one => one.fact.status))
    const current = past.map(one => one.fact)

    expect(caseStatuses.filter(status => !found.has(status) && status !== 'verifyFirst')).toEqual([])
    expect(current.some(one => one.coUnits.some(unit => unit.state === 'working'))).toBe(true)
    expect(current.some(one => one.supervision?.answeredAt === null)).toBe(true)
    expect(current.some(one => one.extensionCount > 0)).toBe(true)
    expect(current.some(one => one.satisfaction !== null)).toBe(true)
    expect(current.some(one => one.mergedCount > 0)).toBe(true)
  })

  it('has nothing red or orange that is not grave by its category or by what is told of it', () => {
    const grave = past.filter(({ fact }) => fact.level === 'red' || fact.level === 'orange')

    expect(grave.length).toBeGreaterThan(20)
    expect(
      grave
        .filter(({ fact }) => !/^(E05|E0202)/.test(fact.categoryCode))
        .map(({ fact }) => fact.categoryCode),
    ).toEqual([])
  })

  it('has cases of every level and of every source, open and closed, and a few late ones', () => {
    expect(new Set(past.map(one => one.fact.level)).size).toBe(4)
    expect(new Set(past.map(one => one.fact.sourceCode)).size).toBeGreaterThan(12)
    expect(new Set(past.map(one => one.fact.status)).size).toBeGreaterThan(8)
    expect(past.some(one => one.fact.overdue)).toBe(true)
  })
})
