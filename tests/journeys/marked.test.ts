import { readFile } from 'node:fs/promises'
import exceljs from 'exceljs'
import { seeCase } from '@shuniu/shared/cases'
import { expect, it } from 'vitest'
import { anOffice, patient, type KnownCase } from './office.ts'
import type { Seat } from './shift.ts'

const office = anOffice()
const toolbar = ({ page }: Seat) => page.getByRole('toolbar', { name: '多选' })

/** Marks the rows of the cases, by keyboard into the mode and by a click on each. */
async function marked(seat: Seat, known: readonly KnownCase[]): Promise<void> {
  await seat.page.keyboard.press('=')
  await toolbar(seat).waitFor()
  for (const { id } of known) await seat.page.locator(`[data-case="${id}"]`).click()
  await toolbar(seat).getByText(`已选 ${known.length} 件`).waitFor()
}
const urgedTimes = async (seat: Seat, { id }: KnownCase) => {
  const answer = await seat.operator.call(seeCase, { params: { id } })
  return answer.ok ? answer.value.case.urgeCount : -1
}

it('urges, prints and takes away several cases at once', async () => {
  const known = [await office.handled({ text: '路灯不亮。' }), await office.handled({ text: '井盖缺失。' })]
  const director = await office.sit('t1.director')
  const { page } = director
  await page.locator('[data-tab="all"]').click()
  await page.locator(`[data-case="${known[0]?.id}"]`).waitFor()
  await page.getByText('路灯不亮。').waitFor()

  await marked(director, known)
  expect(page.url()).not.toMatch(/cases/)
  await toolbar(director).getByRole('button', { name: '催办 2 件' }).click()
  const form = page.getByRole('dialog', { name: '批量催办 2 件' })
  await form.getByRole('button', { name: /^催办/ }).click()
  await form.getByRole('alert').getByText('请填写催办意见。').waitFor()
  await form.getByLabel('催办意见').fill('今晚八点前办结并回话。')
  await page.keyboard.press('Control+Enter')
  await form.getByText('向 2 件事件的承办单位发出催办。').waitFor()
  await page.keyboard.press('Control+Enter')
  await form.waitFor({ state: 'detached' })
  for (const one of known) await expect.poll(() => urgedTimes(director, one), patient).toBe(1)

  await marked(director, known)
  const file = page.waitForEvent('download')
  await toolbar(director).getByRole('button', { name: '导出 Excel' }).click()
  const download = await file
  expect(download.suggestedFilename()).toMatch(/^事件清单\d{8}-\d{6}\.xlsx$/)
  const book = new exceljs.Workbook()
  const bytes = await readFile(await download.path())
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const numbers = book.worksheets[0]?.getColumn(1).values
  for (const { number } of known) expect(numbers).toContain(number)

  await toolbar(director).getByRole('button', { name: '打印交办单' }).click()
  const sheets = page.getByRole('dialog', { name: '打印预览' })
  await sheets.getByText('已取 2 份，共 2 份').waitFor()
  for (const { number } of known) await sheets.getByText(number).first().waitFor()
  await page.keyboard.press('Escape')
  await toolbar(director).getByRole('button', { name: '结束多选' }).click()
  await page.locator(`[data-case="${known[0]?.id}"]`).click()
  await page.waitForURL(new RegExp(known[0]?.id ?? ''))
})

it('told no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
