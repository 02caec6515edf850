import { changeRungs, defaultRungs, listRungs, type RungSettings } from '@shuniu/shared/reach'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'

const clock = testClock()
let running: RunningApp
let admin: Browser
let duty: Browser
beforeAll(async () => {
  running = await startApp({ clock })
  admin = await running.signIn('county.admin')
  duty = await running.signIn('t1.duty')
})
afterAll(() => running.drop())

const waits = (named: Partial<RungSettings> = {}): RungSettings => ({
  ...defaultRungs,
  red: { deviceS: 20, openS: 90, signS: 150 },
  effectiveFrom: '2026-11-25',
  ...named,
})
const changed = (to: RungSettings, by = admin, id = v7()) => by.call(changeRungs, { body: { id, ...to } })

describe('GET /api/reach/rungs', () => {
  it('shows what a county starts with', async () => {
    expect((await duty.call(listRungs)).body.items).toMatchObject([
      { settings: defaultRungs, state: 'inForce', changedBy: null },
    ])
  })

  it('is refused to a stranger', async () => {
    expect((await running.stranger.call(listRungs)).code).toBe('session.none')
  })
})

describe('POST /api/reach/rungs', () => {
  it('sets other waits from a day to come, once for each command, and is written down', async () => {
    const id = v7()

    const answers = await Promise.all([changed(waits(), admin, id), changed(waits(), admin, id)])
    const other = await changed(waits({ effectiveFrom: '2026-11-28' }), admin, id)
    const { items } = (await duty.call(listRungs)).body

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
    expect(other.code).toBe('command.idTaken')
    expect(items.map(({ state, changedBy }) => [state, changedBy])).toEqual([
      ['toCome', '测试 county.admin'],
      ['inForce', null],
    ])
    const { rows } = await running.database.pool.query(`select 1 from acts where kind = 'reachRungs.change'`)
    expect(rows).toHaveLength(1)
  })

  it.each<[string, Partial<RungSettings>, number]>([
    ['reach.pastRungs', { effectiveFrom: '2026-11-24' }, 409],
    ['reach.notADay', { effectiveFrom: '2027-02-30' }, 400],
    ['reach.outOfBounds', { red: { deviceS: 1, openS: 60, signS: 120 } }, 400],
    ['reach.outOfOrder', { red: { deviceS: 100, openS: 60, signS: 120 } }, 400],
    ['request.malformed', { red: { deviceS: 0, openS: 60, signS: 120 } }, 400],
  ])('refuses with %s', async (code, named, status) => {
    const answer = await changed(waits(named))

    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('refuses whoever may not manage the limits', async () => {
    expect((await changed(waits(), duty)).code).toBe('permission.missing')
  })
})
