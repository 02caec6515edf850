import {
  appoint,
  changeStaffingRule,
  changeUnitProfile,
  endAppointment,
  listResponsible,
  listStaffingRules,
  seeStaffing,
  seeUnitStaff,
  type AppointmentView,
  type PostKind,
  type UnitProfile,
} from '@shuniu/shared/staffing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { townshipCode, villageCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { unitIds } from '../builders/staff.ts'
import { anAppointment, aPerson, appointed } from '../builders/staffing.ts'

const clock = testClock()
let running: RunningApp
let as: People
let director: Browser
let county: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  director = await as('t1.director')
  county = await as('county.director')
})
afterAll(() => running.drop())

const town = unitIds.township(1)
const sheet = async (id: string, by = director, day?: string) =>
  (await by.call(seeUnitStaff, { params: { id }, query: day === undefined ? {} : { day } })).body
const foundAt = async (unitId: string, day?: string, by = county) => {
  const { body } = await by.call(seeStaffing, { query: day === undefined ? {} : { day } })
  const own = body.findings.filter(one => one.unitId === unitId).map(({ rule, kind }) => `${rule} ${kind}`)
  return { found: own, light: body.centres.find(one => one.unitId === unitId)?.light }
}
const ended = (one: AppointmentView, lastDay: string, by = director, id = v7()) =>
  by.call(endAppointment, {
    params: { id: one.id },
    body: { id, seenVersion: one.version, lastDay, reason: '调离' },
  })

/** Everything that the rules ask of the first township, by the fewest people. */
async function staffed(unitId: string): Promise<Map<PostKind, AppointmentView>> {
  const [secretary, deputy, full, staff1, staff2] = await Promise.all(
    ['赵一', '钱二', '孙三', '李四', '周五'].map(name => aPerson(director, { name })),
  )
  const seats: [typeof secretary, PostKind, 'regular' | 'concurrent'][] = [
    [secretary, 'partySecretary', 'regular'],
    [secretary, 'committeeDirector', 'concurrent'],
    [deputy, 'partyDeputySecretary', 'regular'],
    [deputy, 'officeDirector', 'concurrent'],
    [full, 'fullTimeDeputy', 'regular'],
    [staff1, 'fullTimeStaff', 'regular'],
    [staff2, 'fullTimeStaff', 'regular'],
    [staff1, 'coordinator', 'concurrent'],
  ]
  const made = new Map<PostKind, AppointmentView>()
  for (const [person, post, manner] of seats) {
    const { body } = await appointed(director, anAppointment(person?.id ?? '', { unitId, post, manner }))
    made.set(post, body)
  }
  return made
}

describe('a township that is staffed', () => {
  it('turns from red to green, back to red with a planted breach, yellow with a stand-in, and is right on each date', async () => {
    const before = await foundAt(town)
    const made = await staffed(town)
    const whole = await foundAt(town)
    const head = made.get('officeDirector')
    if (!head) throw new Error('nobody heads the office')
    await ended(head, '2026-11-20')
    const vacant = await foundAt(town)
    const standIn = await aPerson(director, { name: '吴六' })
    const asStandIn = {
      post: 'officeDirector',
      manner: 'standIn',
      from: '2026-11-21',
      to: '2027-02-20',
    } as const
    await appointed(director, anAppointment(standIn.id, asStandIn))

    expect(before.light).toBe('red')
    expect(before.found).toHaveLength(5)
    expect(whole).toEqual({ found: [], light: 'green' })
    expect(vacant).toEqual({ found: ['S3 vacant'], light: 'red' })
    expect(await foundAt(town)).toEqual({ found: ['S3 vacant'], light: 'yellow' })
    expect(await foundAt(town, '2026-11-20')).toEqual({ found: [], light: 'green' })
    expect((await foundAt(town, '2025-12-31')).found).toHaveLength(5)
    expect((await sheet(town)).findings).toMatchObject([{ rule: 'S3', standIns: 1, names: ['吴六'] }])
  })

  it('shows its township what lies in it, and the county all', async () => {
    const own = (await director.call(seeStaffing, { query: {} })).body
    const all = (await county.call(seeStaffing, { query: {} })).body

    expect(own.centres.every(({ areaCode }) => areaCode.startsWith(townshipCode(1)))).toBe(true)
    expect([own.centres.length, all.centres.length]).toEqual([5, 16])
    expect(new Set(all.centres.map(({ tier }) => tier))).toEqual(new Set(['county', 'township', 'village']))
  })

  it('is refused for a day that is none, and to whoever may not read colleagues', async () => {
    const wrong = await county.call(seeStaffing, { query: { day: '2026-02-30' } })
    const member = await (await as('t1v1g1')).call(seeStaffing, { query: {} })

    expect([wrong.code, member.code]).toEqual(['appointment.notADay', 'permission.missing'])
  })
})

describe('POST /api/appointments', () => {
  it('makes one of one command, however often it is sent at once', async () => {
    const one = anAppointment((await aPerson(director)).id, { post: 'partyDeputySecretary' })
    const id = v7()

    const answers = await Promise.all([1, 2, 3].map(() => appointed(director, one, id)))
    const other = await appointed(director, { ...one, post: 'coordinator' }, id)

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201])
    expect(other.code).toBe('command.idTaken')
  })

  it('lets one alone of two at once fill the last place', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => aPerson(county, { areaCode: townshipCode(2) })))
    const seat = { unitId: unitIds.township(2), post: 'partySecretary' } as const

    const answers = await Promise.all(people.map(({ id }) => appointed(county, anAppointment(id, seat))))

    const refused = Array<string>(3).fill('appointment.postFilled')
    expect(answers.map(({ code }) => code).filter(code => code !== undefined)).toEqual(refused)
  })

  it('is refused for the past of the wrong kind, the future beyond a year, and what excludes it', async () => {
    const { id } = await aPerson(director)
    await appointed(director, anAppointment(id, { post: 'fullTimeStaff' }))
    const codeOf = async (differing: Parameters<typeof anAppointment>[1]) =>
      (await appointed(director, anAppointment(id, differing))).code

    expect(await codeOf({ from: '2026-02-30' })).toBe('appointment.notADay')
    expect(await codeOf({ from: '1949-10-01' })).toBe('appointment.tooOld')
    expect(await codeOf({ from: '2028-01-01' })).toBe('appointment.tooFar')
    expect(await codeOf({ to: '2025-01-01' })).toBe('appointment.endsBeforeItBegins')
    expect(await codeOf({ manner: 'standIn' })).toBe('appointment.standInTooLong')
    expect(await codeOf({ post: 'fullTimeDeputy', manner: 'concurrent' })).toBe('appointment.notFullTime')
    expect(await codeOf({ post: 'fullTimeStaff' })).toBe('appointment.twice')
    expect(await codeOf({ post: 'villageStaff', unitId: unitIds.village(1, 1) })).toBe(
      'appointment.exclusive',
    )
    expect(await codeOf({ post: 'villageSecretary' })).toBe('staffing.notOfUnit')
  })

  it('is refused to whoever does not manage the unit, and for what nobody knows', async () => {
    const { id } = await aPerson(director)
    const admin = await as('county.admin')
    const foreign = await appointed(director, anAppointment(id, { unitId: unitIds.township(2) }))
    const above = await appointed(director, anAppointment(id, { unitId: unitIds.police, post: 'unitHead' }))
    const duty = await appointed(await as('t1.duty'), anAppointment(id))
    const nobody = await appointed(director, anAppointment(v7()))
    const nowhere = await director.call(appoint, {
      body: { id: v7(), ...anAppointment(id, { unitId: v7() }), reason: '任命' },
    })
    const byAdmin = await appointed(admin, anAppointment(id, { unitId: unitIds.police, post: 'unitHead' }))

    expect([foreign.code, above.code, duty.code]).toEqual([
      'staffing.noUnit',
      'staffing.notYours',
      'permission.missing',
    ])
    expect([nobody.code, nowhere.code, byAdmin.status]).toEqual(['person.unknown', 'staffing.noUnit', 201])
  })
})

describe('POST /api/appointments/:id/end', () => {
  it('ends once by one command, and withdraws what has not begun', async () => {
    const { id } = await aPerson(director)
    const { body: held } = await appointed(director, anAppointment(id, { post: 'partyDeputySecretary' }))
    const toCome = { post: 'coordinator', from: '2027-03-01' } as const
    const { body: planned } = await appointed(director, anAppointment(id, toCome))
    const command = v7()

    const first = await ended(held, '2026-11-24', director, command)
    const again = await ended(held, '2026-11-24', director, command)
    const withdrawn = await ended(planned, '2026-11-24')

    expect(first.body).toMatchObject({
      to: '2026-11-24',
      endedBy: '测试 t1.director',
      endReason: '调离',
      version: 2,
    })
    expect(again.body).toEqual(first.body)
    expect(withdrawn.body.to).toBe('2026-11-24')
    expect((await sheet(town, director, '2027-03-02')).appointments.map(one => one.id)).toContain(planned.id)
  })

  it('is refused from a view that is old, to others, and for days that do not fit', async () => {
    const { id } = await aPerson(director)
    const { body: held } = await appointed(director, anAppointment(id, { post: 'partyDeputySecretary' }))
    const { body: now } = await ended(held, '2026-12-31')

    expect((await ended(held, '2026-11-30')).code).toBe('staffing.stale')
    expect((await ended(now, '2026-11-30', await as('t2.director'))).code).toBe('appointment.unknown')
    expect((await ended(now, '2027-01-31')).code).toBe('appointment.endsLater')
    expect((await ended(now, '2025-01-31')).code).toBe('appointment.endsBeforeItBegins')
    expect((await ended(now, '2026-11-31')).code).toBe('appointment.notADay')
    expect((await ended({ ...now, id: v7() }, '2026-11-30')).code).toBe('appointment.unknown')
    const { body: past } = await ended(now, '2026-11-20')
    expect((await ended(past, '2026-11-10')).code).toBe('appointment.isOver')
  })

  it('is refused to a township for a department that it knows', async () => {
    const { id } = await aPerson(county, { areaCode: '341222' })
    const { body } = await appointed(county, anAppointment(id, { unitId: unitIds.civil, post: 'unitHead' }))

    expect((await ended(body, '2026-11-24')).code).toBe('staffing.notYours')
  })
})

describe('POST /api/units/:id/profile', () => {
  const village = unitIds.village(1, 2)
  const aProfile = (differing: Partial<UnitProfile> = {}): UnitProfile => ({
    hasInstitution: false,
    headcount: 2,
    stationing: null,
    stationingDays: [],
    organs: [{ kind: 'mediationCommittee', since: '2026-05-01', place: '村部一楼' }],
    lines: [],
    duties: [],
    ...differing,
  })
  const changed = (id: string, profile: UnitProfile, seenVersion: number, by = director) =>
    by.call(changeUnitProfile, {
      params: { id },
      body: { id: v7(), seenVersion, ...profile, reason: '年度核定' },
    })

  it('takes which organs a village has, and how a force is there', async () => {
    const { body } = await changed(village, aProfile(), 0)
    const days = { organs: [], hasInstitution: null, headcount: null, stationingDays: [1, 3] }
    await changed(unitIds.force(1), aProfile({ ...days, stationing: 'rotating' }), 0)

    expect(body).toEqual({ profile: aProfile(), profileVersion: 1 })
    expect((await sheet(village)).findings.find(({ rule }) => rule === 'S11')?.lacking).toBe(5)
    expect((await sheet(unitIds.force(1))).profile).toMatchObject({
      stationing: 'rotating',
      stationingDays: [1, 3],
    })
  })

  it('takes a department’s telephones with their hours, and what it answers for where', async () => {
    const said = aProfile({
      ...{ hasInstitution: null, headcount: null, organs: [] },
      lines: [
        { kind: 'duty', phone: '0558-8601110', hours: null },
        { kind: 'office', phone: '0558-8602220', hours: { opens: '08:00', closes: '17:30' } },
      ],
      duties: [
        { categoryPrefix: 'E02', areaCode: '341222' },
        { categoryPrefix: '02', areaCode: townshipCode(1) },
      ],
    })

    const { body } = await changed(unitIds.civil, said, 0, county)

    expect(body.profile).toEqual(said)
  })

  it('is refused for a category or a division that is none of the unit’s, and for one duty twice', async () => {
    const codeOf = async (...duties: UnitProfile['duties']) =>
      (await changed(unitIds.force(1), aProfile({ ...none, duties }), 99)).code
    const none = { hasInstitution: null, headcount: null, organs: [] }
    const own = { categoryPrefix: '02', areaCode: townshipCode(1) }

    expect(await codeOf({ ...own, categoryPrefix: 'E77' })).toBe('staffing.wrongDuty')
    expect(await codeOf({ ...own, areaCode: townshipCode(2) })).toBe('staffing.wrongDuty')
    expect(await codeOf(own, own)).toBe('staffing.wrongDuty')
    expect(await codeOf(own)).toBe('staffing.stale')
  })

  it('is refused from an old view, for what a unit of the kind has not, and to others', async () => {
    const { profileVersion } = await sheet(village)

    expect((await changed(village, aProfile(), profileVersion + 5)).code).toBe('staffing.stale')
    expect((await changed(village, aProfile({ stationing: 'onCall' }), profileVersion)).code).toBe(
      'staffing.notOfUnit',
    )
    expect((await changed(town, aProfile(), 0)).code).toBe('staffing.notOfUnit')
    expect((await changed(unitIds.police, aProfile({ organs: [] }), 0)).code).toBe('staffing.notYours')
    expect((await changed(unitIds.village(2, 1), aProfile(), 0)).code).toBe('staffing.noUnit')
    const noDay = aProfile({ organs: [{ kind: 'office', since: '2026-04-31', place: null }] })
    expect((await changed(village, noDay, profileVersion)).code).toBe('appointment.notADay')
  })

  it('GET /api/units/:id/staff is refused for a unit of another township', async () => {
    const answer = await director.call(seeUnitStaff, { params: { id: unitIds.village(2, 1) }, query: {} })

    expect([answer.status, answer.code]).toEqual([404, 'staffing.noUnit'])
  })
})

describe('GET /api/areas/:code/responsible', () => {
  it('names who answers for a village to whoever works there, and never a mobile number', async () => {
    const { id } = await aPerson(director, { name: '郑七', officePhone: '0558-8600001' })
    const seat = { unitId: unitIds.village(1, 3), post: 'securityDirector' } as const
    await appointed(director, anAppointment(id, seat))

    const member = await (await as('t1v3g1')).call(listResponsible, { params: { code: villageCode(1, 3) } })
    const wall = await (
      await as('county.wall')
    ).call(listResponsible, { params: { code: villageCode(1, 3) } })

    expect(member.body.items).toEqual([
      { post: 'securityDirector', name: '郑七', isStandIn: false, officePhone: '0558-8600001' },
    ])
    expect(wall.body).toEqual(member.body)
  })

  it('is refused for a village of another township', async () => {
    const answer = await (await as('t1.duty')).call(listResponsible, { params: { code: villageCode(2, 1) } })

    expect([answer.status, answer.code]).toEqual([404, 'area.notYours'])
  })
})

describe('POST /api/staffing/rules', () => {
  const aChange = (differing: object = {}) => ({
    id: v7(),
    code: 'S4.2',
    name: '综治专职人员不少于 3 名',
    severity: 'must' as const,
    demand: { kind: 'filled' as const, post: 'fullTimeStaff' as const, atLeast: 3 },
    effectiveFrom: '2027-01-01',
    ground: '县委政法〔2026〕18号',
    ...differing,
  })
  const change = (differing: object = {}, by = county) =>
    by.call(changeStaffingRule, { body: aChange(differing) })

  it('changes a rule from a day to come, and the past keeps what it had', async () => {
    const { status, body } = await change()

    expect(status).toBe(201)
    expect(body.items[0]).toMatchObject({ code: 'S4.2', isHeld: false, changedBy: '测试 county.director' })
    expect((await county.call(listStaffingRules)).body.items).toHaveLength(body.items.length)
    const { posts } = await sheet(town, county, '2027-01-01')
    expect(posts.find(({ post }) => post === 'fullTimeStaff')?.asked).toBe(3)
    const now = await sheet(town, county)
    expect(now.posts.find(({ post }) => post === 'fullTimeStaff')?.asked).toBe(2)
  })

  it('makes one change of one command', async () => {
    const { id } = aChange()

    expect((await change({ id })).status).toBe(201)
    expect((await change({ id })).status).toBe(200)
    expect((await change({ id, name: '另一条' })).code).toBe('command.idTaken')
  })

  it.each([
    ['staffing.noRule', { code: 'S99' }],
    ['staffing.wrongDemand', { demand: { kind: 'sole', post: 'fullTimeStaff' } }],
    ['staffing.wrongDemand', { demand: { kind: 'filled', post: 'villageStaff', atLeast: 1 } }],
    ['staffing.pastRule', { effectiveFrom: '2026-11-24' }],
    ['staffing.pastRule', { effectiveFrom: '2027-02-30' }],
  ] as const)('are refused with %s', async (code, differing) => {
    expect((await change(differing)).code).toBe(code)
  })

  it('is refused to a township', async () => {
    expect((await change({}, director)).code).toBe('staffing.notYours')
    expect((await (await as('t1v1g1')).call(listStaffingRules)).code).toBe('permission.missing')
  })
})
