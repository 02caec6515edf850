import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, openDatabase, type Database } from '@shuniu/server/platform/db'
import { silentLog } from '../../builders/database.ts'
import { writeManyCases } from '../../builders/manyCases.ts'
import { writeTestCounty } from '../../builders/staff.ts'
import { openSite } from '../../journeys/site.ts'
import { builtServer, type BenchGround } from '../ground.ts'
import type { BenchOptions } from '../options.ts'
import { signInAll } from '../people.ts'

/** Three years of a large county. */
export const manyCases = 1_000_000

/**
 * What the rows of a large county are measured on: the county of the tests with a million cases, made by the database in
 * bulk. The server is started by the first row that asks it; a row that measures without it comes before.
 */
export interface LargeGround extends BenchGround {
  /** How long it took to make the cases, in seconds. */
  readonly madeInS: number
}

export async function openLargeGround(
  options: BenchOptions,
  say: (line: string) => void,
): Promise<LargeGround> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'shuniu-bench-')))
  say(`a county of ${manyCases} cases is made in ${dataDir}`)
  const database = await openDatabase({ dataDir, log: silentLog, maxConnections: 20 })
  await migrate(database)
  const begunMs = performance.now()
  await fill(database)
  const madeInS = (performance.now() - begunMs) / 1_000
  say(`made in ${Math.round(madeInS)} s`)
  const site = await openSite({
    dataDir,
    env: { DATABASE_URL: database.url, DEMO: '0' },
    program: builtServer(options.profileDir),
  })
  const people = await signInAll(database.pool)
  let isLeft = false
  async function leave() {
    if (isLeft) return
    isLeft = true
    await site.close()
    await database.close()
  }
  return {
    size: 'full',
    dataDir,
    database,
    site,
    port: Number(new URL(site.url).port),
    people,
    say,
    madeInS,
    leave,
    async close() {
      await leave()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A folder that was kept has them already. */
async function fill(database: Database): Promise<void> {
  const { rows } = await database.pool.query<{ has: boolean }>('select exists(select from cases) as has')
  if (rows[0]?.has === true) return
  await writeTestCounty(database)
  await writeManyCases(database, manyCases)
}
