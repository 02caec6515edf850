import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { endBy, query, startOn, type RunningProcess } from './running.ts'

const nobody = { uid: 65_534, gid: 65_534 }
const isRoot = process.getuid?.() === 0
const made: string[] = []
const started: RunningProcess[] = []

afterEach(async () => {
  for (const running of started.splice(0)) await endBy(running, 'SIGTERM')
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true })
})

const start = async (...options: Parameters<typeof startOn>) => {
  const running = await startOn(...options)
  started.push(running)
  return running
}

/** Entered by its owner alone, as mkdtemp makes them. */
function closedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shuniu-closed-'))
  made.push(folder)
  return folder
}

describe.runIf(isRoot)('started by root', () => {
  it('the database runs as another user, in the data folder where that user may pass', async () => {
    const dataDir = join(closedFolder(), '..', `shuniu-open-${process.pid}`)
    made.push(dataDir)

    const server = await start(dataDir)

    expect(server.folder).toBe(join(dataDir, 'postgres'))
    expect(statSync(server.folder).uid).not.toBe(0)
    expect(statSync(join(dataDir, 'postgres.json')).uid).toBe(0)
  })

  it('with a data folder closed to others, it lives in the system’s own folder and is found again', async () => {
    const dataDir = join(closedFolder(), 'data')
    const first = await start(dataDir)
    made.push(first.folder, `${first.folder}.start.log`)
    await query(first.url, 'create table jars as select 1')
    await endBy(first, 'SIGKILL')

    const next = await start(dataDir)

    expect(next.folder).toMatch(/^\/var\/lib\/shuniu\/[0-9a-f]{16}$/)
    expect(next).toMatchObject({ folder: first.folder, postmaster: first.postmaster })
    expect(await query(next.url, 'select 1 as one from jars')).toHaveLength(1)
  })

  it('refuses to begin anew when the cluster it remembers is gone', async () => {
    const dataDir = join(closedFolder(), 'data')
    const first = await start(dataDir)
    made.push(`${first.folder}.start.log`)
    await endBy(first, 'SIGTERM')
    rmSync(first.folder, { recursive: true })

    const next = await start(dataDir)

    expect(next.refusal).toContain('database.clusterMissing')
    expect(existsSync(first.folder)).toBe(false)
  })

  it('an ordinary user runs it as itself, and another is told whose it is', async () => {
    const folder = closedFolder()
    chownSync(folder, nobody.uid, nobody.gid)
    const dataDir = join(folder, 'data')
    mkdirSync(dataDir)
    chownSync(dataDir, nobody.uid, nobody.gid)
    const own = await start(dataDir, { as: nobody })

    expect(own.refusal).toBeUndefined()
    expect(statSync(own.folder).uid).toBe(nobody.uid)
    expect(readFileSync(join(own.folder, 'PG_VERSION'), 'utf8').trim()).toBe('18')
    await endBy(own, 'SIGTERM')

    const byRoot = await start(dataDir)

    expect(byRoot.refusal).toBeUndefined()
    expect(statSync(byRoot.folder).uid).toBe(nobody.uid)
  })
})
