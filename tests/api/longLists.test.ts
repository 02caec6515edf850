import { filesTold, listFiles, listMerged, mergedTold, seeCase } from '@shuniu/shared/cases'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { broughtTo } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'

const many = 250
/** Of the merged cases so many are not for a township's eyes in full. */
const hidden = 30

let running: RunningApp
let as: People
let id: string

/** Another row for each number, like the one that is there but for what is named. */
async function copied(table: string, from: string, named: Readonly<Record<string, string>>): Promise<void> {
  const { pool } = running.database
  const { rows } = await pool.query<{ column_name: string }>(
    `select column_name from information_schema.columns
      where table_name = $1 and table_schema = current_schema() and is_generated = 'NEVER'`,
    [table],
  )
  const columns = rows.map(row => row.column_name)
  await pool.query(
    `insert into ${table} (${columns.join(', ')})
       select ${columns.map(column => named[column] ?? `one.${column}`).join(', ')}
         from ${table} one, generate_series(1, ${many}) n where ${from}`,
  )
}

beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
  id = (await broughtTo('accepted', as)).id
  const repeat = await reported(await as('t1v1g1'), aReport({}))
  await copied('cases', `one.id = '${repeat.caseId}'`, {
    id: 'gen_random_uuid()',
    number: `one.number || '-' || n`,
    report_id: 'gen_random_uuid()',
    master_id: `'${id}'`,
    status: `'merged'`,
    opened_at: `one.opened_at + (n / 4) * interval '1 second'`,
    sensitive: `n > ${many - hidden}`,
  })
  const { pool } = running.database
  await pool.query('update cases set merged_count = $2 where id = $1', [id, many])
  await pool.query(
    `insert into case_media (case_id, upload_id, version, named_at)
       select $1, gen_random_uuid(), 1 + n / 20, now() from generate_series(1, $2::int) n`,
    [id, many],
  )
})
afterAll(() => running.drop())

async function readOn<T>(
  first: T,
  next: string | null,
  ask: (cursor: string) => Promise<[T, string | null]>,
) {
  const parts = [first]
  for (let cursor = next; cursor !== null;) {
    const [part, after] = await ask(cursor)
    parts.push(part)
    cursor = after
  }
  return parts
}
async function mergedFor(by: Browser) {
  const { body } = await by.call(seeCase, { params: { id } })
  const parts = await readOn(body.merged, body.mergedNext, async cursor => {
    const { body: part } = await by.call(listMerged, { params: { id }, query: { cursor } })
    return [part.items, part.next]
  })
  return { parts, mergedCount: body.case.mergedCount }
}

describe('a case with many cases merged into it', () => {
  it('tells how many, the first of them, and the rest part by part', async () => {
    const { parts, mergedCount } = await mergedFor(await as('t1.duty'))

    const all = parts.flat()
    expect(mergedCount).toBe(all.length)
    expect(all.length).toBeGreaterThan(2 * mergedTold)
    expect(parts[0]).toHaveLength(mergedTold)
    expect(new Set(all.map(one => one.id)).size).toBe(all.length)
    expect(all.map(one => one.openedAt)).toEqual(all.map(one => one.openedAt).sort())
  })

  it('tells of those alone that its reader sees in full', async () => {
    const { parts, mergedCount } = await mergedFor(await as('t1.leader'))
    const { rows } = await running.database.pool.query<{ id: string }>(
      'select id from cases where master_id = $1 and not sensitive',
      [id],
    )

    expect(
      parts
        .flat()
        .map(one => one.id)
        .sort(),
    ).toEqual(rows.map(row => row.id).sort())
    expect(mergedCount).toBe(many - hidden)
  })

  it('refuses any of them to whoever may not read it', async () => {
    const stranger = await as('t2.duty')

    expect((await stranger.call(listMerged, { params: { id }, query: {} })).code).toBe('case.unknown')
  })
})

describe('a case with many files', () => {
  it('tells the first of them, and the rest part by part, none of them twice', async () => {
    const by = await as('t1.duty')
    const { body } = await by.call(seeCase, { params: { id } })
    const parts = await readOn(body.pendingMedia, body.filesNext, async cursor => {
      const { body: part } = await by.call(listFiles, { params: { id }, query: { cursor } })
      return [part.pendingMedia, part.next]
    })

    const all = parts.flat()
    expect(parts.map(part => part.length)).toEqual([filesTold, filesTold, many - 2 * filesTold])
    expect(new Set(all.map(file => file.id)).size).toBe(many)
  })

  it('begins with the first for whoever does not say where', async () => {
    const by = await as('t1.duty')
    const { body } = await by.call(listFiles, { params: { id }, query: {} })

    expect(body.pendingMedia).toEqual((await by.call(seeCase, { params: { id } })).body.pendingMedia)
  })

  it('refuses any of them to whoever may not read the case, and tells none on a wall', async () => {
    const ofWall = await (await as('t1.wall')).call(listFiles, { params: { id }, query: {} })
    const ofStranger = await (await as('t2.duty')).call(listFiles, { params: { id }, query: {} })

    expect(ofWall.body).toEqual({ media: [], pendingMedia: [], next: null })
    expect(ofStranger.code).toBe('case.unknown')
  })
})
