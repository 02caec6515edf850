import { instant, toMs } from '@shuniu/shared/kernel'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { testClock } from '../builders/clock.ts'
import { writeDueCases } from '../builders/dueCases.ts'

const clock = testClock()
let running: RunningApp

beforeAll(async () => {
  running = await startApp({ clock })
})
afterAll(() => running.drop())

const rowsOf = async (text: string, values: readonly unknown[] = []) =>
  (await running.database.pool.query<Record<string, unknown>>(text, [...values])).rows

/** Every write on the case's timeline fails from now on, and no other's. */
const poison = (id: string) =>
  rowsOf(`
    create function poisoned() returns trigger language plpgsql as
      $$ begin if new.case_id = '${id}' then raise exception 'poisoned'; end if; return new; end $$;
    create trigger poisoned before insert on case_entries for each row execute function poisoned();`)
const mend = () => rowsOf('drop trigger poisoned on case_entries; drop function poisoned()')

const lateIds = async () => (await rowsOf('select id from cases where overdue')).map(({ id }) => id)
const parked = () => rowsOf('select sweep, case_id, attempts from parked_cases')
const parkedSaid = async () =>
  /^shuniu_cases_parked\{sweep="clocks"\} (\d+)$/m.exec(
    String((await running.stranger.get('/metrics')).body),
  )?.[1]

describe('a case whose clock cannot be told of', () => {
  it('keeps none of fifty others waiting, is parked, named and counted, and is told when it is mended', async () => {
    const ids = await writeDueCases(running.database, 50, instant(toMs(clock.now()) + 30 * 60_000))
    const [bad = '', ...others] = ids
    await poison(bad)
    const named = vi.spyOn(running.app.http.log, 'error')

    clock.moveOnS(30 * 60)
    await expect.poll(async () => (await lateIds()).length, { timeout: 20_000 }).toBe(49)
    expect(new Set(await lateIds())).toEqual(new Set(others))
    await expect.poll(parked, { timeout: 20_000 }).toEqual([{ sweep: 'clocks', case_id: bad, attempts: 1 }])
    expect(await parkedSaid()).toBe('1')
    const about = { sweep: 'clocks', caseId: bad, attempts: 1 }
    expect(named.mock.calls.map(([said]) => said)).toMatchObject([about])

    clock.moveOnS(11)
    await expect.poll(parked, { timeout: 20_000 }).toMatchObject([{ attempts: 2 }])

    await mend()
    clock.moveOnS(21)
    await expect.poll(lateIds, { timeout: 20_000 }).toContain(bad)
    await expect.poll(parkedSaid, { timeout: 20_000 }).toBe('0')
    expect(await parked()).toEqual([])
    expect(named).toHaveBeenCalledTimes(2)
  })
})
