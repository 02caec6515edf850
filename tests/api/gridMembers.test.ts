import {
  addTraining,
  changeMemberFile,
  handGridOver,
  listGridMembers,
  listScoreTemplates,
  seeGridStaffing,
  setScoreTemplate,
  type MemberFile,
} from '@shuniu/shared/gridMembers'
import type { PersonView } from '@shuniu/shared/staffing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aPerson } from '../builders/staffing.ts'

let running: RunningApp
let as: People
let director: Browser
let county: Browser

beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  as = peopleOf(running)
  director = await as('t1.director')
  county = await as('county.director')
})
afterAll(() => running.drop())

const aFile = (differing: Partial<MemberFile> = {}): MemberFile => ({
  engagement: 'fullTime',
  conditions: ['education'],
  examPassedOn: '2025-01-10',
  contractFrom: null,
  contractTo: null,
  insurances: ['pension', 'injury'],
  ...differing,
})
const filed = (id: string, differing: Partial<MemberFile> = {}, seenVersion = 0, by = director) =>
  by.call(changeMemberFile, {
    params: { id },
    body: { id: v7(), seenVersion, ...aFile(differing), reason: '建档' },
  })
const handed = (code: string, personId: string, from = '2026-11-24', by = director, id = v7()) =>
  by.call(handGridOver, { params: { code }, body: { id, personId, from, reason: '原网格员调离' } })
const trained = (id: string, hours: number, day = '2026-06-01', by = director, command = v7()) =>
  by.call(addTraining, { params: { id }, body: { id: command, day, hours, topic: '矛盾纠纷排查' } })
const village = async (code: string, by = director) =>
  (await by.call(listGridMembers, { params: { code } })).body

/** Somebody who has passed the examination. */
async function aMember(name: string): Promise<PersonView> {
  const person = await aPerson(director, { name })
  await filed(person.id)
  return person
}

describe('POST /api/grids/:code/hand-overs', () => {
  it('hands a grid from one to the other on a day, with both names, once for one command', async () => {
    const [wang, li] = [await aMember('王一'), await aMember('李二')]
    const code = gridCode(1, 1, 1)
    await handed(code, wang.id, '2026-03-01')
    const command = v7()

    const first = await handed(code, li.id, '2026-11-24', director, command)
    const again = await handed(code, li.id, '2026-11-24', director, command)
    const told = await village(villageCode(1, 1))

    expect([first.status, again.status]).toEqual([201, 200])
    expect(first.body).toMatchObject({
      binding: { personName: '李二', from: '2026-11-24', to: null },
      former: { personName: '王一', from: '2026-03-01', to: '2026-11-23' },
    })
    expect(again.body).toEqual(first.body)
    const grid = told.grids.find(one => one.code === code)
    expect(grid?.holder?.personName).toBe('李二')
    // Whose account it is does not change by itself: whoever cares for accounts is shown that it is another's.
    expect(grid?.accountNames).toEqual(['测试 t1v1g1'])
    expect(told.former.map(({ personName }) => personName)).toEqual(['王一'])
  })

  it('is refused to whoever has not passed the examination by then', async () => {
    const person = await aPerson(director, { name: '赵三' })

    expect((await handed(gridCode(1, 1, 2), person.id)).code).toBe('gridMember.noExam')
    await filed(person.id, { examPassedOn: null })
    expect((await handed(gridCode(1, 1, 2), person.id)).code).toBe('gridMember.noExam')
    await filed(person.id, { examPassedOn: '2026-11-24' }, 1)
    expect((await handed(gridCode(1, 1, 2), person.id, '2026-11-23')).code).toBe('gridMember.noExam')
    expect((await handed(gridCode(1, 1, 2), person.id)).status).toBe(201)
  })

  it('leaves no day twice held, whoever hands over at once', async () => {
    const people = await Promise.all(['甲', '乙', '丙', '丁'].map(name => aMember(name)))
    const code = gridCode(1, 2, 1)

    await Promise.all(people.map(({ id }, n) => handed(code, id, `2026-11-2${n}`)))

    const { rows } = await running.database.pool.query(
      `select count(*)::int as n from grid_bindings a join grid_bindings b on a.grid_code = b.grid_code and a.id < b.id
       where a.from_day <= coalesce(b.to_day, '9999') and b.from_day <= coalesce(a.to_day, '9999')`,
    )
    expect(rows).toEqual([{ n: 0 }])
  })

  it('is refused for the same holder, an earlier day, a far one, another township, and an id that is taken', async () => {
    const [wang, li] = [await aMember('王四'), await aMember('李五')]
    const code = gridCode(1, 3, 1)
    const command = v7()
    await handed(code, wang.id, '2026-06-01', director, command)

    expect((await handed(code, wang.id)).code).toBe('gridMember.sameHolder')
    expect((await handed(code, li.id, '2026-06-01')).code).toBe('gridMember.beforeHolder')
    expect((await handed(code, li.id, '2028-06-01')).code).toBe('gridMember.tooFar')
    expect((await handed(code, li.id, '2026-02-30')).code).toBe('gridMember.notADay')
    expect((await handed(code, li.id, '2026-11-24', director, command)).code).toBe('command.idTaken')
    expect((await handed(gridCode(2, 1, 1), li.id)).code).toBe('gridMember.unknownGrid')
    expect((await handed(`${villageCode(1, 1)}999`, li.id)).code).toBe('gridMember.unknownGrid')
    expect((await handed(code, v7())).code).toBe('person.unknown')
    expect((await handed(code, li.id, '2026-11-24', await as('t1.duty'))).code).toBe('permission.missing')
  })
})

describe('GET /api/grid-members', () => {
  it('counts for each village how many it needs and has, and for whom', async () => {
    const full = await aMember('孙六')
    await handed(gridCode(1, 4, 1), full.id)

    const { body } = await county.call(seeGridStaffing)
    const own = await (await as('t1v4.officer')).call(seeGridStaffing)

    const expected = { required: 2, actual: 1, fullTime: 1, partTime: 0, unheld: 1 }
    expect(body.items).toHaveLength(12)
    expect(body.items.find(({ areaCode }) => areaCode === villageCode(1, 4))).toMatchObject(expected)
    expect(own.body.items).toMatchObject([{ areaCode: villageCode(1, 4), ...expected }])
  })

  it('is refused to grid members, as GET /api/areas/:code/grid-members is for another township', async () => {
    expect((await (await as('t1v1g1')).call(seeGridStaffing)).code).toBe('permission.missing')
    const foreign = await director.call(listGridMembers, { params: { code: villageCode(2, 1) } })
    expect(foreign.code).toBe('area.notYours')
  })
})

describe('a member’s file', () => {
  it('POST /api/grid-members/:id keeps what is said and names what it lacks', async () => {
    const member = await aMember('周七')
    await handed(gridCode(1, 2, 2), member.id)

    const told = (await village(villageCode(1, 2))).members.find(one => one.person.id === member.id)

    expect(told?.file).toEqual(aFile())
    expect(told?.cares).toEqual(['insurance', 'conditions'])
    expect(told?.trainingDueOn).toBe('2027-01-10')
    expect(JSON.stringify(told)).not.toContain('13800138000')
  })

  it('POST /api/grid-members/:id is refused from an old view, for days that cannot be, and to others', async () => {
    const { id } = await aMember('吴八')

    expect((await filed(id)).code).toBe('staffing.stale')
    expect((await filed(id, { examPassedOn: '2026-02-30' }, 1)).code).toBe('gridMember.notADay')
    expect((await filed(id, { examPassedOn: '2026-12-01' }, 1)).code).toBe('gridMember.examToCome')
    const turned = { contractFrom: '2026-01-01', contractTo: '2025-01-01' }
    expect((await filed(id, turned, 1)).code).toBe('gridMember.contractEndsFirst')
    expect((await filed(id, {}, 1, await as('t2.director'))).code).toBe('person.unknown')
    const above = await aPerson(county, { areaCode: '341222' })
    expect((await filed(above.id)).code).toBe('staffing.notYours')
  })

  it('POST /api/grid-members/:id/trainings counts hours of 24 months, each command once', async () => {
    const { id } = await aMember('郑九')
    const command = v7()

    const first = await trained(id, 12, '2026-06-01', director, command)
    const again = await trained(id, 12, '2026-06-01', director, command)
    const second = await trained(id, 8, '2026-07-01')

    expect(first.body).toEqual({ hours: 12, dueOn: '2027-01-10' })
    expect(again.body).toEqual(first.body)
    expect(second.body).toEqual({ hours: 20, dueOn: '2028-05-31' })
  })

  it('POST /api/grid-members/:id/trainings is refused for days that are none or to come, and to others', async () => {
    const { id } = await aMember('冯十')
    const command = v7()
    await trained(id, 8, '2026-06-01', director, command)

    expect((await trained(id, 9, '2026-06-01', director, command)).code).toBe('command.idTaken')
    expect((await trained(id, 8, '2026-06-31')).code).toBe('gridMember.notADay')
    expect((await trained(id, 8, '2026-11-25')).code).toBe('gridMember.trainingToCome')
    expect((await trained(id, 8, '2026-06-01', await as('t2.director'))).code).toBe('person.unknown')
    expect((await trained(id, 0)).code).toBe('request.malformed')
  })
})

describe('POST /api/grid-members/score-templates', () => {
  const aTemplate = (satisfaction: number, task: number, differing: object = {}) => ({
    id: v7(),
    year: 2027,
    items: [
      { name: '居民满意度', part: 'satisfaction' as const, weight: satisfaction },
      { name: '年度任务完成', part: 'task' as const, weight: task },
    ],
    ground: '县委政法〔2026〕20号',
    ...differing,
  })
  const set = (body: ReturnType<typeof aTemplate>, by = county) => by.call(setScoreTemplate, { body })

  it('takes a template in which residents’ word is half, once, and shows it', async () => {
    const body = aTemplate(50, 50)

    expect([(await set(body)).status, (await set(body)).status]).toEqual([201, 200])
    const { items } = (await county.call(listScoreTemplates)).body
    expect(items).toMatchObject([{ year: 2027, changedBy: '测试 county.director', items: body.items }])
  })

  it('refuses one under half, one that is not whole, that measures presence, and a township’s', async () => {
    const used = aTemplate(60, 40)
    await set(used)

    expect((await set(aTemplate(49, 51))).code).toBe('scoreTemplate.satisfaction')
    expect((await set(aTemplate(50, 49))).code).toBe('scoreTemplate.notWhole')
    const online = { items: [...aTemplate(50, 40).items, { name: '在线时长', part: 'task', weight: 10 }] }
    expect((await set(aTemplate(50, 40, online))).code).toBe('scoreTemplate.forbidden')
    const twice = { items: [...aTemplate(50, 40).items, { name: '居民满意度', part: 'task', weight: 10 }] }
    expect((await set(aTemplate(50, 40, twice))).code).toBe('scoreTemplate.twice')
    expect((await set({ ...used, year: 2028 })).code).toBe('command.idTaken')
    expect((await set(aTemplate(50, 50), director)).code).toBe('staffing.notYours')
    expect((await (await as('t1v1g1')).call(listScoreTemplates)).code).toBe('permission.missing')
  })
})

it('writes down each act with its reason, for the audit administrator', async () => {
  const person = await aMember('褚一')
  await handed(gridCode(1, 4, 2), person.id)

  const { rows } = await running.database.pool.query<{ kind: string; reason: string | null }>(
    `select kind, reason from acts where subject_id in ($1, $2) order by id`,
    [person.id, gridCode(1, 4, 2)],
  )

  expect(rows.map(({ kind }) => kind)).toEqual(['person.add', 'memberFile.change', 'grid.handOver'])
  expect(rows.map(({ reason }) => reason)).toEqual([null, '建档', '原网格员调离'])
})

it('keeps townships apart', async () => {
  const other = await as('t2.director')
  const { body } = await other.call(seeGridStaffing)

  expect(body.items.every(({ areaCode }) => areaCode.startsWith(townshipCode(2)))).toBe(true)
})
