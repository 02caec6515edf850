import type pg from 'pg'

type JsonRow = Readonly<Record<string, unknown>>

/** Everything the product wrote for one report. */
export interface ReportRows {
  readonly reports: JsonRow
  readonly cases: JsonRow
  readonly case_entries: JsonRow
  readonly case_clocks: JsonRow
  readonly clock_ledger: JsonRow
  /** As many as are written with a report. */
  readonly clock_thresholds: readonly JsonRow[]
  readonly outbox: JsonRow
}

/** The rows of the newest reports, as the database holds them. */
export async function newestReports(pool: pg.Pool, n: number): Promise<ReportRows[]> {
  const { rows } = await pool.query<ReportRows>(
    `select row_to_json(r) as reports, row_to_json(c) as cases, row_to_json(e) as case_entries,
            row_to_json(d) as case_clocks, row_to_json(l) as clock_ledger, row_to_json(o) as outbox,
            (select json_agg(t) from clock_thresholds t where t.case_id = c.id and t.ordinal = 1) as clock_thresholds
       from (select * from reports order by received_at desc limit $1) as r
       join cases c on c.id = r.case_id
       join case_entries e on e.case_id = c.id and e.version = 1
       join case_clocks d on d.case_id = c.id and d.ordinal = 1
       join clock_ledger l on l.case_id = c.id and l.ordinal = 1 and l.place = 0
       join outbox o on o.body ->> 'id' = c.id::text and o.name = 'case.opened'`,
    [n],
  )
  return rows
}
