import { expect, it } from 'vitest'
import {
  anOffice,
  choose,
  inTab,
  openOnPhone,
  press,
  seenBy,
  send,
  submit,
  toldIn,
  write,
  type KnownCase,
} from './office.ts'
import type { Seat } from './shift.ts'

const office = anOffice()
let known: KnownCase

const at = (account: string) => office.atDesk(account, known)
const seen = (seat: Seat) => seenBy(seat, known)
const timelineOf = ({ page }: Seat) => page.locator('.timeline')

async function supervises(supervisor: Seat, card: string, text: string): Promise<void> {
  await press(supervisor, 'supervise')
  await choose(supervisor.page, 'card', card)
  await write(supervisor.page, '督办事项', text)
  await submit(supervisor)
}

it('is urged by the desk, which the unit reads on its timeline', async () => {
  known = await office.handled({ level: 'yellow', text: '两家因排水沟改道多次争执，群众反映强烈。' })
  const desk = await at('t1.dispatcher')
  await press(desk, 'urge')
  await write(desk.page, '说明', '请今日上门，晚饭前报进展。')
  await submit(desk)

  const phone = await office.sit('t1.force', 'phone')
  await openOnPhone(phone, known, 'open')
  await phone.page.locator('.trail').getByText('请今日上门，晚饭前报进展。').waitFor()
  expect((await seen(phone)).urgeCount).toBe(1)
})

it('is supervised by a notice with a number, and by a graver one that takes its place', async () => {
  const supervisor = await at('county.supervisor')
  await supervises(supervisor, '黄牌', '请说明进展缓慢的原因。')
  await toldIn(supervisor, 'supervisionNotices').toMatch(
    /黄牌 · DB341222-20261124-\d{4}.*请说明进展缓慢的原因。.*待答复，/,
  )
  const first = (await seen(supervisor)).supervision?.number
  await supervises(supervisor, '橙牌', '限两日内拿出化解方案。')
  await toldIn(supervisor, 'supervisionNotices').toMatch(/未答复，由 .* 接续.*橙牌.*待答复，/)
  expect((await seen(supervisor)).supervision).toMatchObject({ card: 'orange', answeredAt: null })
  expect((await seen(supervisor)).supervision?.number).not.toBe(first)

  await supervisor.page.locator('[data-ended] > summary').click()
  const ended = supervisor.page.locator('[data-ended] [data-clock="supervisionReply"] > details > summary')
  expect(await ended.textContent()).toMatch(/—.*被新的督办通知书取代/)
})

it('is answered for by the unit on its phone, and the answer stands on the timeline', async () => {
  const phone = await office.sit('t1.force', 'phone')
  await openOnPhone(phone, known, 'supervised')
  await toldIn(phone, 'supervisionNotices').toMatch(/橙牌.*待答复，/)
  await press(phone, 'answerSupervision')
  await phone.page.getByLabel('说明').fill('已拟定改道方案，明日上午双方到场签字。')
  await send(phone)

  const supervisor = await at('county.supervisor')
  await timelineOf(supervisor).getByText('已拟定改道方案，明日上午双方到场签字。').waitFor()
  await toldIn(supervisor, 'supervisionNotices').toMatch(/橙牌.*答复：已拟定改道方案/)
  await inTab(supervisor, 'supervised').toBe(0)
})

it('is instructed by a leader, and the unit gives its receipt', async () => {
  const leader = await at('county.leader')
  await press(leader, 'instruct')
  await write(leader.page, '批示内容', '请镇里主要负责同志过问，防止矛盾激化。')
  await submit(leader)
  await toldIn(leader, 'instructions').toMatch(/请镇里主要负责同志过问，防止矛盾激化。.*待回执/)

  const force = await at('t1.force')
  await press(force, 'acknowledge')
  await write(force.page, '说明', '镇长已到场，双方情绪平稳。')
  await submit(force)
  await toldIn(leader, 'instructions').toMatch(/回执：镇长已到场，双方情绪平稳。/)
  await timelineOf(leader).getByText('镇长已到场，双方情绪平稳。').waitFor()
  expect(await seen(leader)).toMatchObject({ instructed: false, urgeCount: 1, status: 'handling' })
})

it('tells no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
