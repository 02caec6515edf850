import type { DutyHours, SetHours, YearTable } from '@shuniu/shared/calendar'
import type { Instant } from '@shuniu/shared/kernel'
import { asc, eq } from 'drizzle-orm'
import type { SettingStamp } from '../../platform/commands/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { dutyHours, dutyYears } from './calendar.tables.ts'

/** A notice as it was imported, with who did it when. */
export interface ImportedYear {
  readonly table: YearTable
  readonly importedBy: string
  readonly importedAt: Instant
}

/** Every import, oldest first: of one year the last holds. */
export async function importedYears(tx: Tx): Promise<ImportedYear[]> {
  const rows = await tx.orm.select().from(dutyYears).orderBy(asc(dutyYears.id))
  return rows.map(({ year, holidays, makeUpWorkdays, notice, importedBy, importedAt }) => {
    const table = { year, holidays, makeUpWorkdays, ...(notice !== null && { notice }) }
    return { table, importedBy, importedAt }
  })
}

export async function addYear(tx: Tx, { table, ...by }: ImportedYear): Promise<void> {
  await tx.orm.insert(dutyYears).values({ ...table, notice: table.notice ?? null, ...by })
}

/** The county's own hours in the order they were set, with who set them. */
export async function ownHours(tx: Tx): Promise<SetHours[]> {
  const rows = await tx.orm.select().from(dutyHours).orderBy(asc(dutyHours.id))
  return rows.map(({ name, season, windows, effectiveFrom, changedBy, changedAt }) => {
    return { name, season, windows, effectiveFrom, changedBy, changedAt }
  })
}

/** The hash that a command was sent with; undefined when no hours were set by it. */
export async function hashOfHours(tx: Tx, commandId: string): Promise<string | undefined> {
  const [row] = await tx.orm
    .select({ hash: dutyHours.commandHash })
    .from(dutyHours)
    .where(eq(dutyHours.commandId, commandId))
    .limit(1)
  return row && (row.hash ?? '')
}

export async function addHours(tx: Tx, rows: readonly DutyHours[], changed: SettingStamp): Promise<void> {
  const fresh = rows.map(({ name, season, windows, effectiveFrom }) => {
    return { name, season, windows, effectiveFrom, ...changed }
  })
  await tx.orm.insert(dutyHours).values(fresh)
}

/** Two who change the calendar at once do it one after the other. */
export const lockCalendar = (tx: Tx) => tx.query('select pg_advisory_xact_lock(7310601)')
