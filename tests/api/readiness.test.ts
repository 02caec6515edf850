import { beginSetup } from '@shuniu/shared/identity'
import { seeReadiness } from '@shuniu/shared/readiness'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridNumbers, townshipNumbers, villageNumbers } from '../builders/county.ts'
import { freshDatabase } from '../builders/database.ts'

const clock = testClock('2026-11-30T15:59:00.000Z')
let running: RunningApp
beforeAll(async () => {
  running = await startApp({ clock })
})
afterAll(() => running.drop())

async function counted(by: Browser): Promise<Readonly<Record<string, string>>> {
  const { steps } = (await by.call(seeReadiness)).body
  return Object.fromEntries(
    steps.map(({ step, have, of }) => [step, of === null ? `${have}` : `${have}/${of}`]),
  )
}

const townships = townshipNumbers.length
const villages = townships * villageNumbers.length
const grids = villages * gridNumbers.length

describe('GET /api/readiness', () => {
  it('counts what a county that stands has, each step of as many as there are', async () => {
    expect(await counted(await running.signIn('county.admin'))).toMatchObject({
      divisions: `${townships + villages}`,
      outlines: `${townships + villages}/${townships + villages}`,
      grids: `${villages}/${villages}`,
      desks: `${townships}/${townships}`,
      members: expect.stringMatching(`/${grids}$`),
      calendar: '1/1',
    })
  })

  it('counts a township alone for its own security administrator', async () => {
    expect(await counted(await running.signIn('t1.security'))).toMatchObject({
      divisions: `${1 + villageNumbers.length}`,
      desks: '1/1',
      members: expect.stringMatching(`/${grids / townships}$`),
    })
  })

  it('counts an account no more that is disabled', async () => {
    const security = await running.signIn('county.security')
    const desks = async () => (await counted(security))['desks']
    await running.database.pool.query(
      `update accounts set disabled_at = now() where account like 't2.%' and account <> 't2.security'`,
    )

    expect(await desks()).toBe(`${townships - 1}/${townships}`)
  })

  it('asks for the next year’s holidays from December on', async () => {
    const admin = await running.signIn('county.admin')
    clock.moveOnS(120)

    expect((await counted(admin))['calendar']).toBe('1/2')
  })

  it('is refused to whoever sets nothing up', async () => {
    const duty = await running.signIn('county.duty')

    expect((await duty.call(seeReadiness)).code).toBe('permission.missing')
  })

  it('has nothing but the holidays in a county of which there is nothing yet', async () => {
    const database = await freshDatabase()
    const empty = await startApp({ database, clock: testClock() })
    try {
      const password = 'river-lamp-window-2'
      const who = (account: string, phone: string) => ({ account, name: '赵六', phone, password })
      const code = (await empty.app.setupCode()) ?? ''
      await empty.stranger.call(beginSetup, {
        body: {
          code,
          county: '341222',
          systemAdmin: who('xitong', '13800000001'),
          securityAdmin: who('anquan', '13800000002'),
          auditAdmin: who('shenji', '13800000003'),
        },
      })

      expect(await counted(await empty.signIn('xitong', password))).toEqual({
        divisions: '0',
        outlines: '0/0',
        grids: '0/0',
        units: '0/0',
        persons: '0/0',
        desks: '0/0',
        members: '0/0',
        calendar: '1/1',
        walls: '0',
      })
    } finally {
      await empty.stop()
      await database.drop()
    }
  })
})
