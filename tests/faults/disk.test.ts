import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, openDatabase, type Database } from '@shuniu/server/platform/db'
import { makeReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { gridCode } from '../builders/county.ts'
import { silentLog } from '../builders/database.ts'
import { checkHistory, keptFacts, type Key } from '../builders/history.ts'
import { writeTestCounty } from '../builders/staff.ts'
import { aWatcher, until } from '../builders/watcher.ts'

const home = mkdtempSync(join(tmpdir(), 'shuniu-small-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=260m,mode=0755', 'tmpfs', home]).status === 0
const megabyte = 1_048_576

describe.runIf(mounted)('the whole server on a small disk (root alone may mount one)', () => {
  let database: Database
  let running: RunningApp
  beforeAll(async () => {
    database = await openDatabase({ dataDir: join(home, 'data'), log: silentLog })
    await migrate(database)
    await writeTestCounty(database)
    running = await startApp({ database: { ...database, drop: async () => undefined } })
  })
  afterAll(async () => {
    await running.stop()
    await database.close()
    if (spawnSync('umount', [home]).status === 0) rmSync(home, { recursive: true, force: true })
  })

  it('answers 503 while the disk is full, goes on when there is space, and keeps all it acknowledged', async () => {
    const member = await running.signIn('t1v1g1')
    const duty = await running.signIn('county.duty')
    const watcher = await aWatcher({ url: running.url, cookie: duty.cookie, rooms: ['county'] })
    const accepted: Key[] = []
    const report = async () => {
      const body = {
        id: v7(),
        categoryCode: '0101',
        occurredAt: new Date().toISOString(),
        text: '满'.repeat(400),
      }
      const answer = await member.call(makeReport, { body: { ...body, areaCode: gridCode(1, 1, 1) } })
      if (answer.code === undefined) accepted.push(`${answer.body.caseId}@1`)
      return answer
    }
    await report()
    const { bavail, bsize } = statfsSync(home)
    const ballast = join(home, 'ballast')
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - megabyte)))

    const refusals = new Set<string>()
    await until(
      'the disk is full',
      async () => {
        const answer = await report()
        if (answer.code !== undefined) refusals.add(`${answer.status} ${answer.code}`)
        return refusals.size > 0
      },
      60_000,
    )
    rmSync(ballast)
    const before = accepted.length
    await until('reports are taken again', async () => (await report()).code === undefined, 60_000)
    for (let n = 0; n < 20; n += 1) await report()
    await until('all is heard', () => watcher.facts.length >= accepted.length, 30_000)

    expect([...refusals]).toEqual(['503 platform.unavailable'])
    expect(accepted.length).toBeGreaterThan(before + 20)
    const kept = await keptFacts(database.pool)
    expect(checkHistory({ accepted, kept, seen: [] }).examples).toEqual([])
    expect(watcher.facts.map(({ seq }) => seq)).toEqual(kept.map(({ seq }) => seq))
    watcher.close()
  })
})
