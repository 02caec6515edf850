import { addAccounts, hashPassword } from '@shuniu/server/features/identity'
import { systemClock } from '@shuniu/server/platform/clock'
import { inTx } from '@shuniu/server/platform/db'
import { listCases } from '@shuniu/shared/cases'
import { listUnits } from '@shuniu/shared/centres'
import { listDivisions, mapCounty, mapDivision, mapGrids } from '@shuniu/shared/grids'
import { listMembers, seeSession, signOut } from '@shuniu/shared/identity'
import { makeReport } from '@shuniu/shared/reports'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { countyCode, gridCode, townshipCode, villageCode } from '../builders/county.ts'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport } from '../builders/report.ts'
import { accountId, password, unitIds } from '../builders/staff.ts'

let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
})
afterAll(() => running.drop())

describe('GET /api/units', () => {
  const idsFor = async (account: string, area?: string) => {
    const query = area === undefined ? {} : { area }
    const { body } = await (await as(account)).call(listUnits, { query })
    return body.items.map(({ id }) => id)
  }

  it('lists every unit of the county to the county', async () => {
    expect(await idsFor('county.dispatcher')).toHaveLength(1 + 3 + 3 * 2 + 12)
  })

  it('lists to a township its own units and the county’s, not another township’s', async () => {
    const ids = await idsFor('t1.dispatcher')

    expect(ids).toEqual(expect.arrayContaining([unitIds.police, unitIds.force(1), unitIds.village(1, 4)]))
    expect(ids).not.toContain(unitIds.force(2))
  })

  it('lists those of a division when it is named', async () => {
    expect(await idsFor('county.dispatcher', villageCode(2, 1))).toEqual([unitIds.village(2, 1)])
    expect(await idsFor('t1.dispatcher', townshipCode(2))).toEqual([])
  })

  it('is refused for what is no division, and to strangers', async () => {
    const answer = await (await as('t1.duty')).get('/api/units?area=here')

    expect([answer.status, answer.code]).toEqual([400, 'request.malformed'])
    expect((await running.stranger.call(listUnits, { query: {} })).code).toBe('session.none')
  })
})

describe('GET /api/members', () => {
  it('lists the people of the actor’s own division, never how to reach them', async () => {
    const { body } = await (await as('t1.duty')).call(listMembers, { query: { limit: 200 } })

    expect(body.items).toHaveLength(7 + 4 * 4)
    expect(body.items.every(({ scope }) => scope.startsWith(townshipCode(1)))).toBe(true)
    expect(body.items.find(({ id }) => id === accountId('t1v1g1'))).toEqual({
      id: accountId('t1v1g1'),
      name: '测试 t1v1g1',
      initials: 'cs',
      role: 'gridMember',
      scope: gridCode(1, 1, 1),
      unitId: unitIds.village(1, 1),
    })
  })

  it('lists those of a village and of a role', async () => {
    const query = { area: villageCode(1, 2), role: 'gridMember' } as const

    const { body } = await (await as('t1.duty')).call(listMembers, { query })

    expect(body.items.map(({ id }) => id).sort()).toEqual([accountId('t1v2g1'), accountId('t1v2g2')].sort())
  })

  it('gives everyone once, slice by slice', async () => {
    const duty = await as('t1.duty')
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const query: Record<string, unknown> = { limit: 5, ...(cursor !== null && { cursor }) }
      const { body } = await duty.call(listMembers, { query })
      ids.push(...body.items.map(({ id }) => id))
      cursor = body.next
    } while (cursor !== null)

    expect(ids).toHaveLength(23)
    expect(new Set(ids).size).toBe(23)
  })

  it('is refused for another township and for a cursor that is none', async () => {
    const duty = await as('t1.duty')

    const others = await duty.call(listMembers, { query: { area: townshipCode(2) } })
    const forged = await duty.get('/api/members?cursor=x')

    expect([others.status, others.code]).toEqual([404, 'area.notYours'])
    expect([forged.status, forged.code]).toEqual([400, 'request.malformed'])
  })

  it('is refused to grid members and walls', async () => {
    for (const account of ['t1v1g1', 't1.wall']) {
      expect((await (await as(account)).call(listMembers, { query: {} })).code).toBe('permission.missing')
    }
  })
})

describe('the county’s divisions and maps', () => {
  it('are told to whoever is signed in', async () => {
    const member = await as('t1v1g1')

    const divisions = await member.call(listDivisions, { query: { parent: countyCode } })
    const map = await member.call(mapCounty)

    expect(divisions.body.items.map(({ code }) => code)).toEqual([1, 2, 3].map(townshipCode))
    expect(map.body.townships.features).toHaveLength(3)
  })

  it('are refused for divisions outside the register', async () => {
    const member = await as('t1v1g1')
    const code = '341222999'

    const answers = await Promise.all([
      member.call(listDivisions, { query: { parent: code } }),
      member.call(mapDivision, { params: { code } }),
      member.call(mapGrids, { params: { code } }),
    ])

    expect(answers.map(answer => answer.code)).toEqual(['area.notYours', 'area.notYours', 'area.notYours'])
  })
})

describe('a server without a county', () => {
  let empty: RunningApp
  let database: FreshDatabase

  beforeAll(async () => {
    database = await freshDatabase()
    empty = await startApp({ database })
  })
  afterAll(async () => {
    await empty.drop()
    await database.drop()
  })

  it('is healthy, and GET /api/map/county is refused', async () => {
    const passwordHash = await hashPassword(password)
    const post = { role: 'countyDuty', scope: countyCode, unitId: null, passwordHash } as const
    await inTx(database, tx =>
      addAccounts(tx, [
        {
          ...post,
          id: accountId('first'),
          account: 'first',
          name: '第一人',
          initials: 'dyr',
          isDemo: false,
          createdAt: systemClock.now(),
        },
      ]),
    )
    const first = await empty.signIn('first')

    const answer = await first.call(mapCounty)

    expect((await first.get('/api/health/ready')).status).toBe(200)
    expect([answer.status, answer.code]).toEqual([404, 'area.notYours'])
  })

  it('lists no cases, and is refused reports', async () => {
    const first = await empty.signIn('first')

    const cases = await first.call(listCases, { query: {} })
    const report = await first.call(makeReport, { body: aReport() })

    expect(cases.body).toMatchObject({ items: [], total: 0 })
    expect([report.status, report.code]).toEqual([409, 'county.none'])
  })
})

describe('GET and DELETE /api/session', () => {
  it('GET /api/session is refused to a stranger', async () => {
    const answer = await running.stranger.call(seeSession)

    expect([answer.status, answer.code]).toEqual([401, 'session.none'])
  })

  it('DELETE /api/session never is', async () => {
    expect((await running.stranger.call(signOut)).status).toBe(200)
  })
})
