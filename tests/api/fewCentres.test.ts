import { moveCase, seeCase } from '@shuniu/shared/cases'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { insideGrid, townshipCode, villageCode } from '../builders/county.ts'
import { freshDatabase } from '../builders/database.ts'
import { aReport, reported } from '../builders/report.ts'
import { unitIds, writeTestCounty } from '../builders/staff.ts'

/** The test county before all of its centres are entered: the county's own and those of villages are not. */
async function within(kept: readonly string[], seen: (running: RunningApp) => Promise<void>): Promise<void> {
  const database = await freshDatabase()
  await writeTestCounty(database)
  await database.pool.query('update accounts set unit_id = null')
  await database.pool.query(`delete from units where kind = 'centre' and area_code <> all($1)`, [kept])
  const running = await startApp({ database })
  try {
    await seen(running)
  } finally {
    await running.drop()
    await database.drop()
  }
}
const [lon, lat] = insideGrid(1, 1, 1)
const grave = () => aReport({ position: { lon, lat }, level: 'red', occurredAt: new Date().toISOString() })

it('where no centre answers for a place yet, a report is refused and nothing is begun', async () => {
  await within([townshipCode(2)], async running => {
    const member = await running.signIn('t1v1g1')
    const answer = await member.post('/api/reports', grave())

    expect([answer.status, answer.code]).toEqual([409, 'centre.none'])
    expect(answer.body).toMatchObject({ detail: { areaCode: villageCode(1, 1) } })
    const { rows } = await running.database.pool.query('select from cases union all select from reports')
    expect(rows).toEqual([])
  })
})

it('where the county’s own centre is not entered yet, the township’s answers for its gravest cases too', async () => {
  await within([townshipCode(1)], async running => {
    const { caseId } = await reported(await running.signIn('t1v1g1'), grave())
    const duty = await running.signIn('county.duty')
    const { body } = await duty.call(seeCase, { params: { id: caseId } })
    expect(body.case).toMatchObject({ tier: 'county', ownerUnitId: unitIds.township(1) })

    const { categoryCode, level, version: seenVersion } = body.case
    const accepting = { id: v7(), seenVersion, move: 'accept' as const, categoryCode, level }
    const accepted = await duty.call(moveCase, { params: { id: caseId }, body: accepting })
    expect([accepted.status, accepted.code]).toEqual([200, undefined])
  })
})
