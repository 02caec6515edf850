import { listActs } from '@shuniu/shared/audit'
import {
  enrolWallAgain,
  isReadOnly,
  listWalls,
  renameWall,
  resetAccount,
  revokeWall,
  roleCodes,
  seeSession,
  wallCodeMinutes,
  type WallView,
} from '@shuniu/shared/identity'
import { seeReadiness } from '@shuniu/shared/readiness'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { everyContract } from '../builders/contracts.ts'
import { countyCode, townshipCode } from '../builders/county.ts'
import { aScreen, enrolled } from '../builders/screens.ts'
import { accountId } from '../builders/staff.ts'

const dayS = 86_400
const clock = testClock()
let running: RunningApp
beforeAll(async () => {
  running = await startApp({ clock })
})
afterAll(() => running.drop())

/** Signed in anew each time: the clock of these tests outlasts an administrator's session. */
const as = (account: string) => running.signIn(account)
const screen = () => aScreen(running.url)
const hall = { name: '县综治中心大厅', scope: countyCode }
const county = () => as('county.security')
const walls = async (by: Browser) => (await by.call(listWalls, { query: { limit: 200 } })).body.items
const change = ({ version }: WallView, reason = '大厅改造') => ({ id: v7(), version, reason })
const sessionOf = async (browser: Browser) => (await browser.call(seeSession)).code ?? 'there'

describe('GET /api/walls', () => {
  it('lists walls by place, with who enrolled them, also one that signs in by a password', async () => {
    await enrolled(screen(), await county(), hall)
    const all = await walls(await county())
    const known = all.find(({ id }) => id === accountId('county.wall'))

    expect(known).toMatchObject({ enrolledBy: null, enrolledAt: null, isConnected: false })
    expect(all.filter(({ name }) => name === hall.name).map(({ enrolledBy }) => enrolledBy)).toContain(
      '测试 county.security',
    )
    expect(all.map(({ scope }) => scope)).toEqual(all.map(({ scope }) => scope).sort())
  })

  it('goes on where a part ended, and names none twice', async () => {
    const by = await county()
    const all = (await walls(by)).map(({ id }) => id)
    const parts: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: { limit: number; cursor?: string } = { limit: 2, ...(cursor !== '' && { cursor }) }
      const { items, next } = (await by.call(listWalls, { query })).body
      parts.push(...items.map(({ id }) => id))
      cursor = next
    }

    expect(parts).toEqual(all)
  })

  it('is refused to a wall', async () => {
    const { browser } = await enrolled(screen(), await county(), hall)

    expect((await browser.call(listWalls, { query: {} })).code).toBe('permission.missing')
  })
})

describe('a wall', () => {
  it('may do nothing: whatever is not reading is refused to it', async () => {
    const { browser } = await enrolled(screen(), await county(), hall)
    const commands = everyContract.filter(({ method, needs }) => method !== 'GET' && needs !== 'public')
    const told = await Promise.all(
      commands.map(async ({ name, method, path }) => {
        const { code } = await browser.send(method, `/api${path.replaceAll(/:\w+/g, v7())}`, { body: {} })
        return [name, code] as const
      }),
    )

    expect(roleCodes.filter(isReadOnly)).toEqual(['wall'])
    expect(commands.length).toBeGreaterThan(50)
    expect(told.filter(([, code]) => code !== 'permission.missing')).toEqual([])
  })

  it('stays signed in for months, over a restart of the server', async () => {
    const { browser } = await enrolled(screen(), await county(), hall)
    for (let month = 0; month < 11; month += 1) {
      clock.moveOnS(29 * dayS)
      expect(await sessionOf(browser)).toBe('there')
    }
    await running.stop()
    running = await startApp({ clock, database: running.database })
    const answer = await running.stranger.send('GET', '/api/session', { headers: { cookie: browser.cookie } })

    expect(answer.status).toBe(200)
  })

  it('is refused a password', async () => {
    const { wall } = await enrolled(screen(), await county(), hall)
    const answer = await (await county()).call(resetAccount, { params: { id: wall.id }, body: change(wall) })

    expect(answer.code).toBe('account.isWall')
  })

  it('is counted as ready, and no more once it is revoked; a leader is no wall', async () => {
    const counted = async () => {
      const { steps } = (await (await as('t3.security')).call(seeReadiness)).body
      return steps.find(({ step }) => step === 'walls')?.have
    }
    const own = townshipCode(3)
    await running.database.pool.query(
      `update accounts set disabled_at = now() where role = 'wall' and scope like $1 || '%'`,
      [own],
    )
    const none = await counted()
    const { wall } = await enrolled(screen(), await as('t3.security'), { name: '镇大厅', scope: own })
    const one = await counted()
    await (await as('t3.security')).call(revokeWall, { params: { id: wall.id }, body: change(wall) })

    expect([none, one, await counted()]).toEqual([0, 1, 0])
  })
})

describe('POST /api/walls/:id/rename', () => {
  const renaming = (wall: WallView, name: string) => ({
    params: { id: wall.id },
    body: { ...change(wall), name },
  })

  it('gives another name, under which the wall goes on', async () => {
    const { wall, browser } = await enrolled(screen(), await county(), hall)
    const renamed = await (await county()).call(renameWall, renaming(wall, '指挥厅'))

    expect(renamed.body).toMatchObject({ name: '指挥厅', version: 2 })
    expect(await sessionOf(browser)).toBe('there')
  })

  it('refuses whoever saw an older version, and what is no wall', async () => {
    const { wall } = await enrolled(screen(), await county(), hall)
    const by = await county()
    await by.call(renameWall, renaming(wall, '指挥厅'))
    const stale = await by.call(renameWall, renaming(wall, '指挥厅二'))
    const officer = { ...wall, id: accountId('county.duty'), version: 1 }
    const noWall = await by.call(renameWall, renaming(officer, '冒名'))

    expect([stale.code, noWall.code]).toEqual(['wall.stale', 'wall.unknown'])
  })
})

describe('POST /api/walls/:id/revoke', () => {
  it('ends its session at once, tells the screen whose wall it was, and leaves all on record', async () => {
    const one = screen()
    const { wall, browser } = await enrolled(one, await county(), { ...hall, name: '旧大厅' })
    const by = await county()
    const gone = await by.call(revokeWall, { params: { id: wall.id }, body: change(wall, '设备报废') })
    const told = await one.waiting()

    expect(gone.body).toMatchObject({ revokedAt: clock.now(), isConnected: false })
    expect(await sessionOf(browser)).toBe('session.none')
    expect(told.former).toEqual({ name: '旧大厅', revokedAt: clock.now() })
    const acts = await (await as('county.auditor')).call(listActs, { query: { subject: '旧大厅' } })
    expect(acts.body.items.map(({ kind, reason, subject }) => [kind, reason, subject.type])).toEqual([
      ['wall.revoke', '设备报废', 'wall'],
      ['wall.enrol', null, 'wall'],
    ])
  })

  it('is refused to a township’s administrator of a wall that is not its own', async () => {
    const { wall } = await enrolled(screen(), await county(), hall)
    const asked = { params: { id: wall.id }, body: change(wall) }

    expect((await (await as('t1.security')).call(revokeWall, asked)).code).toBe('wall.unknown')
  })
})

describe('POST /api/walls/:id/enrol', () => {
  it('gives a revoked wall its right back on the screen whose code was typed, and on no other', async () => {
    const former = screen()
    const { wall, browser } = await enrolled(former, await county(), hall)
    const by = await county()
    const gone = await by.call(revokeWall, { params: { id: wall.id }, body: change(wall) })
    const next = screen()
    const { code } = await next.waiting()
    const body = { ...change(gone.body), code }
    const again = await by.call(enrolWallAgain, { params: { id: wall.id }, body })
    const repeated = await by.call(enrolWallAgain, { params: { id: wall.id }, body })

    expect(again.body).toMatchObject({ id: wall.id, name: hall.name, revokedAt: null })
    expect(repeated.body).toMatchObject({ id: wall.id, version: again.body.version })
    expect(await next.ask()).toEqual({ state: 'enrolled' })
    expect(await sessionOf(next.jar.browser)).toBe('there')
    expect(await sessionOf(browser)).toBe('session.none')
    expect(await former.ask()).toMatchObject({ state: 'waiting', former: null })
  })

  it('takes the password from a wall that had one', async () => {
    const by = await county()
    const old = (await walls(by)).find(({ id }) => id === accountId('t2.wall'))
    if (!old) throw new Error('no wall of the second township')
    const { code } = await screen().waiting()
    await by.call(enrolWallAgain, { params: { id: old.id }, body: { ...change(old), code } })

    await expect(running.signIn('t2.wall')).rejects.toThrow('session.wrongPassword')
  })

  it('refuses a code that no screen shows', async () => {
    const { wall } = await enrolled(screen(), await county(), hall)
    clock.moveOnS(2 * 3_600)
    const body = { ...change(wall), code: '000000' }
    const answer = await (await county()).call(enrolWallAgain, { params: { id: wall.id }, body })

    expect(answer.code).toBe('wall.wrongCode')
  })
})

describe('what is left of enrolments', () => {
  it('is swept an hour after a code has ended: screens that were not enrolled, and used codes', async () => {
    const { wall } = await enrolled(screen(), await county(), hall)
    const { code } = await screen().waiting()
    clock.moveOnS(wallCodeMinutes * 60 + 3_600)
    await running.stop()
    running = await startApp({ clock, database: running.database })
    const rows = async () => {
      const { rows: left } = await running.database.pool.query<{ account_id: string; code: string | null }>(
        'select account_id, code from wall_enrolments where code = $1 or account_id = $2',
        [code, wall.id],
      )
      return left
    }

    await expect.poll(rows, { timeout: 5_000 }).toEqual([{ account_id: wall.id, code: null }])
  })
})
