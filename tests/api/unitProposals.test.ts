import { seeCase } from '@shuniu/shared/cases'
import { listUnitProposals } from '@shuniu/shared/dispatch'
import { changeUnitProfile, seeUnitStaff, type UnitProfile } from '@shuniu/shared/staffing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { countyCode, townshipCode } from '../builders/county.ts'
import { aMove, moved, seen, tryMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, aReportIn, reported } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'

const clock = testClock()
const [charged, station] = [unitIds.civil, unitIds.force(1)]
let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
  await chargedWith(charged, [{ categoryPrefix: 'E0508', areaCode: countyCode }])
})
afterAll(() => running.drop())

async function chargedWith(id: string, duties: UnitProfile['duties']): Promise<void> {
  const by = await as('county.director')
  const { body: sheet } = await by.call(seeUnitStaff, { params: { id }, query: {} })
  const profile = {
    ...sheet.profile,
    duties,
    id: v7(),
    seenVersion: sheet.profileVersion,
    reason: '职责登记',
  }
  const { code } = await by.call(changeUnitProfile, { params: { id }, body: profile })
  if (code !== undefined) throw new Error(code)
}

async function accepted(categoryCode: string): Promise<string> {
  const { caseId } = await reported(await as('t1v1g1'), aReport({ categoryCode, level: 'yellow' }))
  const current = await seen(await as('t1.duty'), caseId)
  await moved(await as('t1.duty'), current, aMove('accept', current, { categoryCode, level: 'yellow' }))
  return caseId
}
async function sent(id: string, ownerUnitId: string): Promise<void> {
  const by = await as('t1.dispatcher')
  const current = await seen(by, id)
  await moved(by, current, aMove('assign', current, { ownerUnitId }))
}
const proposals = async (id: string, account = 't1.dispatcher') =>
  (await as(account)).call(listUnitProposals, { params: { id } })

it('a gas leak is for the unit that is charged with it, before one that such cases were sent to', async () => {
  for (let n = 0; n < 3; n += 1) await sent(await accepted('E0508'), station)

  const { body } = await proposals(await accepted('E0508'))

  expect(body.items).toEqual([
    expect.objectContaining({ unitId: charged, charge: 'kind', near: 'county', open: 0, sent: 0 }),
    expect.objectContaining({ unitId: station, charge: null, near: 'township', open: 3, sent: 3 }),
  ])
})

it('what was sent elsewhere or for another kind, and what is sensitive, counts for nobody', async () => {
  await sent(await accepted('E0205'), station)
  const { caseId } = await reported(
    await as('t2v1g1'),
    aReportIn(`${townshipCode(2)}200001`, { categoryCode: 'E0304' }),
  )
  const current = await seen(await as('t2.duty'), caseId)
  await moved(await as('t2.duty'), current, aMove('accept', current, { categoryCode: 'E0304' }))

  expect((await proposals(await accepted('E0205'))).body.items).toEqual([])
  expect((await proposals(await accepted('E0304'))).body.items).toEqual([])
})

it('who sent the case back is proposed last, and said to have', async () => {
  const id = await accepted('E0508')
  await sent(id, charged)
  const by = await as('civil')
  const current = await seen(by, id)
  await moved(by, current, aMove('refuse', current))

  const { body } = await proposals(id)

  expect(body.items.map(({ unitId }) => unitId)).toEqual([station, charged])
  expect(body.items.at(-1)).toMatchObject({ charge: 'kind', hasRefused: true })
})

it('it is refused to whoever may not send, and of a case that is not theirs to see', async () => {
  const id = await accepted('E0508')

  expect((await proposals(id, 't1.force')).code).toBe('permission.missing')
  expect((await proposals(id, 't2.dispatcher')).code).toBe('case.unknown')
  expect((await proposals(v7())).code).toBe('case.unknown')
})

it('another unit than the first proposed is sent with a reason alone, which stays in the record', async () => {
  const by = await as('t1.dispatcher')
  const current = await seen(by, await accepted('E0508'))
  const other = { ownerUnitId: station, proposedUnitId: charged }

  const { code } = await tryMove(by, current, aMove('assign', current, other))
  await moved(
    by,
    current,
    aMove('assign', current, { ...other, overrideCode: 'nearer', overrideText: '就在隔壁' }),
  )

  expect(code).toBe('case.overrideUnexplained')
  const { body } = await by.call(seeCase, { params: { id: current.id } })
  expect(body.timeline.at(-1)?.filled).toMatchObject({
    ...other,
    overrideCode: 'nearer',
    overrideText: '就在隔壁',
  })
})
