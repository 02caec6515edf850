import { expect, it } from 'vitest'
import {
  anOffice,
  inTab,
  patient,
  pickUnit,
  press,
  seenBy,
  submit,
  toldIn,
  write,
  type KnownCase,
} from './office.ts'
import type { Seat } from './shift.ts'

const hourS = 3_600
const office = anOffice()
let known: KnownCase

const at = (account: string) => office.atDesk(account, known)
const rowOf = ({ page }: Seat) =>
  expect.poll(() => page.locator(`[data-case="${known.id}"]`).textContent(), patient)

it('calls two departments, one after the other, each with its own time to come', async () => {
  known = await office.handled({ level: 'yellow', text: '排水沟塌方堵塞村道，需多部门到场。' })
  const force = await at('t1.force')
  for (const unit of ['县公安局', '县民政局']) {
    await press(force, 'whistle')
    await pickUnit(force.page, '吹哨单位', unit)
    await write(force.page, '协同事由', '请到场会商处置。')
    await submit(force)
    office.clock.moveOnS(600)
  }
  await toldIn(force, 'helpers').toMatch(/县公安局待报到.*16:00 前报到.*县民政局待报到.*16:10 前报到/)

  const police = await at('police')
  await press(police, 'arrive')
  await submit(police)
  await toldIn(force, 'helpers').toMatch(/县公安局处置中.*前完成.*县民政局待报到.*16:10 前报到/)
  for (const account of ['t1.force', 'police']) await office.leave(account)
})

it('has who did not come on the list of late cases, of that unit and of the desk, and nobody else blamed', async () => {
  office.clock.moveOnS(6.5 * hourS)
  const desk = await at('t1.dispatcher')
  const civil = await at('civil')
  await inTab(desk, 'overdue').toBe(1)
  await inTab(civil, 'overdue').toBe(1)
  await rowOf(desk).toMatch(/协办超时/)
  await rowOf(civil).toMatch(/超时 \d+ 分/)
  await expect
    .poll(() => desk.page.locator('[data-why]').first().textContent(), patient)
    .toMatch(/^红.*协办单位县民政局的吹哨报到时限 4 工作时.*已超时/)
  await toldIn(desk, 'supervisionNotices').toMatch(/黄牌 · DB341222-.* · 县民政局.*待报到/)
  expect(await seenBy(desk, known)).toMatchObject({ overdue: false, card: null, supervision: null })
})

it('is late no more when it has come', async () => {
  const civil = await at('civil')
  const desk = await at('t1.dispatcher')
  await press(civil, 'arrive')
  await submit(civil)
  await inTab(desk, 'overdue').toBe(0)
  await toldIn(desk, 'supervisionNotices').toMatch(/县民政局.*已报到/)
})

it('tells no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
