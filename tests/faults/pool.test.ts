import { setTimeout as wait } from 'node:timers/promises'
import { openDatabase } from '@shuniu/server/platform/db'
import { listDrafts } from '@shuniu/shared/drafts'
import { instant } from '@shuniu/shared/kernel'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { silentLog } from '../builders/database.ts'
import { writeDueCases } from '../builders/dueCases.ts'
import { say, sized } from '../builders/size.ts'
import { until, type Watcher } from '../builders/watcher.ts'
import { countyConsole, heardWords } from './hearing.ts'

/** As many connections as a request may get, and twice as many requests. */
const connections = 10
const requests = 2 * connections
const facts = sized(60, 15)
const everyMs = 200

let running: RunningApp
beforeAll(async () => void (running = await startApp()))
afterAll(() => running.drop())

/** From the moment that a fact tells of to the console, each. */
const timesOf = ({ facts: told, cameAtMs }: Watcher): number[] =>
  told.flatMap(({ name, at }, nth) =>
    name === 'case.overdue' ? [performance.timeOrigin + (cameAtMs[nth] ?? NaN) - Date.parse(at)] : [],
  )

it('slow requests that hold every connection for requests keep no fact from a console', async () => {
  const watcher = await countyConsole(running)
  const officer = await running.signIn('t1.duty')
  const other = await openDatabase({ dataDir: '.', databaseUrl: running.database.url, log: silentLog })
  const holder = await other.pool.connect()
  const firstMs = Date.now() + 1_500
  await writeDueCases(other, facts, instant(firstMs), everyMs)
  await holder.query('set idle_in_transaction_session_timeout = 0')
  await holder.query('begin; lock table drafts in access exclusive mode')

  const slow = Promise.all(Array.from({ length: requests }, () => officer.call(listDrafts)))
  const { pool } = running.database
  await until('all connections are held, and requests wait', () => pool.waitingCount > 0)
  await wait(firstMs + facts * everyMs - Date.now())
  await until('all facts are told', () => timesOf(watcher).length === facts, 5_000)
  const [held, waiting] = [pool.totalCount - pool.idleCount, pool.waitingCount]
  await holder.query('rollback')
  const statuses = (await slow).map(({ status }) => status)
  holder.release()
  await other.close()

  const words = heardWords({ times: timesOf(watcher) })
  say(
    `  pool emptied: ${held} connections held, ${waiting} requests waiting; answered ${[...new Set(statuses)].join(', ')}`,
  )
  say(`  ${words}`)
  expect(held).toBe(connections)
  expect(watcher.ends).toEqual([])
  expect(statuses.filter(status => status === 200).length).toBeGreaterThanOrEqual(connections)
  expect(statuses.filter(status => status !== 200 && status !== 503)).toEqual([])
  watcher.close()
}, 120_000)
