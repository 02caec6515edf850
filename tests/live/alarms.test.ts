import { answerAlarm, CaseFact } from '@shuniu/shared/cases'
import { rooms } from '@shuniu/shared/identity'
import { Check } from 'typebox/schema'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { townshipCode } from '../builders/county.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'
import { hasRedis, someRedis } from '../builders/redis.ts'
import { accountId } from '../builders/staff.ts'
import { aWatcher, until } from '../builders/watcher.ts'

let running: RunningApp
let as: People
beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
})
afterAll(() => running.drop())

const isAnswer = (body: unknown): body is CaseFact => Check(CaseFact, body) && body.lastMove === 'answerAlarm'

async function aDesk(account: string, room: string) {
  const { cookie } = await as(account)
  return aWatcher({ url: running.url, cookie, rooms: [room] })
}

it('an answer reaches every desk that the case calls and the wall, names nobody there, and no other township', async () => {
  const [county, own, other, wall] = await Promise.all([
    aDesk('county.duty', rooms.county),
    aDesk('t1.duty', rooms.township(townshipCode(1))),
    aDesk('t2.duty', rooms.township(townshipCode(2))),
    aDesk('county.wall', rooms.county),
  ])
  const { caseId: id } = await reported(await as('t1v1g1'), aReport({ level: 'red' }))
  await (await as('t1.duty')).call(answerAlarm, { params: { id } })

  const answers = (desk: typeof county) =>
    desk.facts.flatMap(({ body }) => (isAnswer(body) && body.id === id ? [body.alarm?.answeredById] : []))
  await until('all three have heard', () => [county, own, wall].every(desk => answers(desk).length === 1))

  expect([county, own, wall].map(answers)).toEqual([[accountId('t1.duty')], [accountId('t1.duty')], [null]])
  expect(other.facts).toEqual([])
  for (const desk of [county, own, other, wall]) desk.close()
})

it.skipIf(!hasRedis)('is one alarm and one answer with two processes on one database', async () => {
  const redis = await someRedis()
  const settings = { redisUrl: redis.url }
  const one = await startApp({ settings })
  const two = await startApp({ settings, database: one.database })
  const { cookie } = await peopleOf(two)('county.duty')
  const desk = await aWatcher({ url: two.url, cookie, rooms: [rooms.county] })
  const { caseId: id } = await reported(await peopleOf(one)('t1v1g1'), aReport({ level: 'red' }))

  const answers = await Promise.all(
    [peopleOf(one)('county.duty'), peopleOf(two)('t1.duty')].map(async by =>
      (await by).call(answerAlarm, { params: { id } }),
    ),
  )
  await until('the other process tells of it', () => desk.facts.some(({ body }) => isAnswer(body)))

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  desk.close()
  await two.stop()
  await one.drop()
  await redis.drop()
})
