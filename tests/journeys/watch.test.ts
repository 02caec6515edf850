import { tellPresence } from '@shuniu/shared/duty'
import { expect, it } from 'vitest'
import { anOffice, openAtDesk, patient } from './office.ts'

const office = anOffice()
const pageOf = (url: string, path: string) => new URL(path, url).href
const openDesk = async (account: string) => {
  const seat = await office.sit(account)
  await seat.page.goto(pageOf(seat.page.url(), '/desk'))
  await seat.page.getByRole('region', { name: '本班' }).waitFor()
  return seat
}

it('enters a week on the roster, sees its holes, and tells every desk who is on duty', async () => {
  const { page } = await office.sit('t1.dispatcher')
  await page.goto(pageOf(page.url(), '/centres/duty'))
  await page.getByText(/^缺岗 \d+ 处/).waitFor()
  await page.locator('th.today').waitFor()

  await page.getByRole('button', { name: '排班', exact: true }).click()
  const form = page.getByRole('dialog', { name: '排班' })
  await form.getByLabel('姓名').fill('李安')
  await form.getByLabel('共几班').fill('0')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByRole('alert').getByText('请填写姓名、日期、时段和班数。').waitFor()
  await form.getByLabel('起', { exact: true }).fill('00:00')
  await form.getByLabel('止', { exact: true }).fill('00:00')
  await form.getByLabel('共几班').fill('3')
  await form.getByLabel('值班电话').fill('0558-8622110')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByText(/^李安 任 值班员，.* 起共 3 班。$/).waitFor()
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'detached' })
  await page.getByText('已排 3 个班次').waitFor()

  const { page: desk } = await openDesk('t1.duty')
  await desk.keyboard.press('[')
  const own = desk.locator('[data-unit]').filter({ hasText: '李安' })
  await own.getByRole('link', { name: '李安 0558-8622110' }).waitFor()
  await desk.keyboard.press('Escape')
})

it('hands the watch over: said on a case and on the whole, waiting for all to see, signed by another', async () => {
  const known = await office.reported({ level: 'red', text: '北街有人打架。' })
  const giver = await openDesk('t1.duty')
  const { page } = giver
  await page.getByRole('button', { name: '交班', exact: true }).click()
  const form = page.getByRole('dialog', { name: '交班' })
  await form.getByLabel('交班事项').fill('变电站 22 点来电未回')
  await form.getByRole('combobox', { name: '单件交代' }).fill(known.number)
  await page.keyboard.press('Enter')
  await form.getByLabel(`${known.number} 交代什么`).fill('家属等回电')
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'detached' })

  await page.reload()
  await page.getByRole('button', { name: '交班', exact: true }).click()
  await expect.poll(() => form.getByLabel('交班事项').inputValue(), patient).toBe('变电站 22 点来电未回')
  await form.getByRole('button', { name: '签名交班' }).click()
  await form.getByText(/名义签名交班/).waitFor()
  await page.keyboard.press('Enter')
  await form.waitFor({ state: 'detached' })
  await page
    .locator('.watch')
    .getByText(/交班，等待接班/)
    .waitFor()

  const { page: taker } = await openDesk('t1.dispatcher')
  await taker.getByRole('button', { name: '查看并接班' }).click()
  const paper = taker.getByRole('dialog', { name: '交接班记录' })
  await paper.getByText('变电站 22 点来电未回').waitFor()
  await paper.getByRole('row').filter({ hasText: known.number }).getByText('家属等回电').waitFor()
  await taker.keyboard.press('Control+Enter')
  await paper.getByRole('button', { name: /^再按一次/ }).waitFor()
  await taker.keyboard.press('Control+Enter')
  await taker.getByText('已接班').waitFor()
  await taker.keyboard.press('Escape')
  await taker.getByRole('region', { name: '本班' }).getByText('家属等回电').click()
  await taker.waitForURL(new RegExp(known.id))

  await openDesk('t1.duty')
  await page.getByRole('button', { name: '交接班记录' }).click()
  await page
    .getByRole('dialog', { name: '交接班记录' })
    .getByText(/^测试 t1\.dispatcher/)
    .waitFor()
  await page.keyboard.press('Escape')
})

it('shows on the row and the card who is at a case, and no more once they have left it', async () => {
  const known = await office.reported({ level: 'blue', text: '路灯不亮。' })
  const one = await office.atDesk('t1.dispatcher', known)
  const other = await office.sit('t1.duty')
  await one.page.keyboard.press('F2')
  await openAtDesk(other, known)

  await other.page.getByRole('status').getByText('测试 t1.dispatcher 正在处理').waitFor()
  await one.page.keyboard.press('Escape')
  await one.page.goto(pageOf(one.page.url(), '/desk'))
  await one.page.getByRole('region', { name: '本班' }).waitFor()
  const answer = await one.operator.call(tellPresence, {
    body: { caseId: null, isActing: false, leftId: known.id },
  })
  expect(answer.ok).toBe(true)

  await expect
    .poll(() => other.page.getByText('测试 t1.dispatcher 正在').count(), { ...patient, timeout: 30_000 })
    .toBe(0)
})

it('has written the log of the watch by itself', async () => {
  const known = await office.handled({ text: '井盖缺失。' })
  const { page } = await openDesk('t1.dispatcher')
  await page.getByRole('button', { name: '值班日志' }).click()
  const log = page.getByRole('dialog', { name: '值班日志' })
  await log.getByText(/^值班日志 \d{4}-/).waitFor()
  await log
    .getByRole('row')
    .filter({ hasText: known.number })
    .filter({ hasText: '派遣' })
    .filter({ hasText: 't1.dispatcher' })
    .waitFor()
})

it('told no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
