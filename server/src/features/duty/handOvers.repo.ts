import { alarmLevels, alarmStatuses, type CaseFact } from '@shuniu/shared/cases'
import {
  mostHandedOver,
  type HandedOverCase,
  type HandOverCounts,
  type HandOverLine,
} from '@shuniu/shared/duty'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { DutyReader } from './watchUnit.ts'
import { cases } from '../cases/index.ts'
import { dutyHandOvers, type HandedRow } from './duty.tables.ts'

export type HandOverRow = typeof dutyHandOvers.$inferSelect

/** What runs out within so long is soon late. */
const soonMs = 2 * 3_600_000

const lineColumns = {
  id: dutyHandOvers.id,
  givenBy: dutyHandOvers.givenBy,
  givenById: dutyHandOvers.givenById,
  givenAt: dutyHandOvers.givenAt,
  takenBy: dutyHandOvers.takenBy,
  takenAt: dutyHandOvers.takenAt,
}

/** Two who hand over at one centre do it one after the other. */
export const lockHandOvers = (tx: Tx, unitId: string): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock(7310636, hashtext($1))', [unitId])

export async function handOverById({ orm }: DutyReader, id: string): Promise<HandOverRow | undefined> {
  const [row] = await orm.select().from(dutyHandOvers).where(eq(dutyHandOvers.id, id))
  return row
}

export const waitingAt = ({ orm }: DutyReader, unitId: string, most: number): Promise<HandOverLine[]> =>
  orm
    .select(lineColumns)
    .from(dutyHandOvers)
    .where(and(eq(dutyHandOvers.unitId, unitId), isNull(dutyHandOvers.takenAt)))
    .orderBy(asc(dutyHandOvers.id))
    .limit(most)

export async function lastTaken({ orm }: DutyReader, unitId: string): Promise<HandOverLine | undefined> {
  const [row] = await orm
    .select(lineColumns)
    .from(dutyHandOvers)
    .where(and(eq(dutyHandOvers.unitId, unitId), isNotNull(dutyHandOvers.takenAt)))
    .orderBy(desc(dutyHandOvers.id))
    .limit(1)
  return row
}

/** The newest first, after one of them where that is named. */
export const handOversOf = (
  { orm }: DutyReader,
  unitId: string,
  { before, most }: { before: string | undefined; most: number },
): Promise<HandOverLine[]> =>
  orm
    .select(lineColumns)
    .from(dutyHandOvers)
    .where(
      and(eq(dutyHandOvers.unitId, unitId), before === undefined ? undefined : lt(dutyHandOvers.id, before)),
    )
    .orderBy(desc(dutyHandOvers.id))
    .limit(most)

/** Since when the account keeps this watch: the last it took over; null where it never did. */
export async function tookOverAt(tx: Tx, unitId: string, accountId: string): Promise<Instant | null> {
  const [row] = await tx.orm
    .select({ takenAt: dutyHandOvers.takenAt })
    .from(dutyHandOvers)
    .where(and(eq(dutyHandOvers.unitId, unitId), eq(dutyHandOvers.takenById, accountId)))
    .orderBy(desc(dutyHandOvers.id))
    .limit(1)
  return row?.takenAt ?? null
}

export const addHandOver = (tx: Tx, row: typeof dutyHandOvers.$inferInsert): Promise<unknown> =>
  tx.orm.insert(dutyHandOvers).values(row)

export async function saveTaking(
  tx: Tx,
  id: string,
  by: { readonly takenById: string; readonly takenBy: string; readonly takenAt: Instant },
): Promise<HandOverRow | undefined> {
  const [row] = await tx.orm.update(dutyHandOvers).set(by).where(eq(dutyHandOvers.id, id)).returning()
  return row
}

const isCalling = and(inArray(cases.level, [...alarmLevels]), inArray(cases.status, [...alarmStatuses]))
const isUntaken = inArray(cases.status, [...alarmStatuses])

/** How the cases of a watch stand. */
export async function countsOf(tx: Tx, watched: SQL | undefined, at: Instant): Promise<HandOverCounts> {
  const soon = instant(toMs(at) + soonMs)
  const [row] = await tx.orm
    .select({
      open: count(),
      unaccepted: sql<string>`count(*) filter (where ${isUntaken})`,
      late: sql<string>`count(*) filter (where ${cases.overdue})`,
      soon: sql<string>`count(*) filter (where not ${cases.overdue} and ${cases.dueAt} < ${soon}::timestamptz)`,
    })
    .from(cases)
    .where(and(watched, eq(cases.isOpen, true)))
  const { open = 0, unaccepted = 0, late = 0, soon: running = 0 } = row ?? {}
  return { open, unaccepted: Number(unaccepted), late: Number(late), soon: Number(running) }
}

/** What the next watch must know first: what has a remark, whoever's it is; then what calls, the gravest, what runs out first. */
export async function casesToHandOver(
  tx: Tx,
  { watched, inFull }: { readonly watched: SQL | undefined; readonly inFull: SQL },
  remarked: readonly string[],
): Promise<Pick<CaseFact, 'id' | 'level' | 'status' | 'dueAt'>[]> {
  const own = remarked.length === 0 ? undefined : inArray(cases.id, [...remarked])
  return tx.orm
    .select({ id: cases.id, level: cases.level, status: cases.status, dueAt: cases.dueAt })
    .from(cases)
    .where(and(inFull, or(and(watched, eq(cases.isOpen, true)), own)))
    .orderBy(
      ...(own ? [sql`(${own}) desc`] : []),
      sql`(${isCalling}) desc`,
      asc(cases.levelRank),
      sql`coalesce(${cases.dueAt}, 'infinity'::timestamptz)`,
      asc(cases.id),
    )
    .limit(mostHandedOver)
}

/** The cases of a hand-over that its reader may see in full now, as they were and as they are. */
export async function handedCases(
  { orm }: DutyReader,
  rows: readonly HandedRow[],
  inFull: SQL,
): Promise<HandedOverCase[]> {
  if (rows.length === 0) return []
  const found = await orm
    .select({
      id: cases.id,
      number: cases.number,
      place: cases.placeName,
      categoryCode: cases.categoryCode,
      statusNow: cases.status,
    })
    .from(cases)
    .where(
      and(
        inArray(
          cases.id,
          rows.map(({ caseId }) => caseId),
        ),
        inFull,
      ),
    )
  const known = new Map(found.map(({ id, ...now }) => [id, now]))
  return rows.flatMap(row => {
    const now = known.get(row.caseId)
    return now ? [{ ...row, ...now }] : []
  })
}
