import { instant } from '@shuniu/shared/kernel'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { writeDueCases } from '../builders/dueCases.ts'
import { say, sized } from '../builders/size.ts'
import { until } from '../builders/watcher.ts'
import { hear, heardWords, lineOf } from './hearing.ts'

const due = sized(2_000, 300)
const facts = sized(100, 20)
/** So soon after they are written, in milliseconds. */
const dueInMs = 1_500

let running: RunningApp
beforeAll(async () => void (running = await startApp()))
afterAll(() => running.drop())

const rowsOf = async <R extends object>(text: string) => (await running.database.pool.query<R>(text)).rows

/** Every write on the case's timeline fails from now on. */
const poison = (id: string) =>
  rowsOf(`
    create function poisoned() returns trigger language plpgsql as
      $$ begin if new.case_id = '${id}' then raise exception 'poisoned'; end if; return new; end $$;
    create trigger poisoned before insert on case_entries for each row execute function poisoned();`)

const parked = () => rowsOf<{ id: string }>(`select case_id as id from parked_cases where sweep = 'clocks'`)
const lateCount = async () => (await rowsOf('select 1 from cases where overdue')).length

it(`a case whose clock throws is parked, named and counted; ${due - 1} others are told of in time`, async () => {
  const line = await lineOf(running)
  const named = vi.spyOn(running.app.http.log, 'error')
  const dueAt = Date.now() + dueInMs
  const [bad = ''] = await writeDueCases(running.database, due, instant(dueAt))
  await poison(bad)

  const others = until('all others are told of', async () => (await lateCount()) === due - 1, 120_000)
  const alone = until('the one is parked', async () => (await parked()).length === 1, 120_000).then(() =>
    Math.round(Date.now() - dueAt),
  )
  const heard = await hear(line, facts)
  const parkedMs = await alone
  await others
  const toldMs = Math.round(Date.now() - dueAt)
  const metrics = String((await running.stranger.get('/metrics')).body)

  say(
    `  poison case: parked ${parkedMs} ms and all ${due - 1} others told of ${toldMs} ms after they fell due`,
  )
  say(`  ${heardWords(heard)}`)
  expect(await parked()).toEqual([{ id: bad }])
  // Named once, and once more for each time that it was tried again meanwhile.
  const about = named.mock.calls.map(([told]) => told)
  expect(about[0]).toMatchObject({ sweep: 'clocks', caseId: bad, attempts: 1 })
  expect(about).toEqual(about.map((): unknown => expect.objectContaining({ caseId: bad })))
  expect(metrics).toMatch(/^shuniu_cases_parked\{sweep="clocks"\} 1$/m)
  line.watcher.close()
}, 300_000)
