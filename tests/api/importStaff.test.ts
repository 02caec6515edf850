import { importKind, undoImport, type ImportView } from '@shuniu/shared/imports'
import { listPersons, seeUnitStaff } from '@shuniu/shared/staffing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { townshipCode, townshipName, villageCode } from '../builders/county.ts'
import { anXlsx, checkedFile, importedFile, settled } from '../builders/imports.ts'
import { unitIds } from '../builders/staff.ts'
import { anAppointment, aPerson, appointed } from '../builders/staffing.ts'

const timeout = 180_000
let running: RunningApp
let admin: Browser

beforeAll(async () => {
  running = await startApp()
  admin = await running.signIn('county.admin')
}, timeout)
afterAll(() => running.drop(), timeout)

const centre = `${townshipName(1)}综治中心`
const personsFile = (...rows: string[]) => ({
  kind: 'persons' as const,
  name: '人员.csv',
  bytes: ['姓名,手机号码,区划代码,单位,办公电话', ...rows].join('\n'),
})
const appointmentsFile = (...rows: string[]) => ({
  kind: 'appointments' as const,
  name: '任职.csv',
  bytes: ['姓名,手机,单位,岗位,专兼职,任职日期,离任日期', ...rows].join('\n'),
})
const listed = async (q: string) => (await admin.call(listPersons, { query: { q } })).body.items
const heldAt = async (id: string) =>
  (await admin.call(seeUnitStaff, { params: { id }, query: {} })).body.appointments.map(
    ({ personName, post, manner, from, to }) => [personName, post, manner, from, to],
  )
const wrongIn = ({ faults }: ImportView) => faults.map(({ row, column, code }) => [row, column, code])
async function undone({ id, version }: ImportView) {
  const asked = await admin.call(undoImport, { params: { id }, body: { version } })
  return asked.code === undefined ? (await settled(admin, id)).state : asked.body
}

describe('persons from a table', { timeout }, () => {
  it('are entered once, whoever was entered by hand among them, and taken back', async () => {
    const known = await aPerson(admin, { name: '周正', mobile: '138 0013 8101' })
    const file = personsFile(
      `周正,13800138101,${townshipCode(1)},,`,
      `吴用,13800138102,,${centre},0558-8612345`,
      `郑好,+86 138 0013 8103,${villageCode(1, 1)},,`,
    )
    const done = await importedFile(admin, file)

    expect(done.counts).toMatchObject({ fresh: 2, changed: 0, same: 1, wrong: 0 })
    expect(await listed('周正')).toMatchObject([{ id: known.id }])
    expect(await listed('吴用')).toMatchObject([
      { areaCode: townshipCode(1), mobile: '138****8102', officePhone: '0558-8612345' },
    ])
    expect((await checkedFile(admin, file)).counts).toMatchObject({ fresh: 0, changed: 0, same: 3 })
    expect(await undone(done)).toBe('undone')
    expect([await listed('吴用'), await listed('周正')]).toMatchObject([[], [{ id: known.id }]])
  })

  it('have their numbers sealed, and told of nowhere', async () => {
    const done = await importedFile(admin, personsFile(`秦密,13800138104,${townshipCode(1)},,`))
    const { rows } = await running.database.pool.query<{ row: string }>(
      `select to_jsonb(p)::text as row from persons p where name = '秦密'
       union all select to_jsonb(i)::text from imports i where id = $1
       union all select to_jsonb(c)::text from imported_changes c where import_id = $1`,
      [done.id],
    )

    expect(rows).toHaveLength(3)
    expect(rows.filter(({ row }) => row.includes('13800138104'))).toEqual([])
    expect(done.changes.map(({ key }) => key)).toEqual(['秦密'])
  })

  it('are refused row by row, and a namesake is told of', async () => {
    await aPerson(admin, { name: '许同', mobile: '13800138105' })
    const checked = await checkedFile(
      admin,
      personsFile(
        `许同,13800138106,${townshipCode(1)},,`,
        `韩一,0558-8612345,${townshipCode(1)},,`,
        '韩二,13800138107,,,',
        '韩三,13800138108,,无此单位,',
        '韩四,13800138109,341222999,,',
        `许同,13800138106,${townshipCode(2)},,`,
      ),
    )

    expect(wrongIn(checked)).toEqual([
      [2, 'mobile', 'person.namesake'],
      [3, 'mobile', 'mobile.shape'],
      [4, 'areaCode', 'person.noPlace'],
      [5, 'unit', 'unit.unknown'],
      [6, 'areaCode', 'area.unknown'],
      [7, null, 'row.twice'],
    ])
    expect(checked.counts).toMatchObject({ fresh: 1, wrong: 5, warned: 1 })
  })
})

describe('appointments from a table', { timeout }, () => {
  const people = (...rows: readonly (readonly [name: string, mobile: string])[]) =>
    importedFile(
      admin,
      personsFile(...rows.map(([name, mobile]) => `${name},${mobile},${townshipCode(1)},,`)),
    )

  it('stand as by hand, are ended by a later table, and stand again where that is taken back', async () => {
    await people(['冯任', '13800138201'], ['陈继', '13800138202'])
    const first = await importedFile(
      admin,
      appointmentsFile(
        `冯任,13800138201,${centre},综治办主任,专职,2024年3月1日,至今`,
        `冯任,13800138201,${townshipCode(1)},党委副书记,兼职,2024/3/1,`,
      ),
    )
    expect(first.counts).toMatchObject({ fresh: 2, wrong: 0 })
    expect(await heldAt(unitIds.township(1))).toEqual(
      expect.arrayContaining([
        ['冯任', 'officeDirector', 'regular', '2024-03-01', null],
        ['冯任', 'partyDeputySecretary', 'concurrent', '2024-03-01', null],
      ]),
    )

    const handover = appointmentsFile(
      `陈继,13800138202,${centre},综治办主任,,2026-02-01,`,
      `冯任,13800138201,${centre},综治办主任,专职,20240301,2026-01-31`,
    )
    const second = await importedFile(admin, handover)
    expect(second.counts).toMatchObject({ fresh: 1, changed: 1, wrong: 0 })
    expect((await checkedFile(admin, handover)).counts).toMatchObject({ fresh: 0, changed: 0, same: 2 })
    expect(await undone(first)).toMatchObject({
      code: 'import.leanedOn',
      detail: { leaning: [{ what: 'changed', key: '冯任 综治办主任' }] },
    })

    expect(await undone(second)).toBe('undone')
    const held = (await heldAt(unitIds.township(1))).filter(([, post]) => post === 'officeDirector')
    expect(held).toEqual([['冯任', 'officeDirector', 'regular', '2024-03-01', null]])
    expect(await undone(first)).toBe('undone')
    expect((await heldAt(unitIds.township(1))).filter(([name]) => name === '冯任')).toEqual([])
  })

  it('are refused where the rules of staffing refuse them, with the sentence at its column', async () => {
    await people(['褚一', '13800138301'], ['褚二', '13800138302'])
    const other = `${townshipName(2)}综治中心`
    const [director, contact] = [`${other},综治办主任`, '县公安局,承办人']
    const checked = await checkedFile(
      admin,
      appointmentsFile(
        `褚一,13800138301,${director},专职,2025-01-01,`,
        `褚二,13800138302,${director},专职,2025-06-01,`,
        `褚一,13800138301,${other},综治专职副主任,专职,2025-01-01,`,
        `褚二,13800138302,${other},综治专职人员,兼职,2025-01-01,`,
        `褚二,13800138302,${other},治保主任,专职,2025-01-01,`,
        `褚二,13800138302,${contact},代理,2025-01-01,`,
        `褚二,13800138302,${contact},专职,2025-05-01,2025-04-01`,
        `褚二,13800138302,${contact},专职,2099-01-01,`,
        `褚二,13800138302,${contact},专职,2025-02-30,`,
        `褚三,13800138302,${contact},专职,2025-01-01,`,
        `褚二,13800138302,341222999,承办人,专职,2025-01-01,`,
        `褚二,13800138302,${contact},专职,2025-03-01,`,
      ),
    )

    expect(wrongIn(checked)).toEqual([
      [3, 'post', 'appointment.postFilled'],
      [4, 'post', 'appointment.exclusive'],
      [5, 'manner', 'appointment.notFullTime'],
      [6, 'post', 'appointment.notOfUnit'],
      [7, 'to', 'appointment.standInTooLong'],
      [8, 'to', 'appointment.endsBeforeItBegins'],
      [9, 'from', 'appointment.tooFar'],
      [10, 'from', 'day.shape'],
      [11, 'mobile', 'person.unlisted'],
      [12, 'unit', 'unit.noCentre'],
    ])
    expect(checked.counts).toMatchObject({ fresh: 2, wrong: 10 })
  })

  it('that stand are refused another manner and another end than the rules allow', async () => {
    await people(['卫一', '13800138401'])
    const row = (manner: string, to: string) => `卫一,13800138401,县公安局,承办人,${manner},2025-01-01,${to}`
    await importedFile(admin, appointmentsFile(row('专职', '2025-12-31')))

    expect(wrongIn(await checkedFile(admin, appointmentsFile(row('兼职', ''))))).toEqual([
      [2, 'manner', 'appointment.otherManner'],
    ])
    expect(wrongIn(await checkedFile(admin, appointmentsFile(row('专职', '2025-11-30'))))).toEqual([
      [2, 'to', 'appointment.isOver'],
    ])
  })

  it('end what somebody has the place of by now, and are refused the undoing; so are their persons', async () => {
    const persons = await people(['蒋一', '13800138501'])
    const [held] = await listed('蒋一')
    const village = unitIds.village(1, 1)
    const row = (to: string) => `蒋一,13800138501,${villageCode(1, 1)},治保主任,,2025-01-01,${to}`
    await importedFile(admin, appointmentsFile(row('')))
    const ending = await importedFile(admin, appointmentsFile(row('2026-01-31')))
    const next = await aPerson(admin, { name: '沈接' })
    const post = { unitId: village, post: 'securityDirector', from: '2026-02-01' } as const
    expect((await appointed(admin, anAppointment(next.id, post))).code).toBe(undefined)

    expect(await undone(ending)).toMatchObject({
      code: 'import.leanedOn',
      detail: { leaning: [{ what: 'replaced', key: '蒋一 治保主任' }] },
    })
    expect(await undone(persons)).toMatchObject({
      code: 'import.leanedOn',
      detail: { leaning: [{ what: 'appointed', key: '蒋一' }] },
    })
    expect(held?.name).toBe('蒋一')
  })

  it('come from the template as it is', async () => {
    const { columns } = importKind('appointments')
    const bytes = await anXlsx([
      columns.map(({ heading, isRequired }) => (isRequired ? `${heading}*` : heading)),
      columns.map(({ explain }) => explain),
      columns.map(({ examples }) => examples[0]),
    ])
    const checked = await checkedFile(admin, { kind: 'appointments', name: '任职.xlsx', bytes })

    expect(wrongIn(checked).map(([, , code]) => code)).toEqual(['person.unlisted'])
  })
})
