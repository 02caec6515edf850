/** The bare baseline of durable reports: a driver that writes the rows of a report, and nothing else. */
import pg from 'pg'
import { v7 } from 'uuid'
import { nowMs } from '../clock.ts'
import { serve } from '../program.ts'
import type { ReportRows } from '../load/rows.ts'

export interface WriterOptions {
  readonly databaseUrl: string
  readonly samples: readonly ReportRows[]
  readonly atOnce: number
  readonly seconds: number
}

const tables = [
  'reports',
  'cases',
  'case_entries',
  'case_clocks',
  'clock_ledger',
  'clock_thresholds',
  'outbox',
] as const

const insertOf = (table: string, nth: number): string =>
  `t${nth} as (insert into ${table} select * from json_populate_recordset(null::${table}, $${nth}))`

/** One statement for all the rows of a report, prepared once: as few round trips as there can be. */
const text = `with ${tables.map((table, index) => insertOf(table, index + 1)).join(', ')} select 1`

let written = 0

/** The same rows under new keys. Facts get numbers of their own below zero, so that nobody sends them. */
function anew(rows: ReportRows): readonly string[] {
  written += 1
  const [reportId, caseId] = [v7(), v7()]
  const number = `${String(rows.cases['number'])}-${process.pid}-${written}`
  const seq = -(process.pid * 1_000_000 + written)
  return [
    { ...rows.reports, id: reportId, case_id: caseId },
    { ...rows.cases, id: caseId, number },
    { ...rows.case_entries, id: v7(), case_id: caseId },
    { ...rows.case_clocks, case_id: caseId },
    { ...rows.clock_ledger, case_id: caseId },
    rows.clock_thresholds.map(row => ({ ...row, case_id: caseId })),
    { ...rows.outbox, id: seq, seq },
  ].map(row => JSON.stringify([row].flat()))
}

const program = {
  async write({
    databaseUrl,
    samples,
    atOnce,
    seconds,
  }: WriterOptions): Promise<{ rows: number; seconds: number }> {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
    const begunMs = nowMs()
    let rows = 0
    const keepWriting = async () => {
      while (nowMs() - begunMs < seconds * 1_000) {
        const sample = samples[rows % samples.length]
        if (!sample) return
        rows += 1
        await pool.query({ name: 'bare report', text, values: [...anew(sample)] })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, keepWriting))
    const took = (nowMs() - begunMs) / 1_000
    await pool.end()
    return { rows, seconds: took }
  },
}

export type BareWriter = typeof program
serve(program)
