import { inTx } from '@shuniu/server/platform/db'
import { listDivisions, mapCounty } from '@shuniu/shared/grids'
import { makeReport } from '@shuniu/shared/reports'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { gridCode, insideGrid, villageCode } from '../builders/county.ts'
import { aReport } from '../builders/report.ts'

let running: RunningApp
let member: Browser

beforeAll(async () => {
  running = await startApp()
  member = await running.signIn('t1v1g1')
}, 60_000)
afterAll(() => running.drop(), 60_000)

describe('a county without outlines', () => {
  it('is noticed by a server that runs', async () => {
    await inTx(running.database, async tx => {
      await tx.query('update grids set boundary = null, centre_lon = null, centre_lat = null')
      await tx.query('update divisions set boundary = null, centre_lon = null, centre_lat = null')
    })

    await expect.poll(async () => (await member.call(mapCounty)).body.county, { timeout: 5_000 }).toBeNull()
  })

  it('is listed, and its maps are empty', async () => {
    const listed = await member.call(listDivisions, { query: { parent: villageCode(1, 1) } })
    const map = await member.call(mapCounty)

    expect(listed.body.items.map(({ code, centre }) => [code, centre])).toEqual([
      [gridCode(1, 1, 1), null],
      [gridCode(1, 1, 2), null],
    ])
    expect(map.body.townships.features).toEqual([])
    expect(map.body.villages.synthetic).toBe(false)
  })

  it('takes a report where the grid that was chosen says it is, whatever the position', async () => {
    const [lon, lat] = insideGrid(3, 3, 1)
    const report = aReport({ areaCode: gridCode(1, 1, 2), position: { lon, lat } })
    const sent = await member.call(makeReport, { body: report })

    expect(sent.status).toBe(201)
    const { rows } = await running.database.pool.query('select grid_code, place_doubt from cases')
    expect(rows).toEqual([{ grid_code: gridCode(1, 1, 2), place_doubt: false }])
  })
})
