import type { CaseFilter } from '@shuniu/shared/cases'
import { isMoment } from '@shuniu/shared/kernel'
import { asc, desc, sql, type SQL } from 'drizzle-orm'
import type { CaseRow } from './case.rows.ts'
import { cases, dueOrNever } from './cases.tables.ts'

export type Sort = NonNullable<CaseFilter['sort']>

const due = dueOrNever(cases.dueAt)

/** How each sort orders, each ending in the id so that no two rows are equal. */
export const orders: Readonly<Record<Sort, readonly SQL[]>> = {
  newest: [desc(cases.openedAt), desc(cases.id)],
  due: [asc(due), asc(cases.id)],
  level: [asc(cases.levelRank), asc(due), asc(cases.id)],
}

/** How many members a list has, counted with its first slice; later slices are told the same. */
export interface ListCount {
  readonly total: number
  /** There may be more. */
  readonly isFloor: boolean
  /** So many cases have the words looked for that they are not gathered, but met on the way through the list. */
  readonly isCommon: boolean
}

interface CasePlace {
  readonly sort: Sort
  readonly rank: number
  readonly at: string
  readonly id: string
  readonly counted: ListCount
}

/** Where the next slice begins, as text that says nothing to the client. */
export function cursorAfter(row: CaseRow, sort: Sort, { total, isFloor, isCommon }: ListCount): string {
  const at = sort === 'newest' ? row.openedAt : (row.dueAt ?? 'infinity')
  const flags = Number(isFloor) + 2 * Number(isCommon)
  return Buffer.from([sort, row.levelRank, at, row.id, total, flags].join(' ')).toString('base64url')
}

const shape =
  /^(newest|due|level) ([0-3]) (infinity|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f-]{36}) (\d{1,9}) ([0-3])$/

/** Undefined for a text that no slice of that sort was ever given. */
export function placeOf(cursor: string, sort: Sort): CasePlace | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const [, of, rank, at, id, total, flags] = shape.exec(text) ?? []
  if (of !== sort || at === undefined || id === undefined) return undefined
  if (at !== 'infinity' && !(isMoment(at) && at >= '1900')) return undefined
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const counted = {
    total: Number(total),
    isFloor: Number(flags) % 2 === 1,
    isCommon: Number(flags) >= 2,
  }
  return { sort, rank: Number(rank), at, id, counted }
}

/** The rows after a place, in its order. */
export function after({ sort, rank, at, id }: CasePlace): SQL {
  const moment = sql`${at}::timestamptz`
  switch (sort) {
    case 'newest':
      return sql`(${cases.openedAt}, ${cases.id}) < (${moment}, ${id}::uuid)`
    case 'due':
      return sql`(${due}, ${cases.id}) > (${moment}, ${id}::uuid)`
    case 'level':
      return sql`(${cases.levelRank}, ${due}, ${cases.id}) > (${rank}, ${moment}, ${id}::uuid)`
  }
}
