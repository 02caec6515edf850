import { beginSetup, listAccounts, seeSite } from '@shuniu/shared/identity'
import { listActs } from '@shuniu/shared/audit'
import type { BodyOf } from '@shuniu/shared/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { keeperOf } from '../builders/keeper.ts'

const clock = testClock()
let database: FreshDatabase
let running: RunningApp
beforeEach(async () => {
  database = await freshDatabase()
  running = await startApp({ database, clock })
})
afterEach(async () => {
  await running.stop()
  await database.drop()
})
const password = 'river-lamp-window-2'

type SetupInput = BodyOf<typeof beginSetup>
const who = (account: string, name: string, phone: string) => ({
  account,
  name,
  phone,
  password,
})
const setup = (code: string, more: Partial<SetupInput> = {}): SetupInput => ({
  code,
  county: '341222',
  systemAdmin: who('xitong', '赵系统', '13800000001'),
  securityAdmin: who('anquan', '钱安全', '13800000002'),
  auditAdmin: who('shenji', '孙审计', '13800000003'),
  ...more,
})
const begin = (body: SetupInput) => running.stranger.call(beginSetup, { body })
async function printed(): Promise<string> {
  const code = await running.app.setupCode()
  if (code === undefined) throw new Error('no code was printed')
  return code
}

describe('POST /api/setup', () => {
  it('makes the three first administrators, who sign in by the passwords they chose', async () => {
    const before = await running.stranger.call(seeSite)
    const code = await printed()
    const answer = await begin(setup(code.toUpperCase()))
    const security = await running.signIn('anquan', password)
    const audit = await running.signIn('shenji', password)

    expect(before.body.needsSetup).toBe(true)
    expect(answer.status).toBe(201)
    const { items } = (await security.call(listAccounts, { query: {} })).body
    expect(items.map(({ account, role, scope }) => [account, role, scope])).toEqual([
      ['anquan', 'securityAdmin', '341222'],
      ['shenji', 'auditAdmin', '341222'],
      ['xitong', 'systemAdmin', '341222'],
    ])
    const acts = await audit.call(listActs, { query: { kind: 'account.create' } })
    expect(acts.body.items.map(({ by }) => by.name)).toEqual(['setup', 'setup', 'setup'])
    expect((await running.stranger.call(seeSite)).body.needsSetup).toBe(false)
  })

  it('is refused once there is an administrator, and no code is printed any more', async () => {
    const code = await printed()
    await begin(setup(code))

    expect((await begin(setup(code))).code).toBe('setup.done')
    expect(await running.app.setupCode()).toBeUndefined()
    expect(await keeperOf(running, clock).setup.issue()).toMatchObject({ refusal: { code: 'setup.done' } })
  })

  it('refuses a wrong code, and after five of them the right one too, until another is printed', async () => {
    const code = await printed()
    const wrong = await begin(setup('aaaa-bbbb-cccc'))
    for (let n = 0; n < 4; n += 1) await begin(setup('aaaa-bbbb-cccc'))
    const late = await begin(setup(code))
    const issued = await keeperOf(running, clock).setup.issue()

    expect(wrong).toMatchObject({ code: 'setup.wrongCode', body: { detail: { triesLeft: 4 } } })
    expect(late.code).toBe('setup.noCode')
    expect((await begin(setup(issued.ok ? issued.value : ''))).status).toBe(201)
  })

  it('refuses a code of yesterday, and one that was replaced', async () => {
    const first = await printed()
    const second = await printed()
    expect((await begin(setup(first))).code).toBe('setup.wrongCode')

    clock.moveOnS(25 * 3_600)

    expect((await begin(setup(second))).code).toBe('setup.noCode')
  })

  it.each([
    [
      { auditAdmin: { ...who('shenji', '孙审计', '13800000003'), password: 'short' } },
      'account.weakPassword',
    ],
    [{ auditAdmin: who('shenji', '赵系统', '13800000001') }, 'account.samePerson'],
    [{ auditAdmin: who('anquan', '孙审计', '13800000003') }, 'account.taken'],
    [{ auditAdmin: who('anquam1', '孙审计', '13800000003') }, undefined],
    [{ auditAdmin: who('anqu.an', '孙审计', '13800000003') }, 'account.confusable'],
  ] as const)('makes all three or none: %j, and keeps the code', async (more, code) => {
    const printedCode = await printed()
    const answer = await begin(setup(printedCode, more))
    const { rows } = await database.pool.query('select 1 from accounts')

    expect(answer.code).toBe(code)
    expect(rows).toHaveLength(code === undefined ? 3 : 0)
    if (code !== undefined) expect((await begin(setup(printedCode))).status).toBe(201)
  })

  it('lets one of two that come at once make them', async () => {
    const code = await printed()
    const both = await Promise.all([begin(setup(code)), begin(setup(code))])

    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })
})
