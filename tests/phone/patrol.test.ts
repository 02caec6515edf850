import { listPositions, seePatrol } from '@shuniu/shared/patrol'
import { beforeAll, expect, it } from 'vitest'
import { runningClock } from '../builders/clock.ts'
import { insideGrid } from '../builders/county.ts'
import { broughtTo } from '../builders/course.ts'
import { peopleOf } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'
import { say } from '../builders/size.ts'
import { accountId } from '../builders/staff.ts'
import { aField, patient, type FieldPhone, shoot } from './field.ts'

const slowMs = 20 * 60_000
/** The phone's clock is twenty minutes slow. */
const field = aField(runningClock(new Date(Date.now() + slowMs).toISOString()))
const [longitude, latitude] = insideGrid(1, 1, 1)
let phone: FieldPhone

const standing = (metres: number, accuracy: number) =>
  phone.context.setGeolocation({ longitude: longitude + metres / 93_000, latitude, accuracy })
const button = (name: string) => phone.page.getByRole('button', { name, exact: true }).first()

async function onMap() {
  const duty = await field.running().signIn('t1.duty')
  const { body } = await duty.call(listPositions, { query: {} })
  return body.items.find(one => one.memberId === accountId('t1v1g1'))
}
async function lastTrackMs(): Promise<number> {
  const { rows } = await field
    .running()
    .database.pool.query<{ at: Date | null }>('select max(at) as at from tracks where member_id = $1', [
      accountId('t1v1g1'),
    ])
  return rows[0]?.at ? new Date(rows[0].at).getTime() : 0
}
const readingsOnPhone = () =>
  phone.page.evaluate(() =>
    Object.keys(sessionStorage)
      .filter(key => key.startsWith('shuniu.readings'))
      .flatMap(key => {
        const readings: { at: string }[] = JSON.parse(sessionStorage.getItem(key) ?? '[]')
        return readings
      }),
  )

beforeAll(async () => {
  phone = await field.phone('t1v1g1', { before: noteAlarms, path: '/m/me' })
  await phone.context.grantPermissions(['geolocation'])
  await standing(0, 8)
})

/** Notes what a person would hear and feel. */
function noteAlarms(): void {
  const noted = { tones: 0, shakes: 0 }
  Object.assign(globalThis, { noted })
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (when) {
    noted.tones += 1
    start.call(this, when)
  }
  navigator.vibrate = () => (noted.shakes += 1) > 0
}
const noted = () =>
  phone.page.evaluate(() => {
    const heard: { tones: number; shakes: number } = Reflect.get(globalThis, 'noted')
    return heard
  })

it('shows a member whose phone is twenty minutes slow where they stand', async () => {
  await button('开始巡查').click()
  await phone.page.getByText('位置共享中').waitFor({ timeout: 30_000 })

  await expect.poll(onMap, patient).toMatchObject({ accuracyM: 8 })
  const seen = await onMap()
  say(
    `a phone ${slowMs / 60_000} min slow: its place is of ${Date.parse(field.clock.now()) - Date.parse(seen?.at ?? '')} ms ago`,
  )
  expect(Math.abs(Date.parse(field.clock.now()) - Date.parse(seen?.at ?? ''))).toBeLessThan(60_000)
})

it('leaves a member where they stood when a much vaguer place comes', async () => {
  await standing(30_000, 50_000)
  await expect.poll(async () => (await lastTrackMs()) > 0, patient).toBe(true)
  const { rows } = await field
    .running()
    .database.pool.query<{ n: string }>('select count(*) as n from tracks')
  await expect
    .poll(async () => {
      const vague = await field
        .running()
        .database.pool.query<{ n: string }>('select count(*) as n from tracks where accuracy_m > 1000')
      return Number(vague.rows[0]?.n)
    }, patient)
    .toBeGreaterThan(0)

  const seen = await onMap()
  expect(Number(rows[0]?.n)).toBeGreaterThan(0)
  expect(seen).toMatchObject({ accuracyM: 8 })
  expect(seen?.lon).toBeCloseTo(longitude, 3)
  await standing(0, 8)
})

it('ends at the tap without network: nothing more is recorded, and the server learns the moment', async () => {
  await phone.context.setOffline(true)
  await phone.page.getByText('没有网络').waitFor({ timeout: 30_000 })
  const tappedMs = Date.parse(field.clock.now())
  await button('结束巡查').click()
  await button('开始巡查').waitFor()
  await phone.page.getByText('已结束巡查，不再共享位置').waitFor()
  const kept = await readingsOnPhone()
  for (const metres of [40, 80, 120]) await standing(metres, 8)
  const after = await readingsOnPhone()
  expect(after).toEqual(kept)
  expect(after.filter(({ at }) => Date.parse(at) > tappedMs + 1_000)).toEqual([])

  await phone.context.setOffline(false)
  await expect
    .poll(async () => {
      const told = await phone.operator.call(seePatrol, {})
      return told.ok && told.value.patrol
    }, patient)
    .toBeNull()
  const { rows } = await field
    .running()
    .database.pool.query<{ at: Date }>('select ended_at as at from patrols')
  const endedMs = new Date(rows[0]?.at ?? 0).getTime()
  say(
    `patrol ended without network: ${endedMs - tappedMs} ms after the tap, last place ${(await lastTrackMs()) - tappedMs} ms`,
  )
  expect(Math.abs(endedMs - tappedMs)).toBeLessThanOrEqual(2_000)
  expect(await lastTrackMs()).toBeLessThanOrEqual(endedMs)
  expect(await onMap()).toBeUndefined()
})

it('calls for a red task until a person answers: seen, heard and felt, on whatever tab', async () => {
  phone = await field.phone('t1.force', { before: noteAlarms, path: '/m/me' })
  const { page } = phone
  await page.locator('.top').click()
  const report = aReport({ occurredAt: field.clock.now(), level: 'red', text: '持械打架，多人受伤。' })
  await broughtTo('assigned', peopleOf(field.running()), report)

  const card = page.locator('section.alarm.red')
  await card.waitFor({ timeout: 30_000 })
  await expect.poll(async () => (await noted()).tones, patient).toBeGreaterThan(0)
  const first = await noted()
  expect(first.shakes).toBeGreaterThan(0)
  expect(await page.title()).toMatch(/^\(1\) /)
  await expect.poll(async () => (await noted()).tones, patient).toBeGreaterThan(first.tones)
  await page.getByRole('link', { name: /^任务/ }).click()
  expect(await card.isVisible()).toBe(true)
  await shoot(phone, 'alarm')

  await card.getByRole('button', { name: '知道了' }).click()
  await card.waitFor({ state: 'detached' })
  await expect.poll(() => page.title(), patient).not.toMatch(/^\(/)
  await page.reload()
  await page.getByText('实时', { exact: true }).waitFor()
  expect(await card.count()).toBe(0)
})

it('told no error but of the network that was taken away', () => {
  expect(phone.complaints.filter(one => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([])
})
