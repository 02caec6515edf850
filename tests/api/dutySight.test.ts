import { giveHandOver, listDutyActs, listHandOvers, seeHandOver, tellPresence } from '@shuniu/shared/duty'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { mayBeTold, type Secret, type Truth } from '../builders/access/law.ts'
import { askers, everySituation, type Situation } from '../builders/access/situations.ts'
import { truthsOf } from '../builders/access/truths.ts'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { actorOf } from '../builders/staff.ts'

let running: RunningApp
let as: People
let situations: readonly Situation[]
let truths: ReadonlyMap<string, Truth>
beforeAll(async () => {
  running = await startApp({ clock: testClock() })
  as = peopleOf(running)
  situations = await everySituation(as)
  truths = await truthsOf(running.database, situations)
})
afterAll(() => running.drop())

const told = (account: string, { id }: Situation): ReadonlySet<Secret> => {
  const truth = truths.get(id)
  if (!truth) throw new Error(`no case ${id}`)
  return mayBeTold(actorOf(account), truth)
}
/** Words in an answer that its hearer may not be told. */
const heard = (account: string, answer: unknown): string[] => {
  const text = JSON.stringify(answer)
  return situations.flatMap(one =>
    one.canaries
      .filter(({ secret, words }) => text.includes(words) && !told(account, one).has(secret))
      .map(({ words }) => `${one.name}: ${words}`),
  )
}

it('tells by the log of a watch, its hand-overs and who is at which case of none but those read in full', async () => {
  const leaks: string[] = []
  let found = 0
  const notOwn = (account: string, what: string, caseIds: readonly string[]) => {
    found += caseIds.length
    for (const one of situations)
      if (caseIds.includes(one.id) && !told(account, one).has('kind'))
        leaks.push(`${account}: ${what}: ${one.name}`)
  }
  const giver = await as('t1.duty')
  const given = await giver.call(giveHandOver, { body: { id: v7(), notes: '', remarks: [] } })
  expect(given.status).toBe(201)
  for (const one of situations) await giver.call(tellPresence, { body: { caseId: one.id, isActing: true } })

  for (const account of askers) {
    const by = await as(account)
    const acts = await by.call(listDutyActs, { query: { limit: 100 } })
    if (acts.code === undefined)
      notOwn(
        account,
        'log',
        acts.body.items.map(({ caseId }) => caseId),
      )
    const present = await by.call(tellPresence, { body: { caseId: null, isActing: false } })
    if (present.code === undefined)
      notOwn(
        account,
        'presence',
        present.body.items.map(({ caseId }) => caseId),
      )
    const listed = await by.call(listHandOvers, { query: {} })
    for (const { id } of listed.code === undefined ? listed.body.items : []) {
      const { code, body } = await by.call(seeHandOver, { params: { id } })
      if (code === undefined)
        notOwn(
          account,
          'hand-over',
          body.cases.map(({ caseId }) => caseId),
        )
      leaks.push(...heard(account, body))
    }
    leaks.push(...heard(account, [acts.body, present.body]))
  }

  expect(leaks).toEqual([])
  expect(found).toBeGreaterThan(10)
})
