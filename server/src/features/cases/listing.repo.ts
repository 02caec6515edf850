import { and, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { CaseRow } from './case.rows.ts'
import { cases, caseWords } from './cases.tables.ts'
import { orders, type ListCount, type Sort } from './cursor.ts'

/** Lists are counted exactly up to here; of longer ones it is told that they have at least so many. */
const countLimit = 10_000
/** So many cases that have the words are gathered, each from a page of its own; words of more are common. */
const gatherLimit = 8_000
/** A list of so few is gathered and then put in order, rather than met on the way through all cases in order. */
const fewLimit = 2_000

/**
 * A list never goes through all cases, whatever the statistics of the moment make of its conditions, and takes no second
 * processor from whoever else asks.
 */
export const preferIndexes = (tx: Tx): Promise<unknown> =>
  tx.query(
    'set local enable_seqscan = off; set local jit = off; set local max_parallel_workers_per_gather = 0',
  )

const numberOf = (told: unknown): number => Number(told ?? 0)

/** How many cases meet the condition, counted to the limit. */
export async function countOf(tx: Tx, where: SQL): Promise<ListCount> {
  const some = tx.orm
    .select({ one: sql`1` })
    .from(cases)
    .where(where)
    .limit(countLimit + 1)
    .as('some')
  const [row] = await tx.orm.select({ n: sql<string>`count(*)` }).from(some)
  const n = numberOf(row?.n)
  return { total: Math.min(n, countLimit), isFloor: n > countLimit, isCommon: false }
}

const gathered = (found: SQL): SQL =>
  sql`select ${caseWords.caseId} from ${caseWords} where ${found} limit ${gatherLimit + 1}`

/** The same of the cases that have the words; where these are common, of the first that come. */
export async function countFound(tx: Tx, where: SQL, found: SQL): Promise<ListCount> {
  const { rows } = await tx.orm.execute<{ candidates: string; n: string }>(sql`
    with found as materialized (${gathered(found)})
    select (select count(*) from found) as candidates, count(*) as n
      from (select from ${cases} where ${cases.id} = any(array(select case_id from found)) and ${where}
             limit ${countLimit + 1}) as met`)
  const n = numberOf(rows[0]?.n)
  const isCommon = numberOf(rows[0]?.candidates) > gatherLimit
  return { total: Math.min(n, countLimit), isFloor: isCommon || n > countLimit, isCommon }
}

/** A list's condition, and what is known of how to read it. */
export interface Ways {
  readonly where: SQL
  readonly found: SQL | undefined
  /** The condition asks for the words too, so that each case that is met on the way is looked at once. */
  readonly isMetByCondition: boolean
  readonly counted: ListCount
  /** What lies after the slices read before. */
  readonly rest: SQL | undefined
}

/**
 * Few are gathered by id; many are met on the way through an index in their order. An `array` is one reading of its
 * own, which the planner does not turn about.
 */
function conditionFor({ where, found, isMetByCondition, counted }: Ways): SQL | undefined {
  if (found && counted.isCommon) {
    if (isMetByCondition) return where
    return and(
      where,
      sql`(select true from ${caseWords} where ${caseWords.caseId} = ${cases.id} and ${found})`,
    )
  }
  if (found) return and(sql`${cases.id} = any(array(${gathered(found)}))`, where)
  if (counted.isFloor || counted.total > fewLimit) return where
  return sql`${cases.id} = any(array(select id from ${cases} where ${where} limit ${2 * fewLimit}))`
}

export const pageOf = (
  tx: Tx,
  ways: Ways,
  { sort, limit }: { readonly sort: Sort; readonly limit: number },
): Promise<CaseRow[]> =>
  tx.orm
    .select()
    .from(cases)
    .where(and(conditionFor(ways), ways.rest))
    .orderBy(...orders[sort])
    .limit(limit)
