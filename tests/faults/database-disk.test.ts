import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asUnavailable, inTx, openDatabase, type Database } from '@shuniu/server/platform/db'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../builders/database.ts'
import { until } from './running.ts'

const home = mkdtempSync(join(tmpdir(), 'shuniu-disk-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=0755', 'tmpfs', home]).status === 0
const megabyte = 1_048_576
const row = 'x'.repeat(1_000)

/** Leaves so many megabytes free. */
function fillTo(leftMb: number): string {
  const { bavail, bsize } = statfsSync(home)
  const ballast = join(home, 'ballast')
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftMb * megabyte)))
  return ballast
}

const addNotes = (database: Database) =>
  inTx(database, tx => tx.query('insert into notes select $1 from generate_series(1, 500)', [row]))

/** Fills the log of changes and nothing else: the disk then fails the whole database, not one statement. */
const addToLog = (database: Database) =>
  inTx(database, tx => tx.query(`select pg_logical_emit_message(false, 'test', repeat('x', 1000000), true)`))

/** Writes until the disk refuses; how many writes were acknowledged, and what it said. */
async function untilFull(write: () => Promise<unknown>): Promise<{ written: number; fault: unknown }> {
  for (let written = 0; ; written += 1) {
    try {
      await write()
    } catch (fault) {
      return { written, fault }
    }
  }
}

const notesIn = async (database: Database, text: string) => {
  const [notes] = await inTx(database, tx =>
    tx.query<{ n: number }>('select count(*)::int as n from notes where text = $1', [text]),
  )
  return notes?.n
}

describe.runIf(mounted)('a full disk (root alone may mount a small one)', () => {
  let database: Database
  beforeEach(async () => {
    database = await openDatabase({ dataDir: join(home, 'data'), log: silentLog })
    await database.pool.query('drop table if exists notes')
    await database.pool.query('create table notes (text text not null)')
  })
  afterEach(() => database.close())
  afterAll(() => {
    if (spawnSync('umount', [home]).status === 0) rmSync(home, { recursive: true, force: true })
  })

  it('is told as an unavailability; with space again all that was acknowledged is there', async () => {
    const ballast = fillTo(24)

    const { written, fault } = await untilFull(() => addNotes(database))
    rmSync(ballast)
    await until(() => inTx(database, tx => tx.query(`insert into notes values ('after')`)))

    expect(written).toBeGreaterThan(0)
    expect(asUnavailable(fault)?.reason).toBe('full')
    expect(await notesIn(database, row)).toBe(500 * written)
  })

  it('that stops the whole database is recovered from as soon as there is space', async () => {
    await addNotes(database)
    const ballast = fillTo(2)

    const { fault } = await untilFull(() => addToLog(database))
    await expect(until(() => addToLog(database), 2_000)).rejects.toMatchObject({
      code: 'platform.unavailable',
    })
    rmSync(ballast)
    await until(() => inTx(database, tx => tx.query(`insert into notes values ('after')`)))

    expect(asUnavailable(fault)?.code).toBe('platform.unavailable')
    expect(await notesIn(database, row)).toBe(500)
  })
})
