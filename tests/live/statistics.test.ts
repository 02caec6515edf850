import { systemClock } from '@shuniu/server/platform/clock'
import { casesAfter } from '@shuniu/server/features/cases'
import { rebuildStatistics } from '@shuniu/server/features/statistics'
import { moveCase } from '@shuniu/shared/cases'
import { makeReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { gridCode, townshipNumbers, villageNumbers } from '../builders/county.ts'
import { until } from '../builders/watcher.ts'

let running: RunningApp
beforeAll(async () => void (running = await startApp()))
afterAll(() => running.drop())

/** Every counter that is not nought, in one order. */
const counters = async () => {
  const { rows } = await running.database.pool.query<object>(
    `select area_code, metric, day, bucket, n::int from statistic_counts where n <> 0
      order by area_code, metric, day, bucket`,
  )
  return rows
}

const isCaughtUp = async (): Promise<boolean> => {
  const { rows } = await running.database.pool.query<{ is: boolean }>(
    `select not exists (select 1 from outbox where seq is null)
            and (select seq from followers where name = 'statistics') >= (select head from stream) as is`,
  )
  return rows[0]?.is === true
}

/** In slices so small that cases come and move between them. */
const rebuild = () =>
  rebuildStatistics({ database: running.database, clock: systemClock, casesAfter, casesAtOnce: 40 })

/** Reports a case and has it accepted, or rejected, by the duty desk of its township. */
async function play(member: Browser, duty: Browser, nth: number): Promise<void> {
  const body = {
    id: v7(),
    categoryCode: '0101',
    occurredAt: new Date().toISOString(),
    text: `积水 ${nth}`,
    areaCode: gridCode(1 + (nth % 3), 1 + (nth % 4), 1 + (nth % 2)),
  }
  const sent = await member.call(makeReport, { body })
  if (sent.code) throw new Error(sent.code)
  const head = { id: v7(), seenVersion: 1 }
  const accept = {
    ...head,
    move: 'accept',
    categoryCode: '0101',
    level: nth % 2 ? 'blue' : 'yellow',
  } as const
  const reject = { ...head, move: 'reject', reasonCode: 'untrue', text: '查无此事' } as const
  const command = nth % 5 ? accept : reject
  const moved = await duty.call(moveCase, { params: { id: sent.body.caseId }, body: command })
  if (moved.code) throw new Error(moved.code)
}

it('rebuilt equals live, again and again, while cases come and move', { timeout: 240_000 }, async () => {
  const desks = await Promise.all(townshipNumbers.map(t => running.signIn(`t${t}.duty`)))
  const members = await Promise.all(
    townshipNumbers.flatMap(t => villageNumbers.map(v => running.signIn(`t${t}v${v}g1`))),
  )
  let played = 0
  let rebuilt = 0
  /** Both go on until there was enough of each, however busy the machine is; not for ever, or no rebuild would end. */
  const goesOn = () => played < 60 || (rebuilt < 3 && played < 300)
  const work = async (member: Browser) => {
    while (goesOn()) {
      const nth = (played += 1)
      const desk = desks[nth % 3]
      if (desk) await play(member, desk, nth)
    }
  }
  const keepRebuilding = async () => {
    for (; played < 60 || rebuilt < 3; rebuilt += 1) await rebuild()
  }

  await Promise.all([...members.map(work), keepRebuilding()])
  await until('the follower has caught up', isCaughtUp)
  const live = await counters()
  await rebuild()

  expect(await counters()).toEqual(live)
  expect(live.length).toBeGreaterThan(50)
})
