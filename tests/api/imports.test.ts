import { listDivisions } from '@shuniu/shared/grids'
import {
  checkImport,
  listImports,
  runImport,
  seeImport,
  takeImportSlips,
  undoImport,
  writeImportTemplate,
  writeMarkedImport,
} from '@shuniu/shared/imports'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { gridCode, townshipCode, villageCode } from '../builders/county.ts'
import {
  anXlsx,
  checkedFile,
  fileOf,
  importedFile,
  readFileOf,
  sendImport,
  settled,
  textsIn,
} from '../builders/imports.ts'

let running: RunningApp
let admin: Browser
let security: Browser
let duty: Browser

beforeAll(async () => {
  running = await startApp()
  admin = await running.signIn('county.admin')
  security = await running.signIn('county.security')
  duty = await running.signIn('county.duty')
}, 60_000)
afterAll(() => running.drop(), 60_000)

const csv = (...lines: string[]): string => lines.join('\n')
const gridFile = (...lines: string[]) => ({
  kind: 'grids' as const,
  name: '网格.csv',
  bytes: csv('网格编码,网格名称,人口,户数', ...lines),
})

describe('PUT /api/imports/:id/file and GET /api/imports', () => {
  it('take a file once, read it, and propose which column is which', async () => {
    const id = v7()
    const file = { ...gridFile(`${gridCode(1, 1, 1)},北街第1网格,401,130`), id }
    const sent = await sendImport(admin, file)
    const again = await sendImport(admin, file)
    const read = await settled(admin, id)

    expect([sent.status, again.status]).toEqual([201, 200])
    expect(read.state).toBe('read')
    expect(read.sheets).toMatchObject([
      { rows: 2, headingRow: 1, headings: ['网格编码', '网格名称', '人口', '户数'] },
    ])
    expect(read.mapping).toEqual({ code: 0, name: 1, population: 2, households: 3 })
    const listed = await admin.call(listImports, { query: {} })
    expect(listed.body.items.map(one => one.id)).toContain(id)
    expect((await admin.call(seeImport, { params: { id } })).body.fileName).toBe('网格.csv')
  })

  it('refuse what is no kind, another file under the same id, and whoever does not administer', async () => {
    const file = gridFile(`${gridCode(1, 1, 1)},北街第1网格,401,130`)
    const id = v7()
    await sendImport(admin, { ...file, id })

    expect((await sendImport(admin, { ...file, kind: 'nothing' })).code).toBe('import.unknownKind')
    expect((await sendImport(admin, { ...file, id, bytes: 'x' })).code).toBe('command.idTaken')
    expect((await sendImport(duty, file)).code).toBe('permission.missing')
    expect((await duty.call(listImports, { query: {} })).code).toBe('permission.missing')
    expect((await admin.call(seeImport, { params: { id: v7() } })).code).toBe('import.unknown')
  })

  it.each([
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'file.oldExcel'],
    ['a picture', Buffer.from('89504e470d0a1a0a00000000ff', 'hex'), 'file.unknown'],
    ['a cut archive', Buffer.from('504b0304140000000800', 'hex'), 'file.broken'],
    ['nothing', Buffer.alloc(0), 'file.empty'],
  ])('says why %s cannot be read', async (_, bytes, failure) => {
    const read = await readFileOf(admin, { kind: 'grids', name: 'x.xls', bytes })

    expect([read.state, read.failure]).toEqual(['failed', failure])
  })
})

describe('POST /api/imports/:id/check, /run and /undo', () => {
  it('try a file, run it, find the same file changes nothing, and undo it', async () => {
    const fresh = `${villageCode(1, 1)}003`
    const file = gridFile(`${gridCode(1, 1, 1)},北街第1网格,450,130`, `${fresh},北街第3网格,300,90`)
    const read = await readFileOf(admin, file)
    const { version, sheet, mapping } = read
    await admin.call(checkImport, { params: { id: read.id }, body: { version, sheet, mapping } })
    const checked = await settled(admin, read.id)
    expect(checked.counts).toEqual({ fresh: 1, changed: 1, same: 0, wrong: 0, warned: 0 })
    expect(checked.changes[0]?.columns).toEqual([
      { column: 'name', before: '第1网格', after: '北街第1网格' },
      { column: 'population', before: '400', after: '450' },
    ])

    const { id } = checked
    const asked = await admin.call(runImport, {
      params: { id },
      body: { version: checked.version, skipsWrong: false },
    })
    expect(asked.status).toBe(200)
    const done = await settled(admin, id)
    expect([done.state, done.counts?.fresh, done.counts?.changed]).toEqual(['done', 1, 1])
    await expect
      .poll(async () => {
        const { body } = await admin.call(listDivisions, { query: { parent: villageCode(1, 1) } })
        return body.items.map(({ code, population }) => [code, population])
      })
      .toEqual([
        [gridCode(1, 1, 1), 450],
        [gridCode(1, 1, 2), 400],
        [fresh, 300],
      ])

    const again = await checkedFile(admin, file)
    expect(again.counts).toEqual({ fresh: 0, changed: 0, same: 2, wrong: 0, warned: 0 })
    const nothing = await admin.call(runImport, {
      params: { id: again.id },
      body: { version: again.version, skipsWrong: false },
    })
    expect(nothing.code).toBe('import.nothing')

    await admin.call(undoImport, { params: { id }, body: { version: done.version } })
    expect((await settled(admin, id)).state).toBe('undone')
    const { rows } = await running.database.pool.query(
      'select name, population from grids where code = any($1)',
      [[gridCode(1, 1, 1), fresh]],
    )
    expect(rows).toEqual([{ name: '第1网格', population: 400 }])
  })

  it('refuses what has moved on, what stands elsewhere, a column that is missing and wrong rows that nobody left out', async () => {
    const read = await readFileOf(admin, gridFile(`${gridCode(1, 1, 1)},甲,1,1`, '999999100001001,乙,1,1'))
    const { id, version, mapping } = read
    const check = (body: object) =>
      admin.call(checkImport, { params: { id }, body: { version, sheet: 0, mapping, ...body } })

    expect((await check({ version: version + 1 })).code).toBe('import.stale')
    expect((await check({ mapping: { code: 0 } })).code).toBe('import.wrongMapping')
    const early = await admin.call(runImport, { params: { id }, body: { version, skipsWrong: true } })
    expect(early.code).toBe('import.wrongState')
    expect((await admin.call(undoImport, { params: { id }, body: { version } })).code).toBe(
      'import.wrongState',
    )
    await check({})
    const { version: seen } = await settled(admin, id)
    const run = await admin.call(runImport, { params: { id }, body: { version: seen, skipsWrong: false } })
    expect(run.code).toBe('import.hasWrong')
  })

  it('refuses to undo what a later change leans on', async () => {
    const village = `${townshipCode(1)}299`
    const divisions = await importedFile(admin, {
      kind: 'divisions',
      name: '区划.csv',
      bytes: csv('区划代码,名称', `${village},新村村委会`),
    })
    const grids = await importedFile(admin, gridFile(`${village}001,新村第1网格,10,3`))
    const refused = await admin.call(undoImport, {
      params: { id: divisions.id },
      body: { version: divisions.version },
    })

    expect(refused.code).toBe('import.leanedOn')
    expect(refused.body).toMatchObject({ detail: { leaning: [{ what: 'grid', key: `${village}001` }] } })
    await admin.call(undoImport, { params: { id: grids.id }, body: { version: grids.version } })
    await settled(admin, grids.id)
    await admin.call(undoImport, { params: { id: divisions.id }, body: { version: divisions.version } })
    expect((await settled(admin, divisions.id)).state).toBe('undone')
  })
})

describe('undoing an import of units', () => {
  it('refuses while an account belongs to one of them', async () => {
    const unit = '县信访接待中心'
    const units = await importedFile(admin, {
      kind: 'units',
      name: '单位.csv',
      bytes: csv('单位名称,单位类型,所属区划,电话', `${unit},部门,341222,0558-8612345`),
    })
    await importedFile(security, {
      kind: 'accounts',
      name: '人员.csv',
      bytes: csv('账号,姓名,角色,区划代码,单位', `xinfang.01,孙七,部门承办人,341222,${unit}`),
    })
    const refused = await admin.call(undoImport, {
      params: { id: units.id },
      body: { version: units.version },
    })

    expect(refused.code).toBe('import.leanedOn')
    expect(refused.body).toMatchObject({ detail: { leaning: [{ what: 'account', key: 'xinfang.01' }] } })
  })
})

describe('a table as counties have them', () => {
  it('has a title, merged heads, an explaining row, sums, and numbers where texts should be', async () => {
    const bytes = await anXlsx([
      ['太和县网格基本情况表'],
      ['基本信息', null, '数据', null],
      ['网格编码', '网格名称', '人口', '户数'],
      ['必填', '必填', '选填', '选填'],
      [Number(gridCode(1, 2, 1)), '张槐第１网格', '４１２', { formula: '100+20', result: 120 }],
      ['合计', null, 412, 120],
    ])
    const checked = await checkedFile(admin, { kind: 'grids', name: '表.xlsx', bytes })

    expect(checked.sheets[0]).toMatchObject({ headingRow: 3, formulas: 1 })
    expect(checked.faults).toEqual([])
    expect(checked.changes).toEqual([
      {
        row: 5,
        key: gridCode(1, 2, 1),
        isNew: false,
        columns: [
          { column: 'name', before: '第1网格', after: '张槐第1网格' },
          { column: 'population', before: '400', after: '412' },
          { column: 'households', before: '130', after: '120' },
        ],
      },
    ])
  })

  it('is read in GBK and UTF-16 as in UTF-8', async () => {
    const text = csv('网格编码,网格名称', `${gridCode(1, 3, 1)},李庄第一网格`)
    const gbk = Buffer.from('cdf8b8f1b1e0c2eb2ccdf8b8f1c3fbb3c60a', 'hex')
    const gbkLine = Buffer.concat([
      gbk,
      Buffer.from(`${gridCode(1, 3, 1)},`),
      Buffer.from('c0eed7afb5dad2bbcdf8b8f1', 'hex'),
    ])
    const files = [
      gbkLine,
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      Buffer.from(`\uFEFF${text}`),
    ]
    for (const bytes of files) {
      const { changes } = await checkedFile(admin, { kind: 'grids', name: '网格.csv', bytes })
      expect(changes[0]?.columns[0]?.after).toBe('李庄第一网格')
    }
  })

  it('keeps a wrong row from nothing else, and says of each what is wrong and what to do', async () => {
    const lines = [
      `${gridCode(1, 1, 1)},甲,401,130`,
      '3.41222E+14,乙,1,1',
      '341222999999001,丙,1,1',
      '341102100001001,丁,1,1',
      `${gridCode(1, 1, 2)},,600,x`,
      `${gridCode(1, 1, 1)},戊,1,1`,
      `${gridCode(1, 2, 1)},己,501,1`,
    ]
    const checked = await checkedFile(admin, gridFile(...lines))

    expect(checked.counts).toEqual({ fresh: 0, changed: 2, same: 0, wrong: 5, warned: 1 })
    expect(checked.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'code', 'number.scientific'],
      [4, 'code', 'area.unknown'],
      [5, 'code', 'area.otherCounty'],
      [6, 'name', 'cell.missing'],
      [6, 'households', 'count.shape'],
      [6, 'population', 'grid.tooMany'],
      [7, null, 'row.twice'],
      [8, 'population', 'grid.tooMany'],
    ])
    const marked = await textsIn(await fileOf(admin, 'GET', `/api/imports/${checked.id}/marked`))
    expect(marked).toHaveLength(8)
    expect(marked[2]?.at(-1)).toContain('科学计数法')
  })

  it('of last year is told by the code that a name has today', async () => {
    const { faults } = await checkedFile(admin, {
      kind: 'divisions',
      name: '区划.csv',
      bytes: csv('代码,名称', `${townshipCode(1)}277,北街村委会`, `${townshipCode(7)}201,某村`),
    })

    expect(faults.map(({ code, detail }) => [code, detail])).toEqual([
      ['area.codeMoved', { name: '北街村委会', code: villageCode(1, 1) }],
      ['area.noParent', { parent: townshipCode(7) }],
    ])
  })
})

describe('GET /api/imports/templates/:kind, /imports/:id/marked and POST /imports/:id/slips', () => {
  it('give a template that is itself read without a fault', async () => {
    const bytes = await fileOf(admin, 'GET', '/api/imports/templates/units')
    const texts = await textsIn(bytes)
    const checked = await checkedFile(admin, {
      kind: 'units',
      name: '单位.xlsx',
      bytes: new Uint8Array(bytes),
    })

    expect(texts[0]).toEqual(['单位名称*', '单位类型*', '所属区划代码*', '电话'])
    expect(texts).toHaveLength(4)
    expect(checked.counts).toMatchObject({ changed: 2, wrong: 0 })
  })

  it('give the one-time passwords of new accounts once; they open a door that asks for another', async () => {
    const bytes = await anXlsx([
      ['账号', '姓名', '角色', '所属区划代码', '单位'],
      ['zhang.san', '=张三', '网格员', gridCode(2, 1, 1), null],
      ['li.si', '李四', '部门承办人', '341222', '无此单位'],
      ['county.admin', '王五', '县值班员', '341222', null],
      ['zhao.liu', '赵六', '系统管理员', '341222', null],
    ])
    const done = await importedFile(security, { kind: 'accounts', name: '人员.xlsx', bytes })
    const { id } = done

    expect(done.counts).toMatchObject({ fresh: 1, wrong: 3 })
    expect(done.hasSlips).toBe(true)
    const [, slip = []] = await textsIn(await fileOf(security, 'POST', `/api/imports/${id}/slips`))
    const [account = '', name, password = ''] = slip
    expect([account, name]).toEqual(['zhang.san', "'=张三"])
    const member = await running.signIn(account, password)
    expect((await member.get('/api/session')).body).toMatchObject({
      mustChangePassword: true,
      role: 'gridMember',
    })
    expect((await security.call(takeImportSlips, { params: { id }, body: {} })).code).toBe('import.noSlips')
    const { rows } = await running.database.pool.query(
      "select kind from acts where subject_name like '%（zhang.san）'",
    )
    expect(rows).toEqual([{ kind: 'account.create' }])
  })

  it('refuse whoever does not administer, a copy of what has not been checked, and passwords of what made none', async () => {
    const { id } = await readFileOf(admin, gridFile(`${gridCode(1, 1, 1)},甲,401,130`))

    expect((await admin.call(takeImportSlips, { params: { id }, body: {} })).code).toBe('import.noSlips')
    expect((await admin.call(writeMarkedImport, { params: { id } })).code).toBe('import.wrongState')
    expect((await duty.call(writeImportTemplate, { params: { kind: 'units' } })).code).toBe(
      'permission.missing',
    )
  })
})
