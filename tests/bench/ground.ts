import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Database } from '@shuniu/server/platform/db'
import { silentLog } from '../builders/database.ts'
import { openSite, type Site } from '../journeys/site.ts'
import type { BenchOptions, BenchSize } from './options.ts'
import { signInAll, type Person } from './people.ts'

/** What rows are measured on: one database with the demo county, the server as users run it, and its people. */
export interface BenchGround {
  readonly size: BenchSize
  readonly dataDir: string
  readonly database: Database
  readonly site: Site
  readonly port: number
  readonly people: readonly Person[]
  readonly say: (line: string) => void
  /** Stops server and database, for a row that starts them itself; the folder stays. */
  leave(): Promise<void>
  close(): Promise<void>
}

/** Node's arguments for the built server. */
export const builtServer = (profileDir?: string): string[] => [
  ...(profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`]),
  'server/dist/main.js',
]

/** Opens the ground; the database is the bench's own, so that baselines can write to the very same one. */
export async function openGround(options: BenchOptions, say: (line: string) => void): Promise<BenchGround> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'shuniu-bench-')))
  say(`the demo county is made in ${dataDir}`)
  const database = await openDatabase({ dataDir, log: silentLog, maxConnections: 20 })
  const site = await openSite({
    dataDir,
    env: { DATABASE_URL: database.url, SOCKETS_PER_ACCOUNT: '600' },
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
    size: options.size === 'large' ? 'full' : options.size,
    dataDir,
    database,
    site,
    port: Number(new URL(site.url).port),
    people,
    say,
    leave,
    async close() {
      await leave()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
