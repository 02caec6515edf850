import { changeClockSettings, listClockSettings, type ChangedSettings } from '@shuniu/shared/clocks'
import { seeCase } from '@shuniu/shared/cases'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { aReport, reported } from '../builders/report.ts'

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

const settings = (differing: Partial<ChangedSettings> = {}): ChangedSettings => ({
  yellowPercent: 50,
  orangePercent: 80,
  reworkPercent: 50,
  extensionPercent: 100,
  effectiveFrom: '2026-11-25',
  ...differing,
})
const changed = (to: ChangedSettings, by = admin, id = v7()) =>
  by.call(changeClockSettings, { body: { id, ...to } })
const listed = async () => (await duty.call(listClockSettings)).body.items

describe('GET /api/clocks/settings', () => {
  it('shows what a county starts with, and who is told at which share', async () => {
    const { body } = await duty.call(listClockSettings)

    expect(body.items).toMatchObject([
      { settings: { yellowPercent: 70, orangePercent: 90 }, state: 'inForce', changedBy: null },
    ])
    expect(body.steps.map(({ percent }) => percent)).toEqual([70, 100, 150, 200])
  })

  it('is refused to a stranger', async () => {
    expect((await running.stranger.call(listClockSettings)).code).toBe('session.none')
  })
})

describe('POST /api/clocks/settings', () => {
  it('turns the lights of clocks that start from its day on', async () => {
    const { status, body } = await changed(settings())
    clock.setTo('2026-11-25T02:00:00.000Z')
    const tomorrow = await reported(await running.signIn('t1v1g1'), aReport({ level: 'yellow' }))
    const seen = await (await running.signIn('t1.duty')).call(seeCase, { params: { id: tomorrow.caseId } })
    clock.setTo('2026-11-24T02:00:00.000Z')

    expect([status, body.state, body.changedBy]).toEqual([201, 'toCome', '测试 county.admin'])
    expect(seen.body.case).toMatchObject({
      yellowAt: '2026-11-25T02:15:00.000Z',
      orangeAt: '2026-11-25T02:24:00.000Z',
    })
  })

  it('takes a later word for the same day in place of the one before', async () => {
    await changed(settings({ effectiveFrom: '2026-12-01' }))
    await changed(settings({ effectiveFrom: '2026-12-01', yellowPercent: 60 }))

    const ofThatDay = (await listed()).filter(one => one.settings.effectiveFrom === '2026-12-01')

    expect(ofThatDay.map(({ state, settings: { yellowPercent } }) => [state, yellowPercent])).toEqual([
      ['toCome', 60],
      ['past', 50],
    ])
  })

  it('makes one change of one command, however often it is sent', async () => {
    const id = v7()
    const before = (await listed()).length

    const answers = await Promise.all([changed(settings(), admin, id), changed(settings(), admin, id)])
    const other = await changed(settings({ yellowPercent: 55 }), admin, id)

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
    expect([other.status, other.code]).toEqual([409, 'command.idTaken'])
    expect((await listed()).length).toBe(before + 1)
  })

  it.each([
    ['clock.pastRule', { effectiveFrom: '2026-11-24' }, 409],
    ['clock.notADay', { effectiveFrom: '2027-02-30' }, 400],
    ['clock.lightsOutOfOrder', { yellowPercent: 90, orangePercent: 70 }, 400],
    ['clock.lightsOutOfOrder', { orangePercent: 100 }, 400],
    ['request.malformed', { yellowPercent: 0 }, 400],
  ] as const)('refuses with %s', async (code, differing, status) => {
    const answer = await changed(settings(differing))

    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('refuses whoever may not manage the clocks', async () => {
    expect((await changed(settings(), duty)).code).toBe('permission.missing')
  })
})
