import { gramsFor } from '@shuniu/server/features/cases'
import { listCases } from '@shuniu/shared/cases'
import { seeOverview } from '@shuniu/shared/statistics'
import { countyCode, townshipCode } from '../../builders/county.ts'
import type { BenchRow, RowOutcome } from '../row.ts'
import { beside, type AskedBeside, type BareQuery } from './asking.ts'
import { manyCases } from './ground.ts'

const page = 50
/** A list is counted to here. */
const counted = 10_001

/** The slice of a list and its number, as a driver would ask for both. */
const slice = (name: string, where: string, order: string, values: readonly unknown[] = []): BareQuery[] => [
  {
    name: `${name} slice`,
    text: `select * from cases where ${where} order by ${order} limit ${page + 1}`,
    values,
  },
  {
    name: `${name} number`,
    text: `select count(*) from (select from cases where ${where} limit ${counted}) as listed`,
    values,
  },
]

const byDue = `coalesce(due_at, 'infinity'::timestamptz), id`
const newest = 'opened_at desc, id desc'
const list = (query: string): string => `${listCases.path}?limit=${page}&${query}`

const lists: readonly AskedBeside[] = [
  { what: 'list of all, newest first', path: list(''), bare: slice('all', 'true', newest) },
  {
    what: 'list of the open, the next due first',
    path: list('open=true&sort=due'),
    bare: slice('open', 'is_open', byDue),
  },
  {
    what: 'list of a township, newest first',
    path: list(`area=${townshipCode(1)}`),
    bare: slice('township', `area_code like '${townshipCode(1)}%'`, newest),
  },
  {
    what: 'list of a kind, newest first',
    path: list('category=E0601'),
    bare: slice('kind', `category_code = $1`, newest, ['E0601']),
  },
]

/** So many that have the words are gathered. */
const gathered = 8_001
const has = 'grams @> $1::int[] and private_text like $2'

const search = (what: string, q: string): AskedBeside => ({
  what: `search for ${what}`,
  path: list(`q=${encodeURIComponent(q)}`),
  bare: [
    {
      name: `search ${what}, number`,
      text: `select count(*) from (select from case_words where ${has} limit ${gathered}) as found`,
      values: [`{${gramsFor(q).join(',')}}`, `%${q}%`],
    },
    {
      name: `search ${what}`,
      text: `select c.* from case_words w join cases c on c.id = w.case_id
              where ${has} limit ${page + 1}`,
      values: [`{${gramsFor(q).join(',')}}`, `%${q}%`],
    },
  ],
})

const searches = [search('a common word', '积水'), search('a rare one', '123456号报告')]

const overview: AskedBeside = {
  what: 'overview of the county, all panels',
  path: `${seeOverview.path}?area=${countyCode}`,
  bare: [
    {
      name: 'counters',
      text: 'select metric, day, bucket, n from statistic_counts where area_code = $1 order by metric, day, bucket limit 400',
      values: [countyCode],
    },
  ],
}

const rowOf = (name: string, asked: readonly AskedBeside[]): BenchRow => ({
  name,
  async run(ground): Promise<RowOutcome> {
    const lines = []
    for (const one of asked) lines.push(await beside(ground, one))
    return { size: `${manyCases} cases`, lines, faults: {}, context: {} }
  },
})

/** First slices of the lists that desks begin with, each with its number. */
export const listRow = rowOf('lists', lists)

/** Words of very many cases, and of one. */
export const searchRow = rowOf('search', searches)

/** Everything that a wall counts. */
export const overviewRow = rowOf('overview', [overview])

/** One case as a desk shows it, beside its row and its entries. */
export const detailRow: BenchRow = {
  name: 'detail',
  async run(ground) {
    const { rows } = await ground.database.pool.query<{ id: string }>(
      `select id from cases where is_open and not sensitive order by id limit 1`,
    )
    const id = rows[0]?.id ?? ''
    const asked: AskedBeside = {
      what: 'a case, opened',
      path: `/cases/${id}`,
      bare: [
        { name: 'case', text: 'select * from cases where id = $1', values: [id] },
        {
          name: 'entries',
          text: 'select * from case_entries where case_id = $1 order by version',
          values: [id],
        },
      ],
    }
    return { size: `${manyCases} cases`, lines: [await beside(ground, asked)], faults: {}, context: {} }
  },
}
