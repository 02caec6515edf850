import { permissionsOf, roleCodes, roles, seeSession } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { accountId, holderOf, password, unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp

beforeAll(async () => {
  running = await startApp({ clock })
})
afterAll(() => running.drop())

const tryIn = (account: string, secret: string) =>
  running.stranger.post('/api/session', { account, password: secret })

describe('signing in', () => {
  it.each(roleCodes)('gives a %s the rights of the role and no others', async role => {
    const { account, scope } = holderOf(role)

    const { body } = await (await running.signIn(account)).call(seeSession)

    expect(body).toMatchObject({ account, accountId: accountId(account), role, scope })
    expect(body.roleName).toBe(roles[role].name)
    expect(body.permissions).toEqual(permissionsOf(role))
  })

  it('names the division and the unit', async () => {
    const { body } = await (await running.signIn('t1.force')).call(seeSession)

    expect(body).toMatchObject({ scopeName: '城关镇', unitId: unitIds.force(1), unitName: '城关镇派出所' })
  })

  it('tells neither the hash nor anything undeclared', async () => {
    const answer = await tryIn('county.duty', password)

    const told: object = Object(answer.body)

    expect(Object.keys(told).sort()).toEqual(Object.keys(seeSession.shape.reply.properties).sort())
  })

  it('keeps the token from scripts and other sites', async () => {
    const [cookie = ''] = (await tryIn('county.duty', password)).headers.getSetCookie()

    expect(cookie).toMatch(/^shuniu_session=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('stores no token that could be used', async () => {
    const { cookie } = await running.signIn('county.duty')
    const token = cookie.split('=')[1]

    const { rows } = await running.database.pool.query<{ token_hash: string }>(
      'select token_hash from sessions',
    )

    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map(row => row.token_hash)).not.toContain(token)
  })

  it('is refused alike for a wrong password and an unknown account', async () => {
    const wrong = await tryIn('t3.wall', 'not-the-password')
    const unknown = await tryIn('nobody.at.all', 'not-the-password')

    expect([wrong.status, wrong.code]).toEqual([401, 'session.wrongPassword'])
    expect([unknown.status, unknown.code]).toEqual([401, 'session.wrongPassword'])
  })

  it('is refused for what is not of the declared shape', async () => {
    const hostile = [
      {},
      { account: 'a' },
      { account: 'a', password: 'b', role: 'wall' },
      { account: 1, password: 'b' },
    ]

    const answers = await Promise.all(hostile.map(body => running.stranger.post('/api/session', body)))

    expect(answers.map(({ status, code }) => [status, code])).toEqual(
      hostile.map(() => [400, 'request.malformed']),
    )
  })
})

describe('ten hostile sign-ins', () => {
  it('lock the account at the fifth wrong password, even made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => tryIn('t2.leader', 'a-wrong-guess')))
    const codes = answers.map(answer => answer.code)

    expect(codes.filter(code => code === 'session.wrongPassword')).toHaveLength(5)
    expect(codes.filter(code => code === 'session.locked')).toHaveLength(5)
  })

  it('make even the right password wait half an hour, told in Retry-After', async () => {
    for (let n = 0; n < 5; n += 1) await tryIn('t2.director', 'a-wrong-guess')

    const locked = await tryIn('t2.director', password)
    clock.moveOnS(30 * 60 - 1)
    const still = await tryIn('t2.director', password)
    clock.moveOnS(1)
    const again = await tryIn('t2.director', password)

    expect([locked.status, locked.code, locked.headers.get('retry-after')]).toEqual([
      429,
      'session.locked',
      '1800',
    ])
    expect([still.code, still.headers.get('retry-after')]).toEqual(['session.locked', '1'])
    expect(again.status).toBe(200)
  })

  it('lock nobody else', async () => {
    for (let n = 0; n < 6; n += 1) await tryIn('t3.leader', 'a-wrong-guess')

    expect((await tryIn('t3.director', password)).status).toBe(200)
  })

  it('are forgiven by a right password', async () => {
    for (let n = 0; n < 4; n += 1) await tryIn('t3.duty', 'a-wrong-guess')
    await running.signIn('t3.duty')

    const wrong = await tryIn('t3.duty', 'a-wrong-guess')

    expect(wrong.body).toMatchObject({ code: 'session.wrongPassword', detail: { triesLeft: 4 } })
  })

  it('that are the right password a hundred times at once all pass', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => tryIn('county.wall', password)))

    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200]))
  })
})
