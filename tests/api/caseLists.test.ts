import { mostListed, writeCaseList } from '@shuniu/shared/documents'
import { listCaseWords } from '@shuniu/shared/cases'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { startApp, type RunningApp } from '../builders/app.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { takenTable } from '../builders/takenTable.ts'

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
})
afterAll(() => running.drop())

const reporter = { name: '欧阳小满', phone: '13955886604' }
const aCase = async (account: string, text: string) =>
  (await reported(await as(account), aReport({ text, reporter, sourceCode: '16' }))).caseId

const table = async (account: string, ids: readonly string[]) =>
  takenTable(await as(account), writeCaseList, { ids })

it('takes the cases named away as a table, in their order, formulas as texts and the reporter masked', async () => {
  const first = await aCase('t1.duty', '=HYPERLINK("x") 欧阳小满 13955886604 反映路灯不亮')
  const second = await aCase('t1.duty', '井盖缺失')

  const rows = await table('county.duty', [second, v7(), first])

  expect(rows[0]?.slice(0, 6)).toEqual(['编号', '等级', '状态', '事件', '类别', '内容'])
  expect(rows.slice(1, 3).map(row => row[5])).toEqual([
    '井盖缺失',
    `'=HYPERLINK("x") 欧阳* 139****6604 反映路灯不亮`,
  ])
  expect(rows[1]?.[6]).toBe('来电反映')
  expect(rows.at(-1)?.[0]).toMatch(/^导出：测试 county\.duty .*共 2 件$/)
})

it('has in it no case of another place, and more than a thousand are refused', async () => {
  const id = await aCase('t1.duty', '井盖缺失')

  expect((await table('t2.duty', [id])).map(row => row[0])).toEqual([
    '编号',
    expect.stringMatching(/共 0 件$/),
  ])
  const many = Array.from({ length: mostListed + 1 }, () => v7())
  const refused = await (await as('t1.duty')).call(writeCaseList, { body: { ids: many } })
  expect(refused.code).toBe('request.malformed')
})

it('says how a report begins to whoever reads it in full, masked, of another place nothing, and refuses what are no ids', async () => {
  const id = await aCase('t1.duty', `13955886604 ${'路灯不亮'.repeat(40)}`)
  const words = async (account: string) =>
    (await (await as(account)).call(listCaseWords, { query: { ids: [id, v7()].join() } })).body.items

  expect(await words('county.duty')).toEqual([
    { id, words: expect.stringMatching(/^139\*{4}6604 路灯不亮.*…$/) },
  ])
  expect(await words('t2.duty')).toEqual([])
  expect(await words('county.wall')).toEqual([])
  const wrong = await (await as('t1.duty')).call(listCaseWords, { query: { ids: 'x' } })
  expect(wrong.code).toBe('request.malformed')
})
