import { answerAlarm } from '@shuniu/shared/cases'
import { seeDispatchQuality } from '@shuniu/shared/statistics'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { aMove, moved, seen } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { unitIds } from '../builders/staff.ts'

const clock = testClock()
let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp({ clock })
  as = peopleOf(running)
})
afterAll(() => running.drop())

const quality = async (account: string) => (await as(account)).call(seeDispatchQuality)

/** A red case answered, accepted and sent, so many seconds after one another. */
async function sentAfter(seconds: readonly [answer: number, accept: number, send: number], sent: object) {
  const [answerS, acceptS, sendS] = seconds
  const report = aReport({ level: 'red', categoryCode: 'E0508', occurredAt: clock.now() })
  const { caseId: id } = await reported(await as('t1v1g1'), report)
  const by = await as('t1.dispatcher')
  clock.moveOnS(answerS)
  await by.call(answerAlarm, { params: { id } })
  clock.moveOnS(acceptS)
  const current = await seen(by, id)
  const accepted = await moved(by, current, aMove('accept', current, { level: 'red', categoryCode: 'E0508' }))
  clock.moveOnS(sendS)
  await moved(by, accepted, aMove('assign', accepted, { ...sent }))
}

it('tells how quickly grave cases are answered and sent, and how often to the unit proposed first', async () => {
  const [first, other] = [unitIds.force(1), unitIds.police]
  await sentAfter([10, 20, 30], { ownerUnitId: first, proposedUnitId: first })
  await sentAfter([30, 10, 10], { ownerUnitId: other, proposedUnitId: first, overrideCode: 'busy' })
  await sentAfter([20, 5, 5], { ownerUnitId: first })

  const { body } = await quality('t1.dispatcher')

  expect(body.levels.find(({ level }) => level === 'red')).toMatchObject({
    answered: { n: 3, p50S: 20 },
    dispatched: { n: 3, p50S: 20 },
  })
  expect(body.kinds).toEqual([{ categoryCode: 'E0508', sent: 2, first: 1 }])
  expect(body.reasons).toEqual([{ code: 'busy', n: 1 }])
})

it('tells a township of its own cases alone, and is refused to whoever reads no statistics', async () => {
  const { body } = await quality('t2.dispatcher')

  expect(body.levels.map(({ answered }) => answered.n)).toEqual([0, 0, 0, 0])
  expect(body.kinds).toEqual([])
  expect((await quality('t1.force')).code).toBe('permission.missing')
})
