import { seeCase, type CaseDetail } from '@shuniu/shared/cases'
import { expect, it } from 'vitest'
import {
  anOffice,
  choose,
  follow,
  inTab,
  openOnPhone,
  patient,
  press,
  seenBy,
  send,
  submit,
  write,
  type KnownCase,
} from './office.ts'
import type { Seat } from './shift.ts'

const dayS = 86_400
const office = anOffice()
let known: KnownCase

const at = (account: string) => office.atDesk(account, known)
const seen = (seat: Seat) => seenBy(seat, known)
const clockOf = ({ page }: Seat, stage: string) => page.locator(`[data-clock="${stage}"]:not([data-unit])`)
const timelineOf = ({ page }: Seat) => page.locator('.timeline')

/** The case's own T4, with everything that happened to it. */
async function handlingOf({ operator }: Seat): Promise<CaseDetail['clocks'][number]> {
  const told = await operator.call(seeCase, { params: { id: known.id } })
  const found = told.ok ? told.value.clocks.find(({ stage }) => stage === 'handling') : undefined
  if (!found) throw new Error('the case has no T4')
  return found
}
const leftMs = (dueAt: string, from: string | null | undefined) => Date.parse(dueAt) - Date.parse(from ?? '')

/** China's wall time so many days from now, as a field of a page takes it. */
const localIn = (days: number): string =>
  new Date(Date.parse(office.clock.now()) + days * dayS * 1_000 + 8 * 3_600_000).toISOString().slice(0, 16)

it('is put on account by the director, with its reason, until when, and who keeps it calm', async () => {
  known = await office.handled({ text: '排水沟改道须待雨季过后施工，两家暂同意维持现状。' })
  const director = await at('t1.director')
  await press(director, 'suspend')
  await choose(director.page, 'reasonCode', '季节')
  await write(director.page, '说明', '雨季不宜开挖，双方已签维持现状承诺。')
  await director.page.getByLabel('计划销账时间 自定时间').fill(localIn(60))
  await write(director.page, '稳控责任人', '李存根')
  await submit(director)

  await inTab(director, 'suspended').toBe(1)
  await expect
    .poll(() => follow(director, 'suspension').textContent(), patient)
    .toMatch(/计划至 .*季节.*稳控责任人 李存根/)
  await expect
    .poll(() => clockOf(director, 'handling').textContent(), patient)
    .toMatch(/灰.*暂停中，恢复后剩 29 天/)
  expect(await clockOf(director, 'handling').textContent()).toMatch(/因挂账自 .* 起暂停.*恢复后还剩 29 天/)
  expect(await seen(director)).toMatchObject({ status: 'suspended', stage: 'suspensionReview' })
})

it('stands among the unit’s cases on account, on its phone too', async () => {
  const phone = await office.sit('t1.force', 'phone')
  await openOnPhone(phone, known, 'suspended')

  expect(await follow(phone, 'suspension').textContent()).toMatch(/季节.*稳控责任人 李存根/)
  await office.leave('t1.force')
  await office.leave('t1.director')
})

it('is looked at again twenty days on, by the unit, which begins the next thirty', async () => {
  office.clock.moveOnS(20 * dayS)
  const phone = await office.sit('t1.force', 'phone')
  await openOnPhone(phone, known, 'suspended')
  await press(phone, 'recheck')
  await phone.page.getByLabel('说明').fill('现场稳定，沟内无积水，双方无新的争执。')
  await send(phone)

  const director = await at('t1.director')
  await timelineOf(director).getByText('现场稳定，沟内无积水，双方无新的争执。').waitFor()
  const { dueAt } = await seen(director)
  expect(Math.round(leftMs(dueAt ?? '', office.clock.now()) / 60_000)).toBe(30 * 24 * 60)
})

it('is taken off it, and its clock runs on with what was left', async () => {
  const director = await at('t1.director')
  const before = await handlingOf(director)
  await press(director, 'resume')
  await write(director.page, '说明', '雨季已过，今日进场施工。')
  await submit(director)

  await inTab(director, 'suspended').toBe(0)
  await expect
    .poll(() => clockOf(director, 'handling').textContent(), patient)
    .toMatch(/暂停.*恢复.*停 20 天/)
  const after = await handlingOf(director)
  const resumedAt = after.ledger.findLast(({ kind }) => kind === 'resume')?.at
  expect(leftMs(after.dueAt, resumedAt)).toBe(leftMs(before.dueAt, before.pausedAt))
  expect(await seen(director)).toMatchObject({ status: 'handling', stage: 'handling', overdue: false })
})

it('tells no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
