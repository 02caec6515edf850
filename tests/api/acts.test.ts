import { noteAct } from '@shuniu/server/features/audit'
import { inTx } from '@shuniu/server/platform/db'
import { timeOrderedIds } from '@shuniu/server/platform/ids'
import { listActs, type ActView } from '@shuniu/shared/audit'
import { changeClockSettings, defaultClockSettings } from '@shuniu/shared/clocks'
import { roleCodes } from '@shuniu/shared/identity'
import { instant } from '@shuniu/shared/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { keeperOf } from '../builders/keeper.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { actorOf, holderOf } from '../builders/staff.ts'

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
})
afterAll(() => running.drop())

type ActQuery = Parameters<typeof ask>[0]
async function ask(query: {
  by?: string
  kind?: 'account.disable' | 'account.enable' | 'clockSettings.change'
  subject?: string
  from?: string
  until?: string
  cursor?: string
  limit?: number
}) {
  return (await as('county.auditor')).call(listActs, { query })
}
async function told(query: ActQuery): Promise<readonly ActView[]> {
  const answer = await ask(query)
  if (answer.code !== undefined) throw new Error(answer.code)
  return answer.body.items
}

const note = (at: string, name: string) =>
  inTx(running.database, tx =>
    noteAct(tx, {
      at: instant(at),
      by: actorOf('county.admin'),
      kind: 'year.import',
      subject: { id: '2031', name },
      before: { value: '甲', state: '不变' },
      after: { value: '乙', state: '不变', name: null },
    }),
  )

describe('GET /api/acts', () => {
  it('tells who did what to which account, and why', async () => {
    await keeperOf(running).disable('t2.leader', { reason: '太政〔2026〕8号' })

    const [act] = await told({ kind: 'account.disable', subject: 't2.leader' })

    expect(act).toMatchObject({
      by: { accountId: null, name: 'os:keeper', role: null, scope: null },
      kind: 'account.disable',
      subject: { type: 'account', name: '测试 t2.leader（t2.leader）' },
      reason: '太政〔2026〕8号',
    })
  })

  it('tells of settings with who changed them in which post', async () => {
    const { reworkPercent, extensionPercent, orangePercent } = defaultClockSettings
    const admin = await as('county.admin')
    const percents = { yellowPercent: 40, orangePercent, reworkPercent, extensionPercent }
    const made = await admin.call(changeClockSettings, {
      body: { id: timeOrderedIds.next(), ...percents, effectiveFrom: '2099-01-01' },
    })
    expect(made.body).toMatchObject({ state: 'toCome' })

    const [act] = await told({ kind: 'clockSettings.change' })

    expect(act).toMatchObject({
      by: { name: '测试 county.admin', role: 'systemAdmin', scope: '341222' },
      changes: expect.arrayContaining([{ field: 'effectiveFrom', before: null, after: '2099-01-01' }]),
    })
  })

  it('shows of before and after only what differs', async () => {
    await note('2026-03-01T00:00:00Z', '2031 年')

    const [act] = await told({ by: 'county.admin', until: '2026-04-01T00:00:00+08:00' })

    expect(act?.changes).toEqual([{ field: 'value', before: '甲', after: '乙' }])
  })

  it('finds by days of China, from a midnight up to another', async () => {
    await note('2026-05-01T15:59:59Z', '当天')
    await note('2026-05-01T16:00:00Z', '次日')

    const found = await told({ from: '2026-05-01T00:00:00+08:00', until: '2026-05-02T00:00:00+08:00' })

    expect(found.map(({ subject }) => subject.name)).toEqual(['当天'])
  })

  it('goes on where a slice ended, and names no act twice', async () => {
    const all = await told({ limit: 200 })
    const first = await ask({ limit: 2 })
    const parts: ActView[] = []
    let next: string | null = ''
    while (next !== null) {
      const answer = await ask({ limit: 2, ...(next !== '' && { cursor: next }) })
      if (answer.code !== undefined) throw new Error(answer.code)
      parts.push(...answer.body.items)
      next = answer.body.next
    }

    expect(first.body).toMatchObject({ next: String(all[1]?.id) })
    expect(parts).toEqual(all)
  })

  it('refuses a day that does not exist, and what is no filter', async () => {
    expect(await ask({ from: '2026-02-30T00:00:00+08:00' })).toMatchObject({ code: 'audit.noSuchDay' })
    expect((await (await as('county.auditor')).get('/api/acts?cursor=x')).code).toBe('request.malformed')
    expect((await (await as('county.auditor')).get('/api/acts?kind=none')).code).toBe('request.malformed')
  })

  it.each(roleCodes.filter(role => role !== 'auditAdmin'))('refuses to tell a %s', async role => {
    const by = await as(holderOf(role).account)

    expect((await by.call(listActs, { query: {} })).code).toBe('permission.missing')
  })
})

it('a process of the version before writes acts by the former name', async () => {
  await running.database.pool.query(
    `insert into account_changes (account, action, actor, reason, at) values ('t1.duty', 'unlock', 'county.admin', '旧版', now())`,
  )

  const [act] = await told({ subject: 't1.duty' })

  expect(act).toMatchObject({ kind: 'account.unlock', by: { name: '测试 county.admin' }, reason: '旧版' })
})
