import type { moveCase } from '@shuniu/shared/cases'
import type { BodyOf } from '@shuniu/shared/kernel'
import { listDocuments, seeDocument, writeDocument } from '@shuniu/shared/documents'
import { readFile } from 'node:fs/promises'
import { v7 } from 'uuid'
import { beforeAll, expect, it } from 'vitest'
import { unzipped } from '../builders/zip.ts'
import { makeMove } from '../drills/working.ts'
import { anOffice, openAtDesk, patient, seenBy, type KnownCase } from './office.ts'
import type { Seat } from './shift.ts'

const wanted = '请于今日下班前组织双方当面调解。'
const more = ['再次催办。', '第三次催办。', '第四次催办。', '第五次催办。', '第六次催办。']
const office = anOffice()
let desk: Seat
let urged: KnownCase

/** A dispute of the township, accepted, and urged by the director so often that its documents are to be searched. */
async function urgedCase(): Promise<KnownCase> {
  const known = await office.reported({ categoryCode: '0201' })
  const move = async (
    by: Seat,
    command: (of: { id: string; seenVersion: number }) => BodyOf<typeof moveCase>,
  ) => {
    const { version } = await seenBy(by, known)
    const answer = await makeMove(by.operator, known.id, command({ id: v7(), seenVersion: version }))
    if (!answer.ok) throw new Error(answer.code)
  }
  const duty = await office.sit('t1.duty')
  await move(duty, of => ({ ...of, move: 'accept', categoryCode: '0201', level: 'yellow' }))
  for (const text of [wanted, ...more]) await move(desk, of => ({ ...of, move: 'urge', text }))
  return known
}

beforeAll(async () => {
  desk = await office.sit('t1.director')
  urged = await urgedCase()
})

it('is found by initials, shown and left again by the keyboard alone', async () => {
  const { page } = desk
  await openAtDesk(desk, urged)
  await page.getByRole('textbox', { name: '文书名称或拼音首字母' }).waitFor()
  expect(await page.locator('[data-awaited="volumeCover"] dd').textContent()).toBe('结案之后')

  await page.keyboard.press('Control+p')
  await page.keyboard.type('cbtzs')
  await expect
    .poll(() => page.locator('[data-documents] [data-document]').count(), patient)
    .toBe(1 + more.length)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '打印预览' }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Escape')

  await page.locator('[data-documents] [data-document]:focus').waitFor()
  expect(new URL(page.url()).pathname).toBe(`/desk/cases/${urged.id}`)
  expect(await page.locator(`[data-case="${urged.id}"][aria-current="true"]`).count()).toBe(1)
})

it('prints on A4 the form and nothing of the desk', async () => {
  const { page } = desk
  await page.keyboard.press('Enter')
  const sheet = page.locator('article[data-document="urgeNotice"]')
  await sheet.getByText(wanted).waitFor()
  expect(await page.title()).toBe(`催办通知书-${urged.number}`)

  await page.emulateMedia({ media: 'print' })
  const printed = await page.evaluate(() => document.body.innerText)
  const pages = await page.evaluate(() =>
    [...document.styleSheets]
      .flatMap(({ cssRules }) => [...cssRules])
      .flatMap(rule => (rule instanceof CSSPageRule ? [rule.selectorText] : [])),
  )
  const file = await page.pdf({ preferCSSPageSize: true })
  await page.emulateMedia({ media: 'screen' })

  expect(printed).toContain(urged.number)
  for (const chrome of ['调度台', '事件队列', '打印', '返回', '实时']) expect(printed).not.toContain(chrome)
  expect(pages).toEqual(expect.arrayContaining(['document', 'document:right', 'document:left']))
  const pdf = file.toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(pdf) ?? []
  expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
})

it('is taken away as a Word file that holds the number of the case', async () => {
  const { page } = desk
  const coming = page.waitForEvent('download')
  await page.keyboard.press('w')
  const download = await coming
  expect(download.suggestedFilename()).toBe(`催办通知书-${urged.number}.docx`)

  const files = unzipped(await readFile(await download.path()))

  const xml = files.get('word/document.xml')?.toString('utf8') ?? ''
  expect(xml).toContain(urged.number)
  expect(xml).toContain(wanted)
  await page.keyboard.press('Escape')
  await page.locator('[data-documents]').waitFor()
})

it('is not there for another township', async () => {
  const { operator: foreigner } = await office.sit('t2.duty')
  const params = { id: urged.id, form: 'urgeNotice' }
  const answers = [
    await foreigner.call(listDocuments, { params: { id: urged.id } }),
    await foreigner.call(seeDocument, { params }),
    await foreigner.call(writeDocument, { params }),
  ]

  for (const answer of answers) expect(answer).toEqual({ ok: false, status: 404, code: 'case.unknown' })
})

it('tells no error on any console', () => {
  expect(office.complaints()).toEqual([])
})
