import { X509Certificate } from 'node:crypto'
import { readFile, statfs } from 'node:fs/promises'
import { grant, instant, toMs, type Instant, type Result } from '@shuniu/shared/kernel'
import type { SystemState } from '@shuniu/shared/system'
import type { Platform } from '../../platform/feature/index.ts'
import { jobStandings } from '../../platform/jobs/index.ts'
import { followerStates } from '../../platform/live/index.ts'
import { unnumberedCount } from '../../platform/relay/index.ts'
import { livingProcesses } from '../../platform/processes/index.ts'
import { productVersion } from '../../platform/version/index.ts'
import { uploadTotals } from '../uploads/index.ts'
import { databaseFigures, lastBackups } from './system.repo.ts'

type SystemDeps = Pick<Platform, 'database' | 'clock' | 'live' | 'settings'>

const countedEveryMs = 60_000

async function diskOf({ dataDir, uploadsLeaveFreeB }: SystemDeps['settings']): Promise<SystemState['disk']> {
  const { bavail, blocks, bsize } = await statfs(dataDir)
  return { freeB: bavail * bsize, totalB: blocks * bsize, reservedB: uploadsLeaveFreeB }
}

/** Of the file as it lies there now: what the server shows is what it was at its start. */
async function certificateOf({ tls }: SystemDeps['settings']): Promise<SystemState['certificate']> {
  if (!tls) return null
  const { validTo } = new X509Certificate(await readFile(tls.certFile))
  return { endsAt: instant(Date.parse(validTo)) }
}

const jobsNow = (): SystemState['jobs'] =>
  jobStandings().map(({ name, everyMs, endedAtMs, failures, isFailing }) => ({
    name,
    everyS: everyMs / 1_000,
    endedAt: endedAtMs === undefined ? null : instant(endedAtMs),
    failures,
    isFailing,
  }))

/** How the system stands, by a few short questions; what takes a scan is asked once a minute at most. */
export function systemQueries({ database, clock, live, settings }: SystemDeps) {
  const version = productVersion()
  let counted: SystemState['uploads'] | undefined

  async function uploadsAt(now: Instant): Promise<SystemState['uploads']> {
    if (!counted || toMs(now) - toMs(instant(counted.countedAt)) >= countedEveryMs) {
      counted = { countedAt: now, ...(await uploadTotals(database)) }
    }
    return counted
  }

  async function databaseNow(): Promise<SystemState['database']> {
    const askedMs = performance.now()
    await database.pool.query('select 1')
    const answeredInMs = Math.round((performance.now() - askedMs) * 10) / 10
    return { kind: database.kind, answeredInMs, ...(await databaseFigures(database)) }
  }

  async function streamNow(): Promise<SystemState['stream']> {
    const [unnumbered, followers] = await Promise.all([unnumberedCount(database), followerStates(database)])
    const { head, behind } = live.state()
    return { head, unnumbered, behind, followers }
  }

  async function processesNow(): Promise<SystemState['processes']> {
    const living = await livingProcesses(database)
    return living.map(({ startedAt, ...one }) => ({ ...one, startedAt: instant(startedAt.getTime()) }))
  }

  return {
    async state(): Promise<Result<SystemState>> {
      const at = clock.now()
      const { processId, sockets, redis } = live.state()
      return grant({
        at,
        version,
        processId,
        processes: await processesNow(),
        database: await databaseNow(),
        stream: await streamNow(),
        redis,
        sockets,
        disk: await diskOf(settings),
        uploads: await uploadsAt(at),
        jobs: jobsNow(),
        backup: await lastBackups(database),
        certificate: await certificateOf(settings),
      })
    },
  }
}
