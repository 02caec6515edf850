import { listCases, seeCase, type CaseDetail } from '@shuniu/shared/cases'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, villageCode } from '../builders/county.ts'
import { aMove, broughtTo, moved, seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { accountId, unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const see = async (account: string, id: string) => (await as(account)).call(seeCase, { params: { id } })

async function detail(account: string, id: string): Promise<CaseDetail> {
  const answer = await see(account, id)
  if (answer.code !== undefined) throw new Error(`${account} was refused: ${answer.code}`)
  return answer.body
}

describe('GET /api/cases/:id', () => {
  it('tells what was reported, when, and what may be done next', async () => {
    const report = aReport({ placeText: '北街18号门前' })
    const { caseId } = await reported(await as('t1v1g1'), report)

    const told = await detail('t1.duty', caseId)

    expect(told).toMatchObject({
      text: report.text,
      placeText: '北街18号门前',
      occurredAt: report.occurredAt,
      receivedAt: clock.now(),
      media: [],
      case: { title: expect.stringContaining('北街') },
    })
    expect(told.openMoves).toEqual(expect.arrayContaining(['accept', 'reject', 'askInfo', 'changeLevel']))
    expect(told.openMoves).not.toContain('assign')
    expect(told.clocks.map(({ stage, stoppedAt }) => [stage, stoppedAt])).toEqual([['acceptance', null]])
  })

  it('opens to each what they may do and no more', async () => {
    const { id } = await broughtTo('assigned', as)

    expect((await detail('t1.force', id)).openMoves).toEqual(expect.arrayContaining(['sign', 'refuse']))
    expect((await detail('t1.dispatcher', id)).openMoves).toContain('recall')
    expect((await detail('t1.leader', id)).openMoves).toEqual(['urge', 'supervise', 'instruct'])
  })

  it('tells a wall how the case stands, but neither words nor names', async () => {
    const { id } = await broughtTo('handling', as)

    const told = await detail('t1.wall', id)

    expect(told).toMatchObject({ text: null, placeText: null, requirement: null, openMoves: [] })
    expect(told.reporter).toEqual({ name: null, phone: null, isMasked: true })
    expect(told.timeline.map(({ actorName, filled }) => [actorName, filled])).toEqual(
      told.timeline.map(() => ['', {}]),
    )
  })
})

describe('GET /api/cases/:id is refused as unknown', () => {
  it.each(['t2.duty', 't2.wall', 't2v1g1', 't2.force', 'police'])('to %s of elsewhere', async account => {
    const { id } = await broughtTo('accepted', as)

    const answer = await see(account, id)

    expect([answer.status, answer.code]).toEqual([404, 'case.unknown'])
  })

  it('for an id that no case has', async () => {
    expect((await see('county.duty', v7())).code).toBe('case.unknown')
  })

  it('to a unit once the case has gone to another', async () => {
    const assigned = await broughtTo('assigned', as)
    const recalled = await moved(await as('t1.dispatcher'), assigned, aMove('recall', assigned))
    const civil = aMove('assign', recalled, { ownerUnitId: unitIds.civil })
    await moved(await as('t1.dispatcher'), recalled, civil)

    expect((await see('t1.force', assigned.id)).status).toBe(404)
    expect((await see('civil', assigned.id)).status).toBe(200)
  })

  it('but an id that is none is malformed', async () => {
    const answer = await (await as('t1.duty')).get(`/api/cases/${encodeURIComponent("1' or '1'='1")}`)

    expect([answer.status, answer.code]).toEqual([400, 'request.malformed'])
  })
})

describe('the reporter of a case', () => {
  const reporter = { name: '欧阳小二', phone: '13900000001' }
  const windowReport = () => aReportIn(gridCode(1, 1, 1), { sourceCode: '03', reporter })

  it('is shown to the desk that owns the case', async () => {
    const { caseId } = await reported(await as('t1.duty'), windowReport())

    expect((await detail('t1.duty', caseId)).reporter).toEqual({ ...reporter, isMasked: false })
  })

  it.each(['t1.leader', 'county.duty', 't1v1.officer', 't1v1g1'])('is masked before %s', async account => {
    const { caseId } = await reported(await as('t1.duty'), windowReport())

    expect((await detail(account, caseId)).reporter).toEqual({
      name: '欧阳*',
      phone: '139****0001',
      isMasked: true,
    })
  })

  it('goes with the case to the unit that handles it, and from the desk that handed it on', async () => {
    const { caseId } = await reported(await as('t1.duty'), windowReport())
    const fresh = await seen(await as('t1.duty'), caseId)
    const accepted = await moved(await as('t1.duty'), fresh, aMove('accept', fresh))
    await moved(await as('t1.dispatcher'), accepted, aMove('assign', accepted))

    expect((await detail('t1.force', caseId)).reporter).toEqual({ ...reporter, isMasked: false })
    expect((await detail('t1.duty', caseId)).reporter).toMatchObject({ name: '欧阳*', isMasked: true })
  })

  it('is hidden again from the unit that had the case, and so is the case', async () => {
    const { caseId } = await reported(await as('t1.duty'), windowReport())
    const fresh = await seen(await as('t1.duty'), caseId)
    const accepted = await moved(await as('t1.duty'), fresh, aMove('accept', fresh))
    const toVillage = { ownerUnitId: unitIds.village(1, 1) }
    const assigned = await moved(await as('t1.dispatcher'), accepted, aMove('assign', accepted, toVillage))
    const signed = await moved(await as('t1v1.officer'), assigned, aMove('sign', assigned))
    expect((await detail('t1v1.officer', caseId)).reporter).toEqual({ ...reporter, isMasked: false })

    const toForce = { ownerUnitId: unitIds.force(1) }
    const handed = await moved(await as('t1.dispatcher'), signed, aMove('reassign', signed, toForce))
    const forced = await moved(await as('t1.force'), handed, aMove('sign', handed))
    const toPolice = { ownerUnitId: unitIds.police }
    const last = await moved(await as('county.dispatcher'), forced, aMove('reassign', forced, toPolice))

    expect((await detail('t1v1.officer', caseId)).reporter).toMatchObject({ name: '欧阳*', isMasked: true })
    expect((await see('t1.force', caseId)).status).toBe(404)
    expect(last.handlerIds).toEqual([accountId('t1v1.officer'), accountId('t1.force')])
    expect(last.handledBy).toEqual([])
  })

  it('has a phone that nobody can read in the database, in rows or facts', async () => {
    const { caseId } = await reported(await as('t1.duty'), windowReport())

    const { rows } = await running.database.pool.query<{ text: string }>(
      `select to_jsonb(c)::text as text from cases c where id = $1
       union all select to_jsonb(o)::text from outbox o where body ->> 'id' = $1::text`,
      [caseId],
    )

    expect(rows).toHaveLength(2)
    for (const { text } of rows) expect(text).not.toContain(reporter.phone)
    expect(rows[1]?.text).not.toContain('欧阳')
  })
})

describe('a sensitive case', () => {
  const violence = () => aReport({ categoryCode: 'E0205', text: '邻居反映长期打骂' })
  const opened = async () => (await reported(await as('t1v1g1'), violence())).caseId

  it.each(['t1v1g1', 't1.duty', 't1.director', 'county.duty'])('opens in full to %s', async account => {
    const id = await opened()

    expect(await detail(account, id)).toMatchObject({
      text: '邻居反映长期打骂',
      case: { categoryCode: 'E0205' },
    })
  })

  it.each(['t1.leader', 't1v1.officer', 't1v1.secretary', 'county.supervisor'])(
    'tells %s that it exists and how it stands',
    async account => {
      const id = await opened()

      const told = await detail(account, id)

      expect(told).toMatchObject({
        text: null,
        timeline: [],
        openMoves: [],
        reporter: { name: null, phone: null },
        case: {
          title: '敏感事件',
          categoryCode: 'E99',
          sourceCode: '99',
          gridCode: null,
          position: null,
          reporterId: null,
          areaCode: villageCode(1, 1),
          status: 'reported',
        },
      })
    },
  )

  it('is on no wall, in no list and by no address', async () => {
    const id = await opened()
    const wall = await as('t1.wall')

    const listed = await wall.call(listCases, { query: { limit: 200 } })

    expect(listed.body.items.map(item => item.id)).not.toContain(id)
    expect((await see('t1.wall', id)).code).toBe('case.unknown')
  })

  it('is listed masked, and found by no word, category, source or grid', async () => {
    const id = await opened()
    const leader = await as('t1.leader')
    const has = async (query: Record<string, string>) => {
      const { body } = await leader.call(listCases, { query: { limit: 200, ...query } })
      return body.items.some(item => item.id === id)
    }

    expect(await has({})).toBe(true)
    expect(await has({ q: '打骂' })).toBe(false)
    expect(await has({ category: 'E0205' })).toBe(false)
    expect(await has({ source: '01' })).toBe(false)
    expect(await has({ area: gridCode(1, 1, 1) })).toBe(false)
  })

  it('opens to the unit it is given to', async () => {
    const at = await broughtTo('assigned', as, violence())

    expect((await detail('t1.force', at.id)).text).toBe('邻居反映长期打骂')
  })
})
