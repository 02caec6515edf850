import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type RunningApp } from '../builders/app.ts'
import { peopleOf } from '../builders/people.ts'
import { aReport, reported } from '../builders/report.ts'

let running: RunningApp
let cookie: string
let caseId: string

beforeAll(async () => {
  running = await startApp()
  const duty = await peopleOf(running)('t1.duty')
  cookie = duty.cookie
  caseId = (await reported(duty, aReport())).caseId
})
afterAll(() => running.drop())

const read = async (path: string) => {
  const answer = await fetch(`${running.url}${path}`, { headers: { cookie } })
  const { requestId: _, ...body } = { requestId: '', ...(await answer.json()) }
  return { status: answer.status, body }
}

describe('an address of a former version', () => {
  it.each([
    ['/api/notices?seen=false', '/api/notifications?seen=false'],
    ['/api/cases/ID/papers', '/api/cases/ID/documents'],
    ['/api/cases/ID/papers/dispatchOrder', '/api/cases/ID/documents/dispatchOrder'],
    ['/api/cases/ID/papers/none', '/api/cases/ID/documents/none'],
  ])('%s answers as %s', async (former, today) => {
    const at = (path: string) => path.replace('ID', caseId)
    const [asked, expected] = [await read(at(former)), await read(at(today))]

    expect(asked.status).toBe(expected.status)
    expect(asked.body).toEqual(expected.body)
  })

  it('is no door to what has another name', async () => {
    expect((await read('/api/noticesboard')).status).toBe(404)
  })
})

describe('a process of the version before', () => {
  it('writes and reads the clocks by the name they had', async () => {
    const { pool } = running.database
    const write = () =>
      pool.query(
        `insert into deadlines (case_id, stage, unit_id, ordinal, rule, percent, started_at, due_at, yellow_at, orange_at)
           select case_id, 'handling', unit_id, 99, rule, percent, started_at, due_at, yellow_at, orange_at
             from deadlines where case_id = $1 and stage = 'acceptance'
         on conflict (case_id, stage, unit_id, ordinal) do update set percent = deadlines.percent - 50`,
        [caseId],
      )
    await write()
    await write()
    await pool.query('update deadlines late set overdue_at = due_at where case_id = $1 and ordinal = 99', [
      caseId,
    ])

    const { rows } = await pool.query(
      `select percent, overdue_at is not null as late from case_clocks where case_id = $1 and ordinal = 99`,
      [caseId],
    )
    expect(rows).toEqual([{ percent: 50, late: true }])
  })

  it('writes and reads notifications by the name they had, each once', async () => {
    const { pool } = running.database
    const reader = randomUUID()
    for (const id of [randomUUID(), randomUUID()]) {
      await pool.query(
        `insert into notices (id, reader_id, reader, case_id, case_version, case_number, stage, percent, due_at, at)
           values ($1, $2, 'owner', $3, 1, '1', 'acceptance', 100, now(), now())
         on conflict do nothing`,
        [id, reader, caseId],
      )
    }

    const { rows } = await pool.query('select count(*)::int as n from notifications where reader_id = $1', [
      reader,
    ])
    expect(rows).toEqual([{ n: 1 }])
  })
})
