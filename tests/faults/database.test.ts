import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { renameSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeFolder, inTx, openDatabase, type Database } from '@shuniu/server/platform/db'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../builders/database.ts'
import { endBy, isAlive, query, startOn, until, type RunningProcess } from './running.ts'

let home: string
let started: RunningProcess[]
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'shuniu-faults-'))
  chmodSync(home, 0o755)
  started = []
})
afterEach(async () => {
  for (const running of started) await endBy(running, 'SIGTERM')
  rmSync(home, { recursive: true, force: true })
})

const start = async (dataDir = join(home, 'data')) => {
  const running = await startOn(dataDir)
  started.push(running)
  return running
}
const jarsOf = (url: string) => query<{ n: number }>(url, 'select count(*)::int as n from jars')
const openHere = () => openDatabase({ dataDir: join(home, 'data'), log: silentLog })
const one = (database: Database) => inTx(database, tx => tx.query('select 1 as one'))

describe('the embedded database', () => {
  it('of a killed server is taken over by the next, with everything in it', async () => {
    const killed = await start()
    await query(killed.url, 'create table jars as select generate_series(1, 7)')
    await endBy(killed, 'SIGKILL')
    expect(isAlive(killed.postmaster)).toBe(true)

    const next = await start()

    expect(next.postmaster).toBe(killed.postmaster)
    expect(await jarsOf(next.url)).toEqual([{ n: 7 }])
    await endBy(next, 'SIGTERM')
    expect(isAlive(killed.postmaster)).toBe(false)
  })

  it('of a living server is refused to a second one, which names it', async () => {
    const first = await start()

    const second = await start()

    expect(second.refusal).toContain(`process ${first.pid},`)
    expect(second.refusal).toContain('database.inUse')
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('is made by one of two servers that start at once on nothing; the other is refused', async () => {
    const both = await Promise.all([start(), start()])

    const opened = both.filter(running => running.refusal === undefined)
    const refused = both.filter(running => running.refusal !== undefined)
    expect(opened).toHaveLength(1)
    expect(refused[0]?.refusal).toContain(`process ${opened[0]?.pid},`)
  })

  it('of a copied data folder runs beside the one it was copied from, and beside other copies', async () => {
    const first = await start()
    await query(first.url, 'create table jars as select generate_series(1, 7)')
    await endBy(first, 'SIGTERM')
    const folders = ['data', 'copied', 'copied again'].map(name => join(home, name))
    for (const copy of folders.slice(1)) execFileSync('cp', ['-a', join(home, 'data'), copy])

    const all = await Promise.all(folders.map(folder => start(folder)))

    expect(all.map(({ refusal }) => refusal)).toEqual([undefined, undefined, undefined])
    expect(new Set(all.map(({ postmaster }) => postmaster)).size).toBe(3)
    for (const { url } of all) await query(url, 'insert into jars values (8)')
    for (const { url } of all) expect(await jarsOf(url)).toEqual([{ n: 8 }])
  })

  it('of a killed server is taken over where its data folder was moved meanwhile', async () => {
    const killed = await start()
    await query(killed.url, 'create table jars as select generate_series(1, 7)')
    await endBy(killed, 'SIGKILL')
    renameSync(join(home, 'data'), join(home, 'moved'))

    const next = await start(join(home, 'moved'))

    expect(next.refusal).toBeUndefined()
    expect(await jarsOf(next.url)).toEqual([{ n: 7 }])
  })

  it('stops with its server', async () => {
    const server = await start()

    await endBy(server, 'SIGTERM')

    expect(isAlive(server.postmaster)).toBe(false)
    expect(existsSync(join(server.folder, 'postmaster.pid'))).toBe(false)
  })

  it('keeps its password from others', async () => {
    await start()

    expect(statSync(join(home, 'data', 'postgres.json')).mode & 0o777).toBe(0o600)
  })

  it('lets nobody into the data folder but the user it runs as, and closes one that was left open', async () => {
    const data = join(home, 'data')
    const before = await start()
    const made = statSync(data)
    await endBy(before, 'SIGTERM')
    chmodSync(data, 0o755)

    const next = await start()

    const { gid, mode } = statSync(data)
    const isRoot = process.getuid?.() === 0
    expect([made.mode & 0o777, mode & 0o777]).toEqual(isRoot ? [0o710, 0o710] : [0o700, 0o700])
    expect(gid).toBe(isRoot ? statSync(next.folder).gid : process.getgid?.())
    expect(statSync(next.folder).mode & 0o777).toBe(0o700)
    expect(await query(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it.skipIf(process.getuid?.() !== 0)(
    'goes on beside a server that is given the same folder and the address of its database',
    async () => {
      const { url } = await start()
      const data = join(home, 'data')

      closeFolder(data)

      expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
      expect(await query(url, 'checkpoint')).toEqual([])
    },
  )

  it('starts although its old number belongs to another program now', async () => {
    const before = await start()
    await endBy(before, 'SIGTERM')
    const stranger = spawn('sleep', ['600'])
    const file = join(before.folder, 'postmaster.pid')
    writeFileSync(file, `${stranger.pid}\n${before.folder}\n1\n1\n\n127.0.0.1\n`, { mode: 0o644 })

    const next = await start()

    expect(next.refusal).toBeUndefined()
    expect(stranger.exitCode).toBeNull()
    stranger.kill()
  })

  it('is made anew after a server died while making it', async () => {
    const half = join(home, 'data', 'postgres.new-4194304')
    mkdirSync(half, { recursive: true })

    const next = await start()

    expect(next.refusal).toBeUndefined()
    expect(existsSync(half)).toBe(false)
  })

  it('refuses to begin anew over a database whose password is gone', async () => {
    const before = await start()
    await endBy(before, 'SIGTERM')
    rmSync(join(home, 'data', 'postgres.json'))

    const next = await start()

    expect(next.refusal).toContain('database.passwordLost')
    expect(existsSync(join(before.folder, 'PG_VERSION'))).toBe(true)
  })
})

describe('without a restart of the server', () => {
  const postmasterOf = () =>
    Number(readFileSync(join(home, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0])

  it('a database that was killed comes back, with everything committed', async () => {
    const database = await openHere()
    await database.pool.query('create table jars as select generate_series(1, 3)')
    const killed = postmasterOf()

    process.kill(killed, 'SIGKILL')
    await until(() => postmasterOf() !== killed)
    await until(() => one(database))

    expect(await jarsOf(database.url)).toEqual([{ n: 3 }])
    await database.close()
    expect(existsSync(join(home, 'data/postgres/postmaster.pid'))).toBe(false)
  })

  it('a database whose worker crashed recovers', async () => {
    const database = await openHere()
    const crash = inTx(database, async tx => {
      const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
      process.kill(row?.pid ?? 0, 'SIGKILL')
      await tx.query('select pg_sleep(5)')
    })

    await expect(crash).rejects.toMatchObject({ code: 'platform.unavailable', reason: 'lost' })
    await until(() => one(database))

    await expect(until(async () => (await startOn(join(home, 'data'))).refusal)).resolves.toContain(
      `process ${process.pid},`,
    )
    await database.close()
  })

  it('a database that an operator stopped is started again', async () => {
    const database = await openHere()
    const stopped = postmasterOf()

    process.kill(stopped, 'SIGINT')
    await until(() => !isAlive(stopped))
    await until(() => one(database))

    expect(postmasterOf()).not.toBe(stopped)
    await database.close()
  })
})
