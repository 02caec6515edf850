import { moveCase } from '@shuniu/shared/cases'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import {
  anOffice,
  choose,
  follow,
  inTab,
  isOffered,
  openOnPhone,
  patient,
  pickUnit,
  press,
  seenBy,
  send,
  submit,
  write,
  type KnownCase,
} from './office.ts'
import type { Seat } from './shift.ts'

const hourS = 3_600
const office = anOffice()
let known: KnownCase

const at = (account: string) => office.atDesk(account, known)
const why = ({ page }: Seat) => page.locator('[data-why]')
const headOf = ({ page }: Seat) => page.locator('.card header.head')
const ledgerOf = ({ page }: Seat, stage: string) =>
  page.locator(`[data-clock="${stage}"]:not([data-unit]) table`)
const seen = (seat: Seat) => seenBy(seat, known)

/** China's wall time so many hours from now, as a field of a page takes it. */
const localIn = (hours: number): string =>
  new Date(Date.parse(office.clock.now()) + (hours + 8) * 3_600_000).toISOString().slice(0, 16)

it('is dispatched to one department that leads and two that help', async () => {
  known = await office.reported({ level: 'yellow', text: '两家因排水沟改道发生争执，涉及道路与低保户。' })
  const desk = await at('t1.dispatcher')
  await press(desk, 'accept')
  await submit(desk)
  await press(desk, 'assign')
  await pickUnit(desk.page, '主办单位', '县公安局')
  await pickUnit(desk.page, '协办单位', '县民政局')
  await pickUnit(desk.page, '协办单位', '县住房和城乡建设局')
  await choose(desk.page, 'dueAt', '2 小时内')
  await submit(desk)
  expect(await follow(desk, 'helpers').textContent()).toMatch(/县民政局待签收.*县住房和城乡建设局待签收/)

  const lead = await at('police')
  await press(lead, 'sign')
  await press(lead, 'start')
  await lead.page.locator('[data-closed-move="finish"]').waitFor()
  for (const account of ['civil', 'housing']) {
    const helper = await at(account)
    await inTab(helper, 'helping').toBe(1)
    await press(helper, 'coSign')
    await press(helper, 'coFeedBack')
    await write(helper.page, '说明', '本单位的部分已办妥，双方当事人已知情。')
    await submit(helper)
    await inTab(helper, 'helping').toBe(0)
    await office.leave(account)
  }

  await expect.poll(() => follow(lead, 'helpers').textContent(), patient).toMatch(/已反馈.*已反馈/)
  await lead.page.locator('[data-move="finish"]').waitFor()
})

async function asksForMore(lead: Seat): Promise<void> {
  await press(lead, 'askExtension')
  await write(lead.page, '原因', '一方当事人外出，下午返回。')
  await lead.page.getByLabel('申请延至 自定时间').fill(localIn(3))
  await submit(lead)
  await follow(lead, 'extensions').getByText('待审').waitFor()
}

it('is refused more time, then given it, never by whoever asks', async () => {
  const lead = await at('police')
  const desk = await at('t1.dispatcher')
  await asksForMore(lead)
  await inTab(desk, 'extension').toBe(1)

  expect(await isOffered(lead, 'grantExtension')).toBe(false)
  const { version } = await seen(lead)
  const own = { id: v7(), move: 'grantExtension', seenVersion: version } as const
  expect(await lead.operator.call(moveCase, { params: { id: known.id }, body: own })).toMatchObject({
    ok: false,
    status: 403,
  })

  await press(desk, 'denyExtension')
  await write(desk.page, '说明', '先办能办的部分，下午再议。')
  await submit(desk)
  await follow(lead, 'extensions').getByText('不同意延期').waitFor()
  await inTab(desk, 'extension').toBe(0)
  await asksForMore(lead)
  await press(desk, 'grantExtension')
  await submit(desk)
  await follow(lead, 'extensions')
    .getByText(/同意延至 \d\d:\d\d/)
    .waitFor()
  await expect.poll(() => ledgerOf(lead, 'handling').textContent(), patient).toMatch(/缩短.*延期/)
  await office.leave('police')
})

it('runs late before everybody’s eyes: yellow, then three cards, each with its reason', async () => {
  const desk = await at('t1.dispatcher')
  const dueMs = Date.parse((await seen(desk)).dueAt ?? '')
  const startedMs = dueMs - 3 * hourS * 1_000
  const to = (percent: number) =>
    office.clock.setTo(new Date(startedMs + (dueMs - startedMs) * (percent / 100) + 60_000).toISOString())

  to(75)
  await expect.poll(() => why(desk).textContent(), patient).toMatch(/^黄.*已用 7\d%/)
  to(100)
  await expect.poll(() => headOf(desk).textContent(), patient).toMatch(/超时/)
  await inTab(desk, 'overdue').toBe(1)
  await expect
    .poll(() => why(desk).textContent(), patient)
    .toMatch(/^红.*其间派遣时缩短 1 次、延期 1 次.*已超时/)
  await follow(desk, 'supervisionNotices').getByText('黄牌').waitFor()
  to(150)
  await follow(desk, 'supervisionNotices').getByText('橙牌').waitFor({ timeout: 20_000 })
  to(200)
  await follow(desk, 'supervisionNotices').getByText('红牌').waitFor({ timeout: 20_000 })
  await headOf(desk).getByText('红牌').waitFor()
  await inTab(desk, 'supervised').toBe(1)

  const leader = await office.sit('county.leader')
  await leader.page.keyboard.press('c')
  await leader.page.locator('[data-notification]').getByText('红牌').waitFor()
  await office.leave('county.leader')
})

/** Nobody looks at a thing by telephone before the record has a call that was answered. */
async function byTelephone(desk: Seat, move: 'pass'): Promise<void> {
  await press(desk, move)
  expect(await desk.page.locator('[data-field="method"] [aria-checked="true"]').count()).toBe(0)
  await choose(desk.page, 'method', '电话')
  await desk.page.keyboard.press('Control+Enter')
  await desk.page.getByText('办理记录上还没有接通反映人或当事人的电话').waitFor()
  await desk.page.keyboard.press('Escape')
  await press(desk, 'call')
  await choose(desk.page, 'called', '当事人')
  await choose(desk.page, 'callResult', '已接通')
  await submit(desk)
  await press(desk, move)
  await choose(desk.page, 'method', '电话')
  await submit(desk)
}

it('is answered for by the unit, done, sent back and done again', async () => {
  const phone = await office.sit('police', 'phone')
  const desk = await at('t1.dispatcher')
  await phone.page.goto(new URL('/m/notifications', phone.page.url()).href)
  await phone.page.locator('[data-notification]').getByText('黄牌').waitFor()
  await openOnPhone(phone, known, 'supervised')
  expect(await why(phone).textContent()).toMatch(/其间派遣时缩短 1 次、延期 1 次.*已超时/)
  expect(await follow(phone, 'supervisionNotices').textContent()).toMatch(
    /黄牌.*接续.*橙牌.*接续.*红牌.*待答复/,
  )
  await press(phone, 'answerSupervision')
  await phone.page.getByLabel('说明').fill('当事人已返回，今日内组织调解。')
  await send(phone)
  await follow(desk, 'supervisionNotices').getByText('当事人已返回，今日内组织调解。').waitFor()
  await inTab(desk, 'supervised').toBe(0)

  const lead = await at('police')
  const finish = async () => {
    await press(lead, 'finish')
    await choose(lead.page, 'resultCode', '口头协议')
    await choose(lead.page, 'methodCode', '人民调解')
    await write(lead.page, '说明', '经三方调解，双方达成一致，已签订调解协议并当场履行。')
    await submit(lead)
  }
  await finish()
  expect(await isOffered(lead, 'pass')).toBe(false)
  await press(desk, 'rework')
  await write(desk.page, '说明', '排水沟还没有疏通。')
  await submit(desk)
  await press(lead, 'start')
  await finish()
  await byTelephone(desk, 'pass')
  await expect.poll(async () => (await seen(desk)).status, patient).toBe('verified')
  expect(await isOffered(desk, 'close')).toBe(false)
  await office.leave('police')
})

it('is closed by the director, called back, and opened anew', async () => {
  const director = await at('t1.director')
  await press(director, 'close')
  await write(director.page, '结案意见', '核查属实，同意结案。')
  await submit(director)
  await office.leave('t1.director')

  const desk = await at('t1.dispatcher')
  await follow(desk, 'callBack').getByText('待回访').waitFor()
  await press(desk, 'archive')
  await choose(desk.page, 'method', '上门')
  await choose(desk.page, 'satisfaction', '基本满意')
  await choose(desk.page, 'performance', '已履行')
  await submit(desk)
  await follow(desk, 'callBack').getByText('基本满意').waitFor()

  await desk.page.getByText(/^更多（/).click()
  await press(desk, 'reopen')
  await write(desk.page, '原因', '当晚又积水，双方再起争执。')
  await submit(desk)
  await expect.poll(async () => (await seen(desk)).status, patient).toBe('accepted')
  await desk.page.locator('[data-move="assign"]').waitFor()
  expect((await seen(desk)).card).toBeNull()
})

it('tells no error on any screen', () => {
  // The look "by telephone" without a call was refused on purpose.
  expect(office.complaints()).toEqual([expect.stringMatching(/^t1\.dispatcher: .*status of 409 .*\/moves$/)])
})
