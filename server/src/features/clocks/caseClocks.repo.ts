import { thresholdsOf, type CaseClock, type ClockEntry, type ClockLaw } from '@shuniu/shared/clocks'
import { instant, type Instant } from '@shuniu/shared/kernel'
import { asc, inArray, sql, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Tx } from '../../platform/db/index.ts'
import { insertIgnore, upsert, type Cte, type RowsFor } from '../../platform/sql/index.ts'
import { clockLedger, clockThresholds, caseClocksTable } from './clocks.tables.ts'

type CaseClockRow = typeof caseClocksTable.$inferSelect
type ClockLedgerRow = typeof clockLedger.$inferSelect

type ClockKey = Pick<CaseClockRow, 'caseId' | 'stage' | 'unitId' | 'ordinal'>

const keyOf = ({ caseId, stage, unitId, ordinal }: ClockKey): string =>
  `${caseId} ${stage} ${unitId} ${ordinal}`

/** The case's own clocks are kept under no unit's id. */
const storedUnit = (unitId: string | null): string => unitId ?? ''
export const unitOf = (stored: string): string | null => (stored === '' ? null : stored)

type OfClock = Pick<CaseClock, 'stage' | 'unitId' | 'ordinal'>

const storedKey = (caseId: string, { stage, unitId, ordinal }: OfClock): ClockKey => ({
  caseId,
  stage,
  unitId: storedUnit(unitId),
  ordinal,
})

const toEntry = ({ kind, at, version, move, unit, addsMs, usedMs, dueAt }: ClockLedgerRow): ClockEntry => ({
  kind,
  at,
  version,
  move,
  unit,
  addsMs,
  usedMs,
  dueAt,
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
export async function caseClocksOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, CaseClock[]>> {
  const caseClocks = new Map<string, CaseClock[]>(caseIds.map(id => [id, []]))
  if (caseIds.length === 0) return caseClocks
  const rows = await tx.orm
    .select()
    .from(caseClocksTable)
    .where(inArray(caseClocksTable.caseId, [...caseIds]))
    .orderBy(
      asc(caseClocksTable.startedAt),
      asc(caseClocksTable.ordinal),
      asc(caseClocksTable.unitId),
      asc(caseClocksTable.dueAt),
    )
  const ledgers = await ledgersOf(tx, caseIds)
  for (const row of rows) {
    const { caseId, unitId, ...caseClock } = row
    caseClocks
      .get(caseId)
      ?.push({ ...caseClock, unitId: unitOf(unitId), entries: ledgers.get(keyOf(row)) ?? [] })
  }
  return caseClocks
}

interface Owned {
  readonly caseId: string
  readonly caseClocks: readonly CaseClock[]
}

const ledgerRows = ({ caseId, caseClocks }: Owned) =>
  caseClocks.flatMap(caseClock =>
    caseClock.entries.map((entry, place) => ({ ...storedKey(caseId, caseClock), place, ...entry })),
  )

const thresholdRows = ({ caseId, caseClocks }: Owned, law: ClockLaw) =>
  caseClocks.flatMap(caseClock =>
    thresholdsOf(caseClock, law).map(threshold => ({ ...storedKey(caseId, caseClock), ...threshold })),
  )

const caseClockRows = ({ caseId, caseClocks }: Owned) =>
  caseClocks.map(({ entries: _, ...caseClock }) => ({ ...caseClock, ...storedKey(caseId, caseClock) }))

/**
 * The rows of clocks that are new, for whoever writes them with others. What was due by `toldBy` counts as told.
 */
export function clockRowsOf(owned: readonly Owned[], law: ClockLaw, toldBy?: Instant): RowsFor[] {
  const told = (dueAt: Instant) => (toldBy !== undefined && dueAt <= toldBy ? dueAt : null)
  return [
    { table: caseClocksTable, rows: owned.flatMap(caseClockRows) },
    { table: clockLedger, rows: owned.flatMap(ledgerRows) },
    {
      table: clockThresholds,
      rows: owned
        .flatMap(one => thresholdRows(one, law))
        .map(row => ({ ...row, firedAt: told(row.dueAt), firedVersion: null })),
    },
  ]
}

interface ChangedClocks extends Owned {
  readonly law: ClockLaw
}

/**
 * What a move did to the clocks of a case: those it started or changed, what it did to them, and what is to be told of
 * them from now on. For the statement that moves the case.
 */
export function clockCtesOf({ law, ...changed }: ChangedClocks): Cte[] {
  if (changed.caseClocks.length === 0) return []
  return [
    upsert({ table: caseClocksTable, rows: caseClockRows(changed) }, [
      'caseId',
      'stage',
      'unitId',
      'ordinal',
    ]),
    insertIgnore({ table: clockLedger, rows: ledgerRows(changed) }),
    thresholdsCte(changed, law),
  ]
}

const sameClock = (one: string, other: string): string =>
  ['case_id', 'stage', 'unit_id', 'ordinal']
    .map(column => `${one}.${column} = ${other}.${column}`)
    .join(' and ')

/**
 * Moments that are not to come any more go. What was told of an earlier limit of the clock is told again only where the
 * new one brings it later.
 */
function thresholdsCte(changed: Owned, law: ClockLaw): Cte {
  const { caseId, caseClocks } = changed
  const now = caseClocks
    .flatMap(({ entries }) => entries.map(({ at }) => at))
    .reduce((a, b) => (a > b ? a : b))
  const columnsOf = ({ caseId: case_id, stage, unitId: unit_id, ordinal }: ClockKey) => {
    return { case_id, stage, unit_id, ordinal }
  }
  const wanted = thresholdRows(changed, law).map(({ edition, percent, dueAt, ...key }) => {
    return { ...columnsOf(key), edition, percent, due_at: dueAt }
  })
  const clocks = caseClocks.map(caseClock => columnsOf(storedKey(caseId, caseClock)))
  const columns = 'case_id, stage, unit_id, ordinal, edition, percent, due_at'
  return {
    key: 'moments',
    text: ({ name, at, when }) => `${name} as (
  select * from json_populate_recordset(null::clock_thresholds, ${at}::json -> 'wanted') wanted
   where due_at > (${at}::json ->> 'now')::timestamptz or not exists (
     select from clock_thresholds told
      where ${sameClock('told', 'wanted')} and told.percent = wanted.percent and told.fired_at is not null)
), ${name}_gone as (
  delete from clock_thresholds pending
   using json_populate_recordset(null::clock_thresholds, ${at}::json -> 'clocks') clock
   where ${sameClock('pending', 'clock')} and pending.fired_at is null and ${when} and not exists (
     select from ${name} wanted
      where ${sameClock('wanted', 'pending')} and wanted.edition = pending.edition and wanted.percent = pending.percent)
  returning 1
), ${name}_set as (
  insert into clock_thresholds (${columns}) select ${columns} from ${name} where ${when}
  on conflict (case_id, stage, unit_id, ordinal, edition, percent) do update set due_at = excluded.due_at
   where clock_thresholds.fired_at is null
  returning 1
)`,
    value: JSON.stringify({ now, clocks, wanted }),
  }
}

/** A case's clocks as `caseClocksIn` selects them: moments in the database's words. */
type StoredClock = Omit<CaseClock, Set | Unset | 'entries'> &
  Readonly<Record<Set, string> & Record<Unset, string | null>> & {
    readonly entries: readonly StoredEntry[] | null
  }
type Set = 'startedAt' | 'dueAt' | 'yellowAt' | 'orangeAt'
type Unset = 'pausedAt' | 'stoppedAt' | 'overdueAt'
type StoredEntry = Omit<ClockEntry, 'at' | 'dueAt'> & { readonly at: string; readonly dueAt: string | null }

/** Every clock of the case of the outer query, with all that happened to it: one value of a row. */
export const caseClocksIn = (caseId: PgColumn): SQL<StoredClock[]> => sql`(
  select coalesce(json_agg(json_build_object('stage', stage, 'unitId', nullif(unit_id, ''), 'ordinal', ordinal, 'rule', rule, 'percent', percent,
    'startedAt', started_at, 'dueAt', due_at, 'yellowAt', yellow_at, 'orangeAt', orange_at, 'pausedAt', paused_at,
    'stoppedAt', stopped_at, 'overdueAt', overdue_at, 'entries', (
      select json_agg(json_build_object('kind', kind, 'at', at, 'version', version, 'move', move, 'unit', unit,
        'addsMs', adds_ms, 'usedMs', used_ms, 'dueAt', entry.due_at) order by place)
      from clock_ledger entry where ${sql.raw(sameClock('entry', 'clock'))})
  ) order by started_at, ordinal, unit_id, due_at), '[]'::json)
  from case_clocks clock where clock.case_id = ${caseId})`

const momentOf = (stored: string | null): Instant | null => (stored === null ? null : instant(stored))

/** The clocks that `caseClocksIn` selected. */
export const caseClocksFrom = (stored: readonly StoredClock[]): CaseClock[] =>
  stored.map(caseClock => ({
    ...caseClock,
    startedAt: instant(caseClock.startedAt),
    dueAt: instant(caseClock.dueAt),
    yellowAt: instant(caseClock.yellowAt),
    orangeAt: instant(caseClock.orangeAt),
    pausedAt: momentOf(caseClock.pausedAt),
    stoppedAt: momentOf(caseClock.stoppedAt),
    overdueAt: momentOf(caseClock.overdueAt),
    entries: (caseClock.entries ?? []).map(entry => {
      return { ...entry, at: instant(entry.at), dueAt: momentOf(entry.dueAt) }
    }),
  }))
