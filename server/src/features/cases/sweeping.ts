import { caseFacts, lateAfter, missedUnits, type CaseFact, type Late } from '@shuniu/shared/cases'
import type { CaseClock, ClockLaw } from '@shuniu/shared/clocks'
import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import type { Ids } from '../../platform/ids/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { onTransaction, writeAll, writeRows } from '../../platform/sql/index.ts'
import { clockCtesOf, clockRowsOf, type DueThreshold } from '../clocks/index.ts'
import { entryRow } from './cases.repo.ts'
import { bySystem } from './entries.ts'

const outboxes = outboxOf(caseFacts, () => undefined)

interface SweepContext {
  readonly now: Instant
  readonly ids: Ids
  readonly law: ClockLaw
  /** Numbers of notices not given out yet; each that is issued takes the first. */
  readonly numbers: string[]
}

/** One share of one clock told of: the case as it then stands, its fact, and what the timeline says of it. */
export interface ToldThreshold {
  readonly due: DueThreshold
  readonly after: CaseFact
  readonly now: Instant
  readonly fact: ReturnType<typeof outboxes.rowOf>
  /** Only lateness stands on the timeline; a light that turns does not. */
  readonly entry: ReturnType<typeof entryRow> | undefined
}

/** What a case told, and its clocks before and after; those of a case that issues no notice need not be known. */
export interface ToldCase {
  readonly told: readonly ToldThreshold[]
  readonly before: readonly CaseClock[]
  readonly caseClocks: readonly CaseClock[]
}

type ThresholdStep = Pick<SweepContext, 'now' | 'ids'> & {
  readonly due: DueThreshold
  readonly before: CaseFact
}

function toldBy(late: Late, { now, ids, due, before }: ThresholdStep): ToldThreshold {
  const { fact: after, name } = late
  const fact = outboxes.rowOf(`case.${name}`, { before, after, at: now })
  const entry = name === 'warned' ? undefined : entryOf(ids.next(), late, { due, now })
  return { due, after, now, fact, entry }
}

/** What a case tells of its clocks that have fallen due, in the order in which they did; of a moment its own first. */
export function toldOf(
  { known, before }: { readonly known: CaseFact; readonly before: readonly CaseClock[] },
  due: readonly DueThreshold[],
  telling: SweepContext,
): ToldCase {
  const told: ToldThreshold[] = []
  let standing = { fact: known, caseClocks: before }
  const inOrder = [...due].sort(
    (a, b) =>
      Number(a.dueAt > b.dueAt) - Number(a.dueAt < b.dueAt) ||
      a.percent - b.percent ||
      Number(a.unitId !== null) - Number(b.unitId !== null),
  )
  for (const one of inOrder) {
    const [noticeNumber = ''] = telling.numbers
    const late = lateAfter(standing, one, { ...telling, noticeNumber })
    if (late.issued !== undefined) telling.numbers.shift()
    told.push(toldBy(late, { ...telling, due: one, before: standing.fact }))
    standing = late
  }
  return { told, before, caseClocks: standing.caseClocks }
}

function entryOf(id: string, { fact, card, issued }: Late, { due, now }: Pick<ThresholdStep, 'due' | 'now'>) {
  const { stage, unitId, percent, dueAt } = due
  const { status, lastMove, version } = fact
  const missed = missedUnits(fact, due)
  return entryRow(fact.id, {
    id,
    at: now,
    move: lastMove,
    from: status,
    to: status,
    version,
    ...bySystem,
    filled: {
      stage,
      dueAt,
      percent,
      ...(card !== undefined && { card }),
      ...(issued !== undefined && { noticeNumber: issued }),
      ...(unitId !== null && { unitId }),
      ...(missed.length > 0 && { unitIds: missed }),
    },
  })
}

/** Writes how the cases stand after their last telling, by one statement; who may be moving them is kept out by locks. */
export async function saveSwept(tx: Tx, told: readonly ToldThreshold[]): Promise<void> {
  const last = new Map(told.map(({ after }) => [after.id, after]))
  const rows = [...last.values()].map(after => {
    const { id, overdue, card, supervision, stage, version, coUnits: co_units } = after
    const { dueAt: due_at, yellowAt: yellow_at, orangeAt: orange_at, lateStages: late_stages } = after
    const { lastMove: last_move, updatedAt: updated_at } = after
    const moments = { due_at, yellow_at, orange_at, updated_at }
    return { id, overdue, late_stages, card, supervision, co_units, stage, last_move, version, ...moments }
  })
  if (rows.length === 0) return
  await tx.query(
    `update cases late
        set overdue = told.overdue, late_stages = told.late_stages, card = told.card,
            supervision = told.supervision, co_units = told.co_units, stage = told.stage, due_at = told.due_at,
            yellow_at = told.yellow_at, orange_at = told.orange_at,
            last_move = told.last_move, updated_at = told.updated_at, version = told.version
       from json_populate_recordset(null::cases, $1) told
      where late.id = told.id`,
    [JSON.stringify(rows)],
  )
}

/** Writes the clocks that notices began: by one statement for each table, but for cases in which one took another's place. */
export async function saveReplies(tx: Tx, cases: readonly ToldCase[], law: ClockLaw): Promise<void> {
  const changed = cases.flatMap(({ told, before, caseClocks }) => {
    const [first] = told
    const fresh = caseClocks.filter(caseClock => !before.includes(caseClock))
    if (first === undefined || fresh.length === 0) return []
    const isNew = caseClocks.length === before.length + fresh.length
    return [{ caseId: first.due.caseId, caseClocks: fresh, isNew }]
  })
  const begun = changed.filter(({ isNew }) => isNew)
  for (const rows of clockRowsOf(begun, law)) await writeRows(tx, rows)
  for (const { caseId, caseClocks, isNew } of changed) {
    if (!isNew) await writeAll(onTransaction(tx), clockCtesOf({ caseId, caseClocks, law }))
  }
}
