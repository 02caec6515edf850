import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../builders/database.ts'
import { writeManyCases } from '../builders/manyCases.ts'
import { programArgs } from '../builders/programs.ts'
import { say, sized } from '../builders/size.ts'
import { writeTestCounty } from '../builders/staff.ts'

const cases = sized(5_000_000, 20_000)
const root = resolve(import.meta.dirname, '../..')

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await writeTestCounty(database)
  await writeManyCases(database, cases, { areSearchable: false })
}, 7_200_000)
afterAll(() => database.drop())

const numberOf = async (text: string) =>
  (await database.pool.query<{ n: number }>(`select (${text})::float8 as n`)).rows[0]?.n ?? NaN

/** The line of an administrator beside a living database. */
function rebuild(): ChildProcess {
  return spawn(process.execPath, [...programArgs('admin'), 'rebuild'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function linesOf({ stdout }: ChildProcess): Promise<string[]> {
  const lines: string[] = []
  if (stdout) for await (const line of createInterface(stdout)) lines.push(line)
  return lines
}

/** Stops a rebuild by `kill -9` when it has done some slices; how many cases it had done. */
async function brokenOff(): Promise<number> {
  const child = rebuild()
  const exited = once(child, 'exit')
  const done = () => numberOf(`coalesce((select done from statistic_rebuilds where step = 'cases'), 0)`)
  while (child.exitCode === null && (await done()) < Math.min(6_000, cases / 3)) {
    await new Promise(tick => setTimeout(tick, 5))
  }
  child.kill('SIGKILL')
  await exited
  return done()
}

const counted = (metric: string) =>
  numberOf(
    `select coalesce(sum(n), 0) from statistic_counts where area_code = '341222' and metric = '${metric}' and day not like '..%'`,
  )

it(`${cases} cases are counted anew in slices, and go on where a rebuild was broken off`, async () => {
  const brokenAt = await brokenOff()
  const beganMs = performance.now()

  const child = rebuild()
  const [lines, [code]] = await Promise.all([linesOf(child), once(child, 'exit')])
  const seconds = (performance.now() - beganMs) / 1_000
  const again = rebuild()
  const [told] = await Promise.all([linesOf(again), once(again, 'exit')])

  say(`  rebuild of ${cases} cases: broken off at ${brokenAt}, the rest in ${Math.round(seconds)} s`)
  say(`  ${lines.at(-1)}`)
  expect(code).toBe(0)
  expect(brokenAt).toBeGreaterThan(0)
  expect(await counted('openByStatus')).toBe(
    await numberOf('select count(*) from cases where is_open and not sensitive'),
  )
  expect(await counted('openedByLevel')).toBe(
    await numberOf('select count(*) from cases where not sensitive'),
  )
  expect(await counted('closed')).toBe(
    await numberOf(`select count(*) from cases where status in ('closed', 'archived') and not sensitive`),
  )
  // What is right is written nowhere.
  expect(told.at(-1)).toContain('更正 0 个事件的计入方式、0 个计数')
}, 14_400_000)
