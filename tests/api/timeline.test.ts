import { entriesTold, listEntries, moveCase, seeCase, type CaseEntry } from '@shuniu/shared/cases'
import { listDocuments } from '@shuniu/shared/documents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import type { Browser } from '../builders/browser.ts'
import { aMove } from '../builders/course.ts'
import { peopleOf, type People } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'

const many = 5_000
const reporter = { name: '欧阳小二', phone: '13712345678' }

let running: RunningApp
let as: People
let id: string

/** As many steps as a case of years may come to, each by somebody and with words. */
async function bringOn(n: number): Promise<void> {
  const { pool } = running.database
  await pool.query(
    `insert into case_entries (id, case_id, version, at, move, from_status, to_status,
                               actor_id, actor_name, actor_role, actor_unit, filled)
       select gen_random_uuid(), $1, version + step, at + step * interval '1 second', 'progress', to_status, to_status,
              actor_id, actor_name, actor_role, actor_unit, jsonb_build_object('text', '欧阳小二来电 ' || step)
         from case_entries, generate_series(1, $2::int - 1) step where case_id = $1`,
    [id, n],
  )
  await pool.query('update cases set version = $2, moved_version = $2 where id = $1', [id, n])
}

beforeAll(async () => {
  running = await startApp()
  as = peopleOf(running)
  id = (await reported(await as('t1.duty'), aReport({ sourceCode: '03', reporter }))).caseId
  await bringOn(many)
})
afterAll(() => running.drop())

const detailFor = async (by: Browser) => (await by.call(seeCase, { params: { id } })).body
async function readOn(by: Browser): Promise<CaseEntry[]> {
  const { timeline, earlier } = await detailFor(by)
  const read = [timeline]
  for (let before = earlier; before !== null;) {
    const { body } = await by.call(listEntries, { params: { id }, query: { before } })
    read.unshift(body.items)
    before = body.earlier
  }
  return read.flat()
}
const bytesOf = (body: unknown) => Buffer.byteLength(JSON.stringify(body))

describe(`a case of ${many} entries`, () => {
  it('tells the latest of them, and where to read on', async () => {
    const detail = await detailFor(await as('t1.duty'))

    expect(detail.timeline.map(({ version }) => version)).toEqual(
      Array.from({ length: entriesTold }, (_, nth) => many - entriesTold + 1 + nth),
    )
    expect(detail.earlier).toBe(many - entriesTold + 1)
    expect(bytesOf(detail)).toBeLessThan(60_000)
  })

  it('is read to its beginning part by part, none of it twice', async () => {
    const entries = await readOn(await as('t1.duty'))

    expect(entries.map(({ version }) => version)).toEqual(Array.from({ length: many }, (_, nth) => nth + 1))
    expect(entries[0]?.move).toBe('report')
  })

  it('begins with its latest part for whoever does not say where', async () => {
    const { body } = await (await as('t1.duty')).call(listEntries, { params: { id }, query: {} })

    expect(body.items).toEqual((await detailFor(await as('t1.duty'))).timeline)
  })

  it('tells no more in its earlier parts than in the latest', async () => {
    const ofLeader = await readOn(await as('t1.leader'))
    const ofWall = await readOn(await as('t1.wall'))

    expect(JSON.stringify(ofLeader)).not.toContain(reporter.name)
    expect(ofWall).toHaveLength(many)
    for (const entry of ofWall) expect(entry).toMatchObject({ actorId: null, actorName: '', filled: {} })
  })

  it('refuses any of them to who may not read the case', async () => {
    const stranger = await as('t2.duty')

    const answer = await stranger.call(listEntries, { params: { id }, query: { before: 200 } })

    expect(answer.code).toBe('case.unknown')
  })

  it('tells whoever comes late no more of what happened meanwhile than one part', async () => {
    const view = (await detailFor(await as('t1.duty'))).case
    const body = { ...aMove('accept', view, { categoryCode: '0101', level: 'blue' }), seenVersion: 1 }
    const answer = await (await as('t1.duty')).call(moveCase, { params: { id }, body })

    expect(answer.code).toBe('case.stale')
    expect(answer.body).toMatchObject({
      detail: { changes: expect.objectContaining({ length: entriesTold }) },
    })
  })

  it('has its documents all the same', async () => {
    const { body } = await (await as('t1.duty')).call(listDocuments, { params: { id } })

    expect(body.items.map(({ form }) => form)).toContain('visitRegister')
  })
})
