import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openDatabase } from '@shuniu/server/platform/db'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeReport } from '@shuniu/shared/reports'
import { startApp, type RunningApp } from '../builders/app.ts'
import {
  asked,
  backedUp,
  fileSums,
  restored,
  runTool,
  startTool,
  tableSums,
  type BackupPlace,
} from '../builders/backups.ts'
import { emptyDatabase, silentLog } from '../builders/database.ts'
import { ServerProcess } from '../builders/server.ts'
import { say, sized } from '../builders/size.ts'
import { Staff } from '../drills/staff.ts'
import { until } from './running.ts'
import { weather } from './weather.ts'

const megabyteB = 1_000_000
const folder = mkdtempSync(join(tmpdir(), 'shuniu-backups-'))
let running: RunningApp
/** A server and what it keeps, for backups that are made beside it. */
const place = (): BackupPlace => ({ dataDir: running.settings.dataDir, databaseUrl: running.database.url })
beforeAll(async () => void (running = await startApp()))
afterAll(async () => {
  await running.drop()
  rmSync(folder, { recursive: true, force: true })
})

interface OutboxFact {
  readonly seq: string
  readonly name: string
  readonly body: unknown
}
const factsOf = (url: string) =>
  asked<OutboxFact>(url, 'select seq, name, body from outbox where seq is not null order by seq')

/** Runs a tool and tells the most memory that its process took, in megabytes. */
async function measured(...line: Parameters<typeof startTool>) {
  const child = startTool(...line)
  const closed = once(child, 'close')
  const beganMs = performance.now()
  let highestMb = 0
  const look = setInterval(() => {
    const status = existsSync(`/proc/${child.pid}/status`)
      ? readFileSync(`/proc/${child.pid}/status`, 'utf8')
      : ''
    highestMb = Math.max(highestMb, Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_000))
  }, 100)
  const [code] = await closed
  clearInterval(look)
  return { code: Number(code), seconds: (performance.now() - beganMs) / 1_000, highestMb }
}

describe('a backup of a county at work', () => {
  let server: ServerProcess
  beforeAll(async () => void (server = await ServerProcess.start()))
  afterAll(() => server.stop())

  it('is of one moment: all that was accepted before, a whole beginning of the stream, and goes on elsewhere', async () => {
    const file = join(folder, 'storm.backup')
    const dataDir = join(folder, 'after the storm')
    let before: OutboxFact[] = []

    const { verdict } = await weather({ server }, async () => {
      before = await factsOf(server.databaseUrl)
      const made = await runTool('backup', [file], { dataDir: server.dataDir })
      expect([made.complaint, made.code]).toEqual(['', 0])
    })
    const done = await runTool('restore', [file], { dataDir })

    expect([verdict.examples, verdict.isClean]).toEqual([[], true])
    expect([done.complaint, done.code]).toEqual(['', 0])
    const elsewhere = await ServerProcess.start({ dataDir })
    const [there, here] = [await factsOf(elsewhere.databaseUrl), await factsOf(server.databaseUrl)]
    expect(there.length).toBeGreaterThanOrEqual(before.length)
    // What had not been numbered yet is numbered there, and comes after.
    const common = there.slice(0, before.length)
    expect(common).toEqual(here.slice(0, before.length))
    expect(there.map(({ seq }) => Number(seq))).toEqual(there.map((_, n) => Number(there[0]?.seq ?? 0) + n))
    const orphans = await asked(
      elsewhere.databaseUrl,
      'select 1 from reports r left join cases c on c.id = r.case_id where c.id is null',
    )
    expect(orphans).toEqual([])
    const staff = await Staff.read(elsewhere.url, dataDir)
    const member = await staff.get(staff.named('gridMember')[0] ?? '')
    const body = {
      id: v7(),
      categoryCode: '0101',
      occurredAt: new Date().toISOString(),
      text: '恢复后的第一件',
    }
    expect((await member.call(makeReport, { body: { ...body, areaCode: member.session.scope } })).ok).toBe(
      true,
    )
    await elsewhere.stop()
    say(`  ${before.length} facts before, ${there.length} in the backup, ${here.length} in the end`)
  })
})

/** Photos as they lie on disk, and a day of tracks. */
async function fill({ files, tracks }: { files: number; tracks: number }): Promise<void> {
  const ids = Array.from({ length: files }, () => v7())
  for (const id of ids) {
    const path = join(place().dataDir, 'uploads', 'kept', id.slice(-2), id)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, randomBytes(megabyteB / 2), { mode: 0o600 })
  }
  const { pool } = running.database
  await pool.query(
    `insert into uploads (id, account_id, kind, media_type, size_b, arrived_b, created_at, touched_at, completed_at)
     select id, gen_random_uuid(), 'photo', 'image/jpeg', 500000, 500000, now(), now(), now() from unnest($1::uuid[]) as id`,
    [ids],
  )
  await pool.query(
    `create table tracks_20300101 partition of tracks for values from ('2029-12-31T16:00:00Z') to ('2030-01-01T16:00:00Z')`,
  )
  for (let n = 0; n < tracks; n += 100_000) {
    await pool.query(
      `insert into tracks (member_id, at, lon, lat, accuracy_m)
       select gen_random_uuid(), '2029-12-31T16:00:00Z'::timestamptz + g * interval '10 ms', 115 + random(), 33 + random(), 8
         from generate_series($1::int, $1::int + 99999) as g`,
      [n],
    )
  }
}

describe('a large backup', () => {
  const size = sized({ files: 1_600, tracks: 2_000_000 }, { files: 200, tracks: 100_000 })
  const file = join(folder, 'large.backup')

  it('takes little memory, and is restored to the last row and byte, also by a restore that was killed before', async () => {
    await fill(size)
    const made = await measured('backup', [file], place())
    const [tables, files] = [
      await tableSums(place().databaseUrl),
      await fileSums(join(place().dataDir, 'uploads')),
    ]
    const dataDir = join(folder, 'large')
    const cut = startTool('restore', [file], { dataDir })
    const gone = once(cut, 'close')
    await until(async () => (await readdir(join(dataDir, 'uploads', 'kept'))).length > 5)
    cut.kill('SIGKILL')
    await gone
    await expect(openDatabase({ dataDir, log: silentLog })).rejects.toThrow('database.halfRestored')

    const done = await measured('restore', [file], { dataDir })

    const sizeMb = statSync(file).size / megabyteB
    for (const [name, { seconds, highestMb }] of Object.entries({ backup: made, restore: done })) {
      say(
        `  ${name}: ${Math.round(sizeMb)} MB in ${seconds.toFixed(1)} s, ${Math.round(sizeMb / seconds)} MB/s, ` +
          `at most ${highestMb} MB of memory; 20 GB reckoned in ${Math.round((20_000 / sizeMb) * (seconds / 60))} min`,
      )
    }
    expect([made.code, done.code]).toEqual([0, 0])
    expect(await fileSums(join(dataDir, 'uploads'))).toEqual(files)
    const database = await openDatabase({ dataDir, log: silentLog, maxConnections: 2 })
    expect(await tableSums(database.url)).toEqual(tables)
    await database.close()
    expect(Math.max(made.highestMb, done.highestMb)).toBeLessThan(450)
  })

  it('cut off at any tenth is refused, and leaves nothing', async () => {
    const target = await emptyDatabase()
    const cutPlace = { dataDir: join(folder, 'cut'), databaseUrl: target.url }
    const cut = join(folder, 'cut.backup')
    for (let tenth = 9; tenth >= 0; tenth -= 1) {
      const wantedB = Math.floor((statSync(file).size * tenth) / 10)
      spawnSync('sh', ['-c', 'head -c "$2" "$0" > "$1"', file, cut, String(wantedB)])
      const code = tenth === 0 ? 'backup.notBackup' : 'backup.damaged'
      await expect(restored(cut, cutPlace)).rejects.toMatchObject({ code })
      expect(existsSync(cutPlace.dataDir) ? await readdir(cutPlace.dataDir) : []).toEqual([])
      expect(
        await asked(target.url, `select 1 from pg_class where relnamespace = 'public'::regnamespace`),
      ).toEqual([])
    }
    await target.drop()
  })

  it('killed, leaves nothing under its name, and what it left goes with the next one', async () => {
    const own = join(folder, 'killed.backup')
    const child = startTool('backup', [own], place())
    const gone = once(child, 'close')
    await until(async () => (await readdir(folder)).some(name => name.startsWith('killed.backup.part-')))
    child.kill('SIGKILL')
    await gone

    expect(existsSync(own)).toBe(false)
    expect((await runTool('backup', [own], place())).code).toBe(0)
    expect((await readdir(folder)).filter(name => name.startsWith('killed'))).toEqual(['killed.backup'])
  })
})

const small = mkdtempSync(join(tmpdir(), 'shuniu-small-backup-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', small]).status === 0
afterAll(() => {
  if (isMounted) spawnSync('umount', [small])
  rmSync(small, { recursive: true, force: true })
})

describe.runIf(isMounted)('on a full disk (root alone may mount a small one)', () => {
  it('a backup is refused, and leaves nothing', async () => {
    await expect(backedUp(join(small, 'x.backup'), place())).rejects.toMatchObject({
      code: 'backup.diskFull',
    })
    expect(await readdir(small)).toEqual([])
  })

  it('a restore is refused, and leaves nothing', async () => {
    const target = await emptyDatabase()
    const full = { dataDir: join(small, 'restored'), databaseUrl: target.url }

    await expect(restored(join(folder, 'large.backup'), full)).rejects.toMatchObject({
      code: 'backup.diskFull',
    })
    expect(await readdir(full.dataDir)).toEqual([])
    expect(
      await asked(target.url, `select 1 from pg_class where relnamespace = 'public'::regnamespace`),
    ).toEqual([])
    await target.drop()
  })
})
