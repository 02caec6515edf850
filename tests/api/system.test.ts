import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemCommands } from '@shuniu/server/features/system'
import { keepCertificate } from '@shuniu/server/tools/admin/keeping.ts'
import { instant } from '@shuniu/shared/kernel'
import { seeSystem } from '@shuniu/shared/system'
import { v7 } from 'uuid'
import { systemMessages } from '@shuniu/client/src/features/system/messages.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { upload } from '../builders/uploads.ts'
import { aWatcher } from '../builders/watcher.ts'

let running: RunningApp
beforeAll(async () => void (running = await startApp()), 60_000)
afterAll(() => running.drop())

/** Whether the page has words for a job. */
const hasWords = (job: string): boolean =>
  typeof job.split('.').reduce<unknown>((words, part) => Object(words)[part], systemMessages.job) === 'string'

const asAdmin = async (one = running) => (await one.signIn('county.admin')).call(seeSystem)
const ended = (at: string, differing: object = {}) => ({
  id: v7(),
  beganAt: instant(at),
  endedAt: instant(at),
  by: 'os:root',
  sizeB: 1_000,
  refusal: null,
  ...differing,
})

describe('the state of the system', () => {
  it('tells what runs, how full it is, what is connected and what waits', async () => {
    const member = await running.signIn('t1v1g1')
    await upload(member)
    const watcher = await aWatcher({ url: running.url, cookie: member.cookie, rooms: [] })

    const { status, body } = await asAdmin()

    expect(status).toBe(200)
    expect(body.processes).toMatchObject([{ id: body.processId, pid: process.pid }])
    expect(body.database.kind).toBe('external')
    expect(body.database.sizeB).toBeGreaterThan(1_000_000)
    expect(body.database.migrations).toBeGreaterThan(27)
    expect(body.stream.followers.map(({ name }) => name).sort()).toEqual([
      'notifications',
      'reach',
      'statistics',
    ])
    expect(body.disk.freeB).toBeLessThan(body.disk.totalB)
    expect(body.disk.reservedB).toBe(running.settings.uploadsLeaveFreeB)
    expect(body.uploads).toMatchObject({ kept: 1, arriving: 0 })
    expect([body.sockets, body.redis, body.certificate]).toEqual([1, 'none', null])
    expect(body.jobs.filter(({ name }) => !hasWords(name))).toEqual([])
    expect(body.jobs.find(({ name }) => name === 'processes.renew')).toMatchObject({ everyS: 1, failures: 0 })
    watcher.close()
  })

  it('knows of the last backup that was made and the last one that was not, and forgets the oldest', async () => {
    const { noteBackup } = systemCommands({ database: running.database })
    expect((await asAdmin()).body.backup).toEqual({ made: null, failed: null })

    for (let n = 0; n < 110; n += 1)
      await noteBackup(ended(new Date(Date.UTC(2026, 9, 1, 0, n)).toISOString()))
    const failed = { sizeB: null, refusal: 'backup.diskFull' }
    await noteBackup(ended('2026-10-02T00:00:00.000Z', failed))

    expect((await asAdmin()).body.backup).toEqual({
      made: { at: '2026-10-01T01:49:00.000Z', sizeB: 1_000 },
      failed: { at: '2026-10-02T00:00:00.000Z', refusal: 'backup.diskFull' },
    })
    const { rows } = await running.database.pool.query<{ n: number }>(
      'select count(*)::int as n from backups',
    )
    expect(rows).toEqual([{ n: 100 }])
  })

  it('tells until when the certificate is good that the server shows', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'shuniu-system-test-'))
    const { server } = await keepCertificate(dataDir, ['127.0.0.1'], new Date())
    const other = await startApp({ settings: { dataDir } })
    // The listener stays plain: what is told is of the file that is named.
    Object.assign(other.settings, { tls: { certFile: server.certificate, keyFile: server.key } })

    const { body } = await asAdmin(other)

    expect(Date.parse(body.certificate?.endsAt ?? '')).toBeGreaterThan(Date.now() + 30 * 24 * 3_600_000)
    await other.drop()
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)

  it('is refused to whoever does not administer the system', async () => {
    for (const account of ['county.security', 'county.auditor', 'county.director', 't1v1g1']) {
      const answer = await (await running.signIn(account)).call(seeSystem)
      expect([account, answer.status, answer.code]).toEqual([account, 403, 'permission.missing'])
    }
  })
})
