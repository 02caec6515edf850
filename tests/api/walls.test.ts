import {
  askToBeWall,
  enrolWall,
  listWalls,
  permissionsOf,
  seeSession,
  wallCodeMinutes,
} from '@shuniu/shared/identity'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { countyCode, gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { aScreen, enrolled } from '../builders/screens.ts'

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
const enrolling = (code: string, more: Partial<{ id: string; name: string; scope: string }> = {}) => ({
  body: { id: v7(), code, ...hall, ...more },
})
const walls = async (by: Browser) => (await by.call(listWalls, { query: { limit: 200 } })).body.items

describe('POST /api/walls/asking', () => {
  it('gives a screen six digits and a secret that no script reads, and stores neither of use', async () => {
    const answer = await running.stranger.call(askToBeWall)
    const [cookie = ''] = answer.headers.getSetCookie()
    const secret = /^shuniu_wall=([\w-]{43});/.exec(cookie)?.[1] ?? ''
    const { rows } = await running.database.pool.query('select secret_hash from wall_enrolments')

    expect(answer.body).toMatchObject({ state: 'waiting', code: expect.stringMatching(/^\d{6}$/) })
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/)
    expect(JSON.stringify(answer.body)).not.toContain(secret)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('tells the same screen the same code while it holds, then another', async () => {
    const one = screen()
    const first = await one.waiting()
    clock.moveOnS(wallCodeMinutes * 60 - 1)
    const still = await one.waiting()
    clock.moveOnS(1)
    const next = await one.waiting()

    expect(still).toEqual(first)
    expect(Date.parse(first.expiresAt) - Date.parse(next.expiresAt)).toBe(-wallCodeMinutes * 60_000)
    expect(next.code).not.toBe(first.code)
  })

  it('is refused to more screens of one network than a centre has, until codes end', async () => {
    clock.moveOnS(3_600)
    const asked = []
    for (let n = 0; n < 51; n += 1) asked.push(await running.stranger.call(askToBeWall))
    const codes = asked.map(({ code }) => code)
    clock.moveOnS(wallCodeMinutes * 60)

    expect(codes.filter(code => code === undefined)).toHaveLength(50)
    expect(codes.at(-1)).toBe('wallCode.tooManyWaiting')
    expect(asked.at(-1)?.headers.get('retry-after')).toBe('60')
    expect((await running.stranger.call(askToBeWall)).status).toBe(200)
  })

  it('gives nothing to whoever knows the code alone', async () => {
    const [one, other] = [screen(), screen()]
    const { code } = await one.waiting()
    await (await county()).call(enrolWall, enrolling(code))

    expect(await other.ask()).toMatchObject({ state: 'waiting' })
    expect(await one.ask()).toEqual({ state: 'enrolled' })
    await one.jar.browser.delete('/api/session')
  })
})

describe('POST /api/walls', () => {
  it('makes a wall of the screen: a session of the role, at its place, without a password', async () => {
    const { wall, browser } = await enrolled(screen(), await county(), hall)
    const { body } = await browser.call(seeSession)
    const { rows } = await running.database.pool.query(
      'select password_hash, unit_id from accounts where id = $1',
      [wall.id],
    )

    expect(body).toMatchObject({ role: 'wall', scope: countyCode, name: hall.name, accountId: wall.id })
    expect(body.permissions).toEqual(permissionsOf('wall'))
    expect(rows).toEqual([{ password_hash: null, unit_id: null }])
    expect(wall).toMatchObject({ ...hall, enrolledBy: '测试 county.security', revokedAt: null, version: 1 })
    expect(browser.cookie).toMatch(/shuniu_session=[\w-]{43}/)
  })

  it('is done once for a command sent twice', async () => {
    const { code } = await screen().waiting()
    const asked = enrolling(code)
    const by = await county()
    const [first, again] = [await by.call(enrolWall, asked), await by.call(enrolWall, asked)]
    const other = await by.call(enrolWall, { body: { ...asked.body, name: '别的' } })

    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body.id).toBe(first.body.id)
    expect(other.code).toBe('command.idTaken')
  })

  it('lets a township’s administrator enrol its own, and refuses the county’s, another’s and a grid', async () => {
    const { code } = await screen().waiting()
    const by = await as('t1.security')
    const at = async (scope: string) => (await by.call(enrolWall, enrolling(code, { scope }))).code

    expect(await at(countyCode)).toBe('area.notYours')
    expect(await at(townshipCode(2))).toBe('area.notYours')
    expect(await at(gridCode(1, 1, 1))).toBe('wall.wrongPlace')
    expect(await at(villageCode(1, 1))).toBeUndefined()
    expect((await walls(by)).every(({ scope }) => scope.startsWith(townshipCode(1)))).toBe(true)
    expect((await walls(by)).map(({ scope }) => scope)).toContain(villageCode(1, 1))
  })

  it('refuses a code that has ended, one used by oneself and one used by another, each by its own word', async () => {
    const [late, own, others] = [screen(), screen(), screen()]
    const lateCode = (await late.waiting()).code
    clock.moveOnS(wallCodeMinutes * 60)
    const { code: ownCode } = await own.waiting()
    const { code: othersCode } = await others.waiting()
    const by = await county()
    await by.call(enrolWall, enrolling(ownCode))
    await (await as('t1.security')).call(enrolWall, enrolling(othersCode, { scope: townshipCode(1) }))
    const codeOf = async (code: string) => (await by.call(enrolWall, enrolling(code))).code

    expect(await codeOf(lateCode)).toBe('wall.codeExpired')
    expect(await codeOf(ownCode)).toBe('wall.codeUsed')
    expect(await codeOf(othersCode)).toBe('wall.codeTaken')
    clock.moveOnS(2 * 3_600)
  })

  it('lets one of two administrators who type a code at once have it, and refuses the other', async () => {
    const one = screen()
    const { code } = await one.waiting()
    const both = await Promise.all([
      (await county()).call(enrolWall, enrolling(code)),
      (await as('t1.security')).call(enrolWall, enrolling(code, { scope: townshipCode(1) })),
    ])
    const { rows } = await running.database.pool.query(
      'select a.id from accounts a join wall_enrolments e on e.account_id = a.id where e.code = $1',
      [code],
    )

    expect(both.map(({ code: refused }) => refused).filter(refused => refused !== undefined)).toEqual([
      'wall.codeTaken',
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(rows).toHaveLength(1)
    expect(await one.ask()).toEqual({ state: 'enrolled' })
    clock.moveOnS(2 * 3_600)
  })

  it('refuses whoever guesses: after five wrong codes the right one waits half an hour too', async () => {
    const one = screen()
    const { code } = await one.waiting()
    const wrong = code === '000000' ? '000001' : '000000'
    const by = await as('t2.security')
    const at = { scope: townshipCode(2) }
    const guesses = []
    for (let n = 0; n < 5; n += 1) guesses.push(await by.call(enrolWall, enrolling(wrong, at)))
    const right = await by.call(enrolWall, enrolling(code, at))
    const colleague = await (await county()).call(enrolWall, enrolling(code))

    expect(guesses.map(guess => guess.code)).toEqual(Array.from({ length: 5 }, () => 'wall.wrongCode'))
    expect(guesses[0]?.body).toMatchObject({ detail: { triesLeft: 4 } })
    expect([right.code, right.headers.get('retry-after')]).toEqual(['wall.tooManyTries', '1800'])
    expect(colleague.status).toBe(201)
    clock.moveOnS(1_800)
    const { code: later } = await screen().waiting()
    const anew = await as('t2.security')
    expect((await anew.call(enrolWall, enrolling(later, at))).status).toBe(201)
  })

  it('refuses twenty wrong codes of one network, however many type them', async () => {
    clock.moveOnS(1_800)
    const people = ['county.security', 't1.security', 't2.security', 't3.security']
    for (const account of people) {
      const by = await as(account)
      for (let n = 0; n < 5; n += 1)
        await by.call(enrolWall, enrolling('000000', { scope: scopeOf(account) }))
    }
    const more = await running.database.pool.query(
      `select count, most from failed_sign_ins where subject like 'wallsFrom:%'`,
    )

    expect(more.rows).toEqual([{ count: 20, most: 20 }])
    clock.moveOnS(1_800)
  })

  it('is refused to whoever administers no accounts', async () => {
    const { code } = await screen().waiting()

    expect((await (await as('county.admin')).call(enrolWall, enrolling(code))).code).toBe(
      'permission.missing',
    )
  })
})

const scopeOf = (account: string): string =>
  account.startsWith('t') ? townshipCode(Number(account[1])) : countyCode
