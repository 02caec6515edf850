import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@shuniu/server/platform/db'
import { makeReport } from '@shuniu/shared/reports'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import {
  asked,
  backedUp,
  fileSums,
  laterBackup,
  restored,
  runTool,
  tableSums,
  type BackupPlace,
} from '../builders/backups.ts'
import type { Browser } from '../builders/browser.ts'
import { gridCode } from '../builders/county.ts'
import { emptyDatabase, silentLog } from '../builders/database.ts'
import { announce, append, aVoice, idIn, upload } from '../builders/uploads.ts'
import { until } from '../builders/watcher.ts'

const timeout = 240_000
let running: RunningApp
let source: BackupPlace
let folder: string
let file: string

const aReport = (media: readonly string[] = []) => ({
  id: v7(),
  categoryCode: 'E0701',
  occurredAt: new Date().toISOString(),
  areaCode: gridCode(1, 1, 1),
  media: [...media],
  text: '路灯不亮\n“两盏”\\N\t',
})

/** A day of tracks, which has a table of its own. */
const walk = () =>
  running.database.pool.query(
    `create table tracks_20300101 partition of tracks for values from ('2029-12-31T16:00:00Z') to ('2030-01-01T16:00:00Z');
     insert into tracks (member_id, at, lon, lat) values (gen_random_uuid(), '2030-01-01T00:00:00Z', 115.6, 33.1)`,
  )

async function work(member: Browser): Promise<void> {
  await walk()
  for (let n = 0; n < 5; n += 1) {
    const answer = await member.call(makeReport, { body: aReport([await upload(member)]) })
    expect(answer.status).toBe(201)
  }
  const { path } = await announce(member, 300_000)
  await append(member, path, { body: aVoice(300_000).subarray(0, 100_000) })
  expect(await stat(join(source.dataDir, 'uploads', 'arriving', idIn(path)))).toMatchObject({ size: 100_000 })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shuniu-backup-test-'))
  file = join(folder, 'county.backup')
  running = await startApp()
  source = { dataDir: running.settings.dataDir, databaseUrl: running.database.url }
  await work(await running.signIn('t1v1g1'))
  // The first round of grid checks writes what it finds; a day passes before the next.
  await until(
    'the first round has ended',
    async () => {
      const [round] = await asked(
        source.databaseUrl,
        'select 1 from grid_check_rounds where ended_at >= begun_at',
      )
      return round !== undefined
    },
    60_000,
  )
  await writeFile(join(source.dataDir, 'demo-accounts.json'), '[]')
}, timeout)
afterAll(async () => {
  await running.drop()
  await rm(folder, { recursive: true, force: true })
}, timeout)

const kinds = async (url: string) =>
  (await asked<{ kind: string }>(url, `select kind from acts where kind like 'backup.%'`)).map(
    ({ kind }) => kind,
  )

describe('a backup made beside a living server', () => {
  it('restored elsewhere holds every row and file, and nobody is signed in', { timeout }, async () => {
    const target = await emptyDatabase()
    const place = { dataDir: join(folder, 'elsewhere'), databaseUrl: target.url }

    const made = await runTool('backup', [file], source)
    const [tables, files] = [await tableSums(source.databaseUrl), await fileSums(source.dataDir)]
    const done = await runTool('restore', [file], place)

    expect([made.complaint, made.code, done.complaint, done.code]).toEqual(['', 0, '', 0])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await readFile(file)).includes('路灯')).toBe(false)
    expect(await tableSums(target.url)).toEqual(tables)
    expect(await fileSums(place.dataDir)).toEqual(files)
    expect(await asked(target.url, 'select 1 from sessions')).toEqual([])
    expect([await kinds(source.databaseUrl), await kinds(target.url)]).toEqual([
      ['backup.make'],
      ['backup.restore'],
    ])
    await target.drop()
  })

  it('is told with its size, and refused where a file is there already', { timeout }, async () => {
    const again = await runTool('backup', [file], source)

    expect([again.code, again.complaint]).toEqual([1, expect.stringContaining('backup.fileExists')])
    const rows = await asked(
      source.databaseUrl,
      'select size_b as size, refusal from backups order by ended_at',
    )
    expect(rows).toEqual([
      { size: String((await stat(file)).size), refusal: null },
      { size: null, refusal: 'backup.fileExists' },
    ])
  })

  it('goes on elsewhere in a stream of its own: the next report is taken there', { timeout }, async () => {
    const target = await emptyDatabase()
    const place = { dataDir: join(folder, 'going on'), databaseUrl: target.url }
    await restored(file, place)
    const database = await openDatabase({ ...place, log: silentLog, maxConnections: 10 })
    const other = await startApp({ database: { ...database, drop: async () => undefined }, settings: place })

    const answer = await (await other.signIn('t1v1g1')).call(makeReport, { body: aReport() })

    expect(answer.status).toBe(201)
    const streams = [source.databaseUrl, target.url].map(url =>
      asked<{ stream: string }>(url, 'select stream from stream'),
    )
    const [before, after] = await Promise.all(streams)
    expect(after).not.toEqual(before)
    await other.stop()
    await database.close()
    await target.drop()
  })
})

describe('a restore leaves nothing behind where it is refused:', () => {
  let target: Awaited<ReturnType<typeof emptyDatabase>>
  let place: BackupPlace
  beforeAll(async () => {
    target = await emptyDatabase()
    place = { dataDir: join(folder, 'refused'), databaseUrl: target.url }
  })
  afterAll(() => target.drop())

  async function expectNothing(): Promise<void> {
    expect(await readdir(place.dataDir).catch(() => [])).toEqual([])
    expect(
      await asked(target.url, `select 1 from pg_class where relnamespace = 'public'::regnamespace`),
    ).toEqual([])
  }

  it('a backup cut off', { timeout }, async () => {
    const cut = join(folder, 'cut.backup')
    await writeFile(cut, await readFile(file))
    await truncate(cut, (await stat(file)).size - 1_000)

    await expect(restored(cut, place)).rejects.toMatchObject({ code: 'backup.damaged' })
    await expectNothing()
  })

  it.each([
    ['in its salt', 45, 'backup.wrongPassphrase'],
    ['in its opening, which means the same', 60, 'backup.damaged'],
    ['in its middle', 20_000, 'backup.damaged'],
    ['at its end', -1, 'backup.damaged'],
  ] as const)('a byte altered %s', { timeout }, async (_, at, code) => {
    const altered = join(folder, 'altered.backup')
    const bytes = await readFile(file)
    const offset = at < 0 ? bytes.length + at : at
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset)
    await writeFile(altered, bytes)

    await expect(restored(altered, place)).rejects.toMatchObject({ code })
    await expectNothing()
  })

  it('bytes added, and what is no backup', { timeout }, async () => {
    const [longer, none] = [join(folder, 'longer.backup'), join(folder, 'none.backup')]
    await writeFile(longer, Buffer.concat([await readFile(file), Buffer.alloc(40)]))
    await writeFile(none, '文'.repeat(1_000))

    await expect(restored(longer, place)).rejects.toMatchObject({ code: 'backup.damaged' })
    await expect(restored(none, place)).rejects.toMatchObject({ code: 'backup.notBackup' })
    await expect(restored(join(folder, 'nowhere'), place)).rejects.toMatchObject({
      code: 'backup.unreadable',
    })
    await expectNothing()
  })

  it('a wrong passphrase, and a backup of a newer version', { timeout }, async () => {
    const newer = join(folder, 'newer.backup')
    await laterBackup(newer)

    await expect(restored(file, place, 'correct horse batter')).rejects.toMatchObject({
      code: 'backup.wrongPassphrase',
    })
    await expect(restored(newer, place)).rejects.toMatchObject({ code: 'backup.newer' })
    await expectNothing()
  })

  it('a folder or a database that is not empty, which stay as they are', { timeout }, async () => {
    const files = await fileSums(source.dataDir)

    const full = restored(file, { ...place, dataDir: source.dataDir })
    await expect(full).rejects.toMatchObject({ code: 'backup.folderNotEmpty' })
    const held = restored(file, { ...place, databaseUrl: source.databaseUrl })
    await expect(held).rejects.toMatchObject({ code: 'backup.databaseNotEmpty' })
    expect(await fileSums(source.dataDir)).toEqual(files)
    await expectNothing()
  })

  it('another key in the place of the backup’s', { timeout }, async () => {
    const secretKeyFile = join(folder, 'other.key')
    await writeFile(secretKeyFile, Buffer.alloc(32).toString('base64'))

    const refused = restored(file, { ...place, secretKeyFile })
    await expect(refused).rejects.toMatchObject({ code: 'backup.otherKey' })
    await expectNothing()
  })
})

it('a backup into a folder that is not there is refused, and leaves none', { timeout }, async () => {
  const refused = backedUp(join(folder, 'not there', 'x.backup'), source)

  await expect(refused).rejects.toMatchObject({ code: 'backup.noFolder' })
})
