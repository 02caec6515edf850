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
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { gridCode } from '../builders/county.ts'
import { checkedFile, importedFile, sendImport, settled } from '../builders/imports.ts'

const timeout = 180_000
let running: RunningApp
let admin: Browser
let security: Browser

beforeAll(async () => {
  running = await startApp()
  admin = await running.signIn('county.admin')
  security = await running.signIn('county.security')
}, timeout)
afterAll(() => running.drop(), timeout)

const gridsFile = {
  kind: 'grids' as const,
  name: '网格.csv',
  bytes: `网格编码,网格名称\n${gridCode(1, 1, 1)},甲`,
}

describe('accounts from a table', { timeout }, () => {
  const accountsFile = (...lines: string[]) => ({
    kind: 'accounts' as const,
    name: '账号.csv',
    bytes: ['账号,姓名,角色,区划代码,单位', ...lines].join('\n'),
  })
  const newMember = (account: string, scope: string) => `${account},王五,网格员,${scope},`

  it('are the security administrator’s: whoever administers the system has them refused at every door', async () => {
    const file = accountsFile(newMember('wang.5', gridCode(1, 1, 1)))
    const { id, version, mapping } = await checkedFile(security, file)
    const params = { id }

    expect((await sendImport(admin, file)).body).toMatchObject({
      code: 'permission.missing',
      detail: { needs: 'account.administer' },
    })
    const template = await admin.call(writeImportTemplate, { params: { kind: 'accounts' } })
    const listed = await admin.call(listImports, { query: {} })
    expect([template.code, listed.body.items.map(({ kind }) => kind)]).toEqual([
      'permission.missing',
      expect.not.arrayContaining(['accounts']),
    ])
    const asked = [
      await admin.call(seeImport, { params }),
      await admin.call(checkImport, { params, body: { version, sheet: 0, mapping } }),
      await admin.call(runImport, { params, body: { version, skipsWrong: false } }),
      await admin.call(undoImport, { params, body: { version } }),
      await admin.call(writeMarkedImport, { params }),
      await admin.call(takeImportSlips, { params, body: {} }),
    ]
    expect(asked.map(({ status, code }) => [status, code])).toEqual(asked.map(() => [404, 'import.unknown']))
    expect((await settled(security, id)).state).toBe('checked')
  })

  it('are all that the security administrator imports; grids are refused', async () => {
    expect((await sendImport(security, gridsFile)).body).toMatchObject({
      code: 'permission.missing',
      detail: { needs: 'county.manage' },
    })
    const listed = await security.call(listImports, { query: {} })
    expect(new Set(listed.body.items.map(({ kind }) => kind))).toEqual(new Set(['accounts']))
  })

  it('of a township are brought by its own administrator, and refused beyond it', async () => {
    const township = await running.signIn('t1.security')
    const lines = [
      newMember('t1.new', gridCode(1, 2, 1)),
      newMember('t2.new', gridCode(2, 1, 1)),
      newMember('t2v1g1', gridCode(1, 1, 1)),
      'police,王五,部门承办人,341222100,',
      `t1.unit,王五,部门承办人,341222100,县公安局`,
    ]
    const { id, counts, faults } = await importedFile(township, accountsFile(...lines))

    expect(counts).toMatchObject({ fresh: 1, changed: 0, wrong: 4 })
    expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 'areaCode', 'area.notYours'],
      [4, 'account', 'account.elsewhere'],
      [5, 'unit', 'unit.needed'],
      [6, 'unit', 'unit.unknown'],
    ])
    const other = await running.signIn('t2.security')
    expect((await other.call(seeImport, { params: { id } })).code).toBe('import.unknown')
  })
})
