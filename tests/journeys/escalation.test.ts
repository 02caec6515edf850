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

const office = anOffice()
let known: KnownCase

const atDesk = (account: string) => office.atDesk(account, known)
/** The case open on the phone, found in one of its lists. */
async function onPhone(account: string, list: string): Promise<Seat> {
  const seat = await office.sit(account, 'phone')
  await openOnPhone(seat, known, list)
  return seat
}
const seen = (seat: Seat) => seenBy(seat, known)

it('is taken on by the village, which signs and begins on the phone', async () => {
  known = await office.reported({ level: 'blue', text: '下游排水沟常年堵塞，上下游三家相互推诿。' })
  const township = await atDesk('t1.dispatcher')
  await press(township, 'accept')
  await choose(township.page, 'tier', '村级')
  await submit(township)
  await press(township, 'assign')
  await pickUnit(township.page, '主办单位', '北街综治中心')
  await submit(township)

  const officer = await onPhone('t1v1.officer', 'todo')
  await press(officer, 'sign')
  await press(officer, 'start')
  await officer.page.locator('[data-move="finish"]').waitFor()
  expect(await isOffered(officer, 'escalate')).toBe(false)
})

it('is handed up by the village secretary, whose phone begins with the tasks', async () => {
  const secretary = await office.sit('t1v1.secretary', 'phone')
  await secretary.page.waitForURL('**/m/tasks')
  expect(await secretary.page.getByRole('link', { name: '上报', exact: true }).count()).toBe(0)
  await onPhone('t1v1.secretary', 'open')
  await press(secretary, 'escalate')
  await secretary.page.getByLabel('已做工作').fill('已三次上门，组织过两次村级调解。')
  await secretary.page.getByLabel('无法解决的原因').fill('涉及镇区管网，村里没有施工条件。')
  await send(secretary)

  const township = await atDesk('t1.dispatcher')
  await inTab(township, 'escalated').toBe(1)
  await expect
    .poll(() => follow(township, 'handedUp').textContent(), patient)
    .toContain('北街综治中心村级上报')
  await expect.poll(() => follow(township, 'helpers').textContent(), patient).toContain('北街综治中心处置中')
  expect(await seen(township)).toMatchObject({ status: 'escalated', tier: 'township' })
})

it('is taken on by the township, and by its director handed up to the county', async () => {
  const township = await atDesk('t1.dispatcher')
  await press(township, 'accept')
  await submit(township)
  await press(township, 'assign')
  await pickUnit(township.page, '主办单位', '城关镇派出所')
  await submit(township)
  const force = await atDesk('t1.force')
  await press(force, 'sign')
  await press(force, 'start')
  await force.page.locator('[data-move="progress"]').waitFor()

  const director = await atDesk('t1.director')
  await press(director, 'escalate')
  await write(director.page, '已做工作', '已会同村里勘查管网走向。')
  await write(director.page, '无法解决的原因', '主管网由县里管护。')
  await submit(director)
  await follow(director, 'handedUp').getByText('乡镇上报').waitFor()
  expect(await isOffered(director, 'accept')).toBe(false)
})

it('is sent back by the county, while the village stays on it', async () => {
  const county = await atDesk('county.duty')
  await inTab(county, 'escalated').toBe(1)
  await press(county, 'sendBack')
  await write(county.page, '原因', '县管网本月已疏通，由镇里组织清淤。')
  await submit(county)
  const force = await atDesk('t1.force')
  await expect
    .poll(async () => await seen(force), patient)
    .toMatchObject({ status: 'handling', tier: 'township' })
  await expect
    .poll(() => force.page.locator('[data-clock="handling"] table').first().textContent(), patient)
    .toMatch(/暂停.*恢复/)
  await force.page.locator('[data-closed-move="finish"]').waitFor()

  const officer = await onPhone('t1v1.officer', 'helping')
  await press(officer, 'coFeedBack')
  await officer.page.getByLabel('说明').fill('村内一段已清淤，三家都在场。')
  await send(officer)
  await force.page.locator('[data-move="finish"]').waitFor()
})

it('tells no error on any screen', () => {
  expect(office.complaints()).toEqual([])
})
