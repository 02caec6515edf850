import { listCases, seeCase, type CaseDetail, type CaseFilter } from '@shuniu/shared/cases'
import { afterAll, beforeAll } from 'vitest'
import { startApp, type RunningApp } from './app.ts'
import { testClock, type TestClock } from './clock.ts'
import { peopleOf, type People } from './people.ts'

export interface CountyShift {
  readonly clock: TestClock
  /** The people of the county, signed in at first need, and anew when time has gone on. */
  readonly as: People
  later(seconds: number): void
  /** The page of a case as the account sees it. */
  detail(account: string, id: string): Promise<CaseDetail>
  /** The ids on a list of the account's. */
  ids(account: string, query: CaseFilter): Promise<string[]>
}

/** A county at work for the tests of a file, from before the first to after the last. */
export function aShift(): CountyShift {
  const clock = testClock()
  let running: RunningApp
  let people: People
  beforeAll(async () => {
    running = await startApp({ clock })
    people = peopleOf(running)
  })
  afterAll(() => running.drop())

  const as: People = account => people(account)
  return {
    clock,
    as,
    later(seconds) {
      clock.moveOnS(seconds)
      people = peopleOf(running)
    },
    detail: async (account, id) => (await (await as(account)).call(seeCase, { params: { id } })).body,
    ids: async (account, query) =>
      (await (await as(account)).call(listCases, { query })).body.items.map(one => one.id),
  }
}
