import { listWalls, revokeWall, rooms } from '@shuniu/shared/identity'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { countyCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aScreen, enrolled } from '../builders/screens.ts'
import { aWatcher, ConnectionRefused, until, Watcher } from '../builders/watcher.ts'

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
})
afterAll(() => running.drop())

const hall = { name: '县综治中心大厅', scope: countyCode }

async function aWall() {
  const { wall, browser } = await enrolled(aScreen(running.url), await as('county.security'), hall)
  const { url } = running
  const watcher = await aWatcher({ url, cookie: browser.cookie, rooms: [rooms.county] })
  return { wall, watcher, cookie: browser.cookie }
}
const seen = async (id: string) => {
  const { items } = (await (await as('county.security')).call(listWalls, { query: { limit: 200 } })).body
  return items.find(one => one.id === id)
}

it('an enrolled wall hears the county, and is listed as connected while it does', async () => {
  const { wall, watcher } = await aWall()
  const there = await seen(wall.id)
  watcher.close()

  expect(watcher.rooms).toEqual([rooms.county])
  expect(there).toMatchObject({ isConnected: true })
  await until('the screen is listed as gone', async () => (await seen(wall.id))?.isConnected === false)
})

it('a revoked wall hears nothing more within a second, and does not come back', async () => {
  const [{ wall, watcher, cookie }, other] = [await aWall(), await aWall()]
  const { version } = wall
  const body = { id: v7(), version, reason: '设备报废' }
  const askedAtMs = performance.now()
  await (await as('county.security')).call(revokeWall, { params: { id: wall.id }, body })
  await until('the wall is cut off', () => !watcher.isConnected, 1_000)

  expect(performance.now() - askedAtMs).toBeLessThan(1_000)
  expect(watcher.ends).toEqual(['session.none'])
  expect(other.watcher.isConnected).toBe(true)
  await expect(new Watcher({ url: running.url, cookie }).connect()).rejects.toThrow(ConnectionRefused)
  other.watcher.close()
})
