import {
  endPatrol,
  listPositions,
  seePatrol,
  sendPositions,
  startPatrol,
  type PositionReading,
} from '@shuniu/shared/patrol'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { testClock } from '../builders/clock.ts'
import { gridCode, insideGrid, outsideCounty, townshipCode } from '../builders/county.ts'
import { aMove, moved, seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { accountId, unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People
let member: Browser

beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  member = await as('t1v1g1')
})
afterAll(() => running.drop())

const begin = (by: Browser, id = v7()) => by.call(startPatrol, { body: { id } })
const end = (by: Browser, id: string) => by.call(endPatrol, { params: { id }, query: {} })

async function endWhateverRuns(by: Browser): Promise<void> {
  const { body } = await by.call(seePatrol)
  if (body.patrol) await end(by, body.patrol.id)
}
beforeEach(() => endWhateverRuns(member))

const [lon, lat] = insideGrid(1, 1, 1)
const aReading = (differing: Partial<PositionReading> = {}): PositionReading => ({
  at: clock.now(),
  lon,
  lat,
  ...differing,
})
const send = (by: Browser, ...items: PositionReading[]) => by.call(sendPositions, { body: { items } })

async function shownTo(account: string, area?: string) {
  const query = area === undefined ? {} : { area }
  const { body } = await (await as(account)).call(listPositions, { query })
  return body.items
}

describe('POST /api/patrols', () => {
  it('begins a patrol by the member’s own tap', async () => {
    const id = v7()

    const begun = await begin(member, id)

    expect([begun.status, begun.body]).toEqual([201, { id, startedAt: clock.now(), endedAt: null }])
  })

  it('tapped twice is one patrol', async () => {
    const id = v7()
    await begin(member, id)
    clock.moveOnS(60)

    const again = await begin(member, id)

    expect(again.status).toBe(200)
    expect(again.body.id).toBe(id)
  })

  it('is refused while another patrol runs, which is named', async () => {
    const id = v7()
    await begin(member, id)

    const second = await begin(member)

    expect([second.status, second.code]).toEqual([409, 'patrol.running'])
    expect(second.body).toMatchObject({ detail: { id } })
  })

  it('is refused for an id that another member has used', async () => {
    const id = v7()
    await begin(await as('t1v1g2'), id)

    const other = await begin(member, id)

    expect([other.status, other.code]).toEqual([409, 'command.idTaken'])
  })

  it('is refused to a post that does not patrol', async () => {
    expect((await begin(await as('t1.duty'))).code).toBe('permission.missing')
  })

  it('ten times at once with ten ids begins one patrol', async () => {
    const officer = await as('t1v1.officer')

    const answers = await Promise.all(Array.from({ length: 10 }, () => begin(officer)))

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'patrol.running')).toHaveLength(9)
  })
})

describe('POST /api/patrols/:id/end', () => {
  it.each([
    ['the tap of a phone that had no network then', -300, 300],
    ['its beginning, for a tap before it', -6_000, 0],
    ['now, for a tap still to come', 6_000, 600],
  ])('ends it as of %s', async (_, tappedInS, lastedS) => {
    const { body } = await begin(member)
    clock.moveOnS(600)
    const at = new Date(Date.parse(clock.now()) + tappedInS * 1_000).toISOString()

    const ended = await member.call(endPatrol, { params: { id: body.id }, query: { at } })

    expect(Date.parse(ended.body.endedAt ?? '') - Date.parse(body.startedAt)).toBe(lastedS * 1_000)
  })

  it('ends the patrol, and again is answered alike', async () => {
    const { body } = await begin(member)
    clock.moveOnS(600)

    const ended = await end(member, body.id)
    clock.moveOnS(60)
    const again = await end(member, body.id)

    expect(Date.parse(ended.body.endedAt ?? '') - Date.parse(body.startedAt)).toBe(600_000)
    expect(again.body).toEqual(ended.body)
  })

  it('is refused for a patrol that is another member’s or nobody’s', async () => {
    const { body } = await begin(member)

    const others = await end(await as('t1v1g2'), body.id)
    const nobodys = await end(member, v7())

    expect([others.status, others.code]).toEqual([404, 'patrol.unknown'])
    expect([nobodys.status, nobodys.code]).toEqual([404, 'patrol.unknown'])
  })
})

describe('GET /api/patrols/mine', () => {
  it('tells the running patrol, or that there is none', async () => {
    const none = await member.call(seePatrol)
    const begun = await begin(member)

    const mine = await member.call(seePatrol)

    expect(none.body).toEqual({ patrol: null })
    expect(mine.body.patrol).toEqual(begun.body)
  })

  it('is refused to a wall', async () => {
    expect((await (await as('t1.wall')).call(seePatrol)).code).toBe('permission.missing')
  })
})

describe('POST /api/positions', () => {
  it('takes readings while the member’s patrol runs and shows the latest', async () => {
    await begin(member)
    const [farLon, farLat] = insideGrid(1, 2, 1)
    const earlier = aReading({ at: '2026-11-24T02:00:00Z', lon: farLon, lat: farLat })

    const sent = await send(member, aReading(), earlier)

    expect([sent.status, sent.body]).toEqual([202, { taken: 2, dropped: 0, onPatrol: true, shown: true }])
    expect(await shownTo('t1.duty')).toEqual([
      { memberId: accountId('t1v1g1'), at: clock.now(), lon, lat, gridCode: gridCode(1, 1, 1) },
    ])
  })

  it('says when what it took shows nobody: a reading of half an hour ago alone', async () => {
    await begin(member)
    const at = new Date(Date.parse(clock.now()) - 30 * 60_000).toISOString()

    const sent = await send(member, aReading({ at }))

    expect(sent.body).toEqual({ taken: 1, dropped: 0, onPatrol: true, shown: false })
  })

  it('drops readings unread when no patrol runs, and says so', async () => {
    clock.moveOnS(2)

    const sent = await send(member, aReading())

    expect([sent.status, sent.body]).toEqual([202, { taken: 0, dropped: 1, onPatrol: false, shown: false }])
    expect(await shownTo('county.duty')).toEqual([])
  })

  it('forgets where a member is as soon as the patrol ends', async () => {
    const { body } = await begin(member)
    await send(member, aReading())

    await end(member, body.id)

    expect(await shownTo('county.duty')).toEqual([])
    expect((await send(member, aReading())).body.taken).toBe(0)
  })

  it('takes readings of a member on a grave task without a patrol', async () => {
    const officer = await as('t1v4.officer')
    const { caseId } = await reported(await as('t1.duty'), aReport({ level: 'orange' }))
    let at = await seen(await as('county.duty'), caseId)
    at = await moved(await as('county.duty'), at, aMove('accept', at, { level: 'orange' }))
    const toVillage = aMove('assign', at, { ownerUnitId: unitIds.village(1, 1) })
    at = await moved(await as('county.dispatcher'), at, toVillage)
    const handler = await as('t1v1g2')
    await endWhateverRuns(handler)
    await moved(handler, at, aMove('sign', at))
    clock.moveOnS(2)

    expect((await send(handler, aReading())).body).toEqual({
      taken: 1,
      dropped: 0,
      onPatrol: false,
      shown: true,
    })
    expect((await send(officer, aReading())).body.taken).toBe(0)
  })

  it('keeps a place outside the county and one at (0,0), in no grid', async () => {
    await begin(member)
    const [outLon, outLat] = outsideCounty

    const sent = await send(member, aReading({ lon: 0, lat: 0 }), aReading({ lon: outLon, lat: outLat }))

    expect(sent.body.taken).toBe(2)
    expect((await shownTo('t1.duty')).find(fix => fix.memberId === accountId('t1v1g1'))?.gridCode).toBeNull()
  })

  it('takes a reading from the future as of now, and drops one of last month', async () => {
    await begin(member)

    const sent = await send(
      member,
      aReading({ at: '2100-01-01T00:00:00Z' }),
      aReading({ at: '1970-01-01T00:00:00Z' }),
    )

    expect(sent.body).toMatchObject({ taken: 1, dropped: 1 })
    expect((await shownTo('t1.duty')).find(fix => fix.memberId === accountId('t1v1g1'))?.at).toBe(clock.now())
  })

  it('is refused to who does not patrol, for nothing, and for what is no place', async () => {
    const wrong = [
      { items: [] },
      { items: [{ ...aReading(), lon: 181 }] },
      { items: [{ ...aReading(), lat: '33.1' }] },
      { items: [{ ...aReading(), at: 'today' }] },
      { items: Array.from({ length: 201 }, () => aReading()) },
      { items: [{ ...aReading(), memberId: accountId('t2v1g1') }] },
    ]

    const answers = await Promise.all(wrong.map(body => member.post('/api/positions', body)))

    expect(answers.map(({ code }) => code)).toEqual(wrong.map(() => 'request.malformed'))
    expect((await send(await as('police'), aReading())).code).toBe('permission.missing')
  })

  it('drops a reading of a day that no calendar has', async () => {
    await begin(member)

    const sent = await send(member, aReading({ at: '2026-11-31T00:00:00Z' }))

    expect(sent.body).toMatchObject({ taken: 0, dropped: 1 })
  })
})

describe('GET /api/positions', () => {
  it('shows members to their own township and the county only', async () => {
    await begin(member)
    await send(member, aReading())
    const ids = async (account: string) => (await shownTo(account)).map(({ memberId }) => memberId)

    expect(await ids('t1.duty')).toContain(accountId('t1v1g1'))
    expect(await ids('county.wall')).toContain(accountId('t1v1g1'))
    expect(await ids('t2.duty')).toEqual([])
  })

  it('is refused for a division outside the actor’s own', async () => {
    const answer = await (await as('t1.duty')).call(listPositions, { query: { area: townshipCode(2) } })

    expect([answer.status, answer.code]).toEqual([404, 'area.notYours'])
  })

  it('is refused to members, who are not to watch one another', async () => {
    expect((await member.call(listPositions, { query: {} })).code).toBe('permission.missing')
  })
})
