import { thresholdsOf, type CaseTimer, type ClockEntry, type ClockLaw } from '@shuniu/shared/clocks'
import type { Instant } from '@shuniu/shared/kernel'
import { asc, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { RowsFor } from '../../platform/rows/index.ts'
import { clockLedger, clockThresholds, deadlines } from './clocks.tables.ts'

type DeadlineRow = typeof deadlines.$inferSelect
type LedgerRow = typeof clockLedger.$inferSelect

const keyOf = ({ caseId, stage, ordinal }: Pick<DeadlineRow, 'caseId' | 'stage' | 'ordinal'>): string =>
  `${caseId} ${stage} ${ordinal}`

const toEntry = ({ kind, at, version, move, unit, addsMs, usedMs, dueAt }: LedgerRow): ClockEntry => ({
  ...{ kind, at, version, move, unit, addsMs, usedMs, dueAt },
})

async function ledgersOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, ClockEntry[]>> {
  const rows = await tx.orm
    .select()
    .from(clockLedger)
    .where(inArray(clockLedger.caseId, [...caseIds]))
    .orderBy(asc(clockLedger.place))
  const entries = new Map<string, ClockEntry[]>()
  for (const row of rows) {
    const key = keyOf(row)
    entries.set(key, [...(entries.get(key) ?? []), toEntry(row)])
  }
  return entries
}

/** Every clock each case ever had, with all that happened to it. */
export async function timersOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, CaseTimer[]>> {
  const timers = new Map<string, CaseTimer[]>(caseIds.map(id => [id, []]))
  if (caseIds.length === 0) return timers
  const rows = await tx.orm
    .select()
    .from(deadlines)
    .where(inArray(deadlines.caseId, [...caseIds]))
    .orderBy(asc(deadlines.startedAt), asc(deadlines.ordinal), asc(deadlines.dueAt))
  const ledgers = await ledgersOf(tx, caseIds)
  for (const row of rows) {
    const { caseId, ...timer } = row
    timers.get(caseId)?.push({ ...timer, entries: ledgers.get(keyOf(row)) ?? [] })
  }
  return timers
}

interface Owned {
  readonly caseId: string
  readonly timers: readonly CaseTimer[]
}

const ledgerRows = ({ caseId, timers }: Owned) =>
  timers.flatMap(({ stage, ordinal, entries }) =>
    entries.map((entry, place) => ({ caseId, stage, ordinal, place, ...entry })),
  )

const thresholdRows = ({ caseId, timers }: Owned, law: ClockLaw) =>
  timers.flatMap(timer =>
    thresholdsOf(timer, law).map(threshold => {
      return { caseId, stage: timer.stage, ordinal: timer.ordinal, ...threshold }
    }),
  )

/**
 * The rows of clocks that are new, for whoever writes them with others. What was due by `toldBy` counts as told.
 */
export function clockRowsOf(owned: readonly Owned[], law: ClockLaw, toldBy?: Instant): RowsFor[] {
  const told = (dueAt: Instant) => (toldBy !== undefined && dueAt <= toldBy ? dueAt : null)
  return [
    {
      table: deadlines,
      rows: owned.flatMap(({ caseId, timers }) => timers.map(timer => ({ caseId, ...timer }))),
    },
    { table: clockLedger, rows: owned.flatMap(ledgerRows) },
    {
      table: clockThresholds,
      rows: owned
        .flatMap(one => thresholdRows(one, law))
        .map(row => ({ ...row, firedAt: told(row.dueAt), firedVersion: null })),
    },
  ]
}

interface Changed {
  readonly timers: readonly CaseTimer[]
  readonly law: ClockLaw
}

/** Writes the clocks that a move started or changed, what it did to them, and what is to be told of them from now on. */
export async function saveTimers(tx: Tx, caseId: string, { timers, law }: Changed): Promise<void> {
  if (timers.length === 0) return
  await tx.orm
    .insert(deadlines)
    .values(timers.map(({ entries: _, ...timer }) => ({ caseId, ...timer })))
    .onConflictDoUpdate({
      target: [deadlines.caseId, deadlines.stage, deadlines.ordinal],
      set: {
        rule: sql`excluded.rule`,
        dueAt: sql`excluded.due_at`,
        yellowAt: sql`excluded.yellow_at`,
        orangeAt: sql`excluded.orange_at`,
        pausedAt: sql`excluded.paused_at`,
        stoppedAt: sql`excluded.stopped_at`,
        overdueAt: sql`excluded.overdue_at`,
      },
    })
  await tx.orm.insert(clockLedger).values(ledgerRows({ caseId, timers })).onConflictDoNothing()
  await setThresholds(tx, { caseId, timers }, law)
}

/** What was told of an earlier limit of the clock is told again only where the new one brings it later. */
async function setThresholds(tx: Tx, owned: Owned, law: ClockLaw): Promise<void> {
  const clocks = owned.timers.map(({ stage, ordinal }) => ({ stage, ordinal }))
  await tx.query(
    `delete from clock_thresholds pending
      using json_to_recordset($2) as clock(stage text, ordinal int)
      where pending.case_id = $1 and pending.stage = clock.stage and pending.ordinal = clock.ordinal
        and pending.fired_at is null`,
    [owned.caseId, JSON.stringify(clocks)],
  )
  const now = owned.timers
    .flatMap(({ entries }) => entries.map(({ at }) => at))
    .sort()
    .at(-1)
  await tx.query(
    `insert into clock_thresholds (case_id, stage, ordinal, edition, percent, due_at)
       select $1, stage, ordinal, edition, percent, "dueAt"
         from json_to_recordset($2)
           as wanted(stage text, ordinal int, edition int, percent int, "dueAt" timestamptz)
        where "dueAt" > $3 or not exists (
          select from clock_thresholds told
           where told.case_id = $1 and told.stage = wanted.stage and told.ordinal = wanted.ordinal
             and told.percent = wanted.percent and told.fired_at is not null)
     on conflict do nothing`,
    [owned.caseId, JSON.stringify(thresholdRows(owned, law)), now],
  )
}
