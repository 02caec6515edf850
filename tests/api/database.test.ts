import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  asUnavailable,
  DatabaseRefused,
  DatabaseUnavailable,
  inTx,
  migrate,
  openDatabase,
} from '@shuniu/server/platform/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase, freshDatabase, silentLog, type FreshDatabase } from '../builders/database.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await database.pool.query('create table jars (id int primary key, beans int not null)')
  await database.pool.query('insert into jars values (1, 0), (2, 0)')
})
afterAll(() => database.drop())

const beansIn = async (id: number) =>
  (await database.pool.query<{ beans: number }>('select beans from jars where id = $1', [id])).rows[0]?.beans

describe('a transaction', () => {
  it('keeps nothing of work that throws, and wakes nobody', async () => {
    let woken = 0

    const work = inTx(database, async tx => {
      await tx.query('update jars set beans = 99 where id = 1')
      tx.onCommit(() => (woken += 1))
      throw new Error('changed my mind')
    })

    await expect(work).rejects.toThrow('changed my mind')
    expect(await beansIn(1)).toBe(0)
    expect(woken).toBe(0)
  })

  it('wakes once after the commit, when the rows are there for others', async () => {
    const seen: Promise<number | undefined>[] = []

    await inTx(database, async tx => {
      await tx.query('update jars set beans = 5 where id = 1')
      tx.onCommit(() => seen.push(beansIn(1)))
    })

    expect(await Promise.all(seen)).toEqual([5])
  })

  it('runs again when it lost a race, until every bean is counted', async () => {
    const add = () =>
      inTx(
        database,
        async tx => {
          const [jar] = await tx.query<{ beans: number }>('select beans from jars where id = 2')
          await tx.query('update jars set beans = $1 where id = 2', [(jar?.beans ?? 0) + 1])
        },
        { isolation: 'serializable' },
      )

    await Promise.all([add(), add(), add()])

    expect(await beansIn(2)).toBe(3)
  })

  it('breaks a deadlock by running one side again', async () => {
    const waiting: (() => void)[] = []
    /** Lets nobody by until both have come. */
    const meet = () =>
      new Promise<void>(goOn => {
        waiting.push(goOn)
        if (waiting.length === 2) for (const go of waiting) go()
      })
    const inOrder = (first: number, second: number) => {
      let attempts = 0
      return inTx(database, async tx => {
        attempts += 1
        await tx.query('update jars set beans = beans + 10 where id = $1', [first])
        if (attempts === 1) await meet()
        await tx.query('update jars set beans = beans + 10 where id = $1', [second])
        return attempts
      })
    }
    const before = (await beansIn(1)) ?? 0

    const attempts = await Promise.all([inOrder(1, 2), inOrder(2, 1)])

    expect(attempts.reduce((sum, each) => sum + each)).toBeGreaterThan(2)
    expect(await beansIn(1)).toBe(before + 20)
  })

  it('ends a statement that takes too long as an unavailability', async () => {
    const slow = inTx(database, tx => tx.query('select pg_sleep(10)'), { statementMs: 50 })

    await expect(slow).rejects.toMatchObject({ code: 'platform.unavailable', reason: 'slow' })
    expect(await inTx(database, tx => tx.query('select 1 as one'))).toEqual([{ one: 1 }])
  })

  it('gives times in UTC whatever the server says', async () => {
    const [row] = await inTx(database, tx =>
      tx.query<{ at: string }>(`select timestamptz '2026-01-01 08:00+08'::text as at`),
    )

    expect(row?.at).toBe('2026-01-01 00:00:00+00')
  })
})

describe('a lost connection', () => {
  it('is told as an unavailability, and the next transaction works', async () => {
    const cut = inTx(database, tx => tx.query('select pg_terminate_backend(pg_backend_pid())'))

    await expect(cut).rejects.toBeInstanceOf(DatabaseUnavailable)
    expect(await inTx(database, tx => tx.query('select 1 as one'))).toEqual([{ one: 1 }])
  })

  it('while idle harms nobody', async () => {
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    )

    const rows = await Promise.all([1, 2, 3].map(() => inTx(database, tx => tx.query('select 1 as one'))))

    expect(rows).toHaveLength(3)
  })

  it('is not confused with faults of ours', async () => {
    const wrong = inTx(database, tx => tx.query('select * from nowhere'))

    await expect(wrong).rejects.toSatisfy((error: unknown) => asUnavailable(error) === undefined)
  })
})

describe('DATABASE_URL', () => {
  it('that nobody answers is refused with a code', async () => {
    const opening = openDatabase({
      dataDir: '.',
      databaseUrl: 'postgres://127.0.0.1:1/none',
      log: silentLog,
    })

    await expect(opening).rejects.toMatchObject({ name: 'DatabaseRefused', code: 'database.unreachable' })
  })

  it('of a database in another encoding is refused', async () => {
    const latin = `test_latin_${process.pid}`
    await database.pool.query(`create database ${latin} template template0 encoding 'SQL_ASCII' locale 'C'`)
    const url = new URL(database.url)
    url.pathname = `/${latin}`

    const opening = openDatabase({ dataDir: '.', databaseUrl: url.href, log: silentLog })

    await expect(opening).rejects.toMatchObject({ code: 'database.wrongEncoding' })
    await database.pool.query(`drop database ${latin}`)
  })
})

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const migrator = fileURLToPath(new URL('../builders/migrator.ts', import.meta.url))

/** The exit code of a process of its own that migrates the database. */
const migratedElsewhere = (url: string) =>
  new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', tsx, migrator, url], { stdio: 'inherit' })
    child.once('error', reject)
    child.once('close', resolve)
  })

describe('migrations', () => {
  it('are run once when two processes start at once', async () => {
    const empty = await emptyDatabase()

    const codes = await Promise.all([migratedElsewhere(empty.url), migratedElsewhere(empty.url)])

    expect(codes).toEqual([0, 0])
    await empty.drop()
  })

  it('that this version does not know are refused', async () => {
    await database.pool.query(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9e15)`,
    )

    const migrating = migrate(database)

    await expect(migrating).rejects.toBeInstanceOf(DatabaseRefused)
    await expect(migrating).rejects.toMatchObject({ code: 'database.migrationsDiverged' })
  })
})
