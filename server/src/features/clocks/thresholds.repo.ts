import { ranOutPercent, type Stage } from '@shuniu/shared/clocks'
import type { Instant } from '@shuniu/shared/kernel'
import { and, asc, inArray, isNotNull, isNull, lte, type SQL } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import { clockThresholds } from './clocks.tables.ts'
import { unitOf } from './caseClocks.repo.ts'

/** A share of a clock's limit that is used up and was not told of yet. */
export interface DueThreshold {
  readonly caseId: string
  readonly stage: Stage
  /** The helping unit whose clock it is; null for the case's own. */
  readonly unitId: string | null
  readonly ordinal: number
  readonly edition: number
  readonly percent: number
  readonly dueAt: Instant
}

/**
 * Those that have fallen due, the longest over first, held by us; those that another process holds are left to it.
 * `ofCases` narrows it to some cases, by the column of their id.
 */
export async function takeDue(
  tx: Tx,
  { now, limit }: { readonly now: Instant; readonly limit: number },
  ofCases: (caseId: typeof clockThresholds.caseId) => SQL,
): Promise<DueThreshold[]> {
  const rows = await tx.orm
    .select(told)
    .from(clockThresholds)
    .where(
      and(isNull(clockThresholds.firedAt), lte(clockThresholds.dueAt, now), ofCases(clockThresholds.caseId)),
    )
    .orderBy(asc(clockThresholds.dueAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  return rows.map(row => ({ ...row, unitId: unitOf(row.unitId) }))
}

const told = {
  caseId: clockThresholds.caseId,
  stage: clockThresholds.stage,
  unitId: clockThresholds.unitId,
  ordinal: clockThresholds.ordinal,
  edition: clockThresholds.edition,
  percent: clockThresholds.percent,
  dueAt: clockThresholds.dueAt,
}

export interface Fired extends DueThreshold {
  /** The version of the case that tells of it. */
  readonly version: number
}

/** Marks held thresholds as told, and the clocks among them that have run out. One statement each for any number. */
export async function markFired(tx: Tx, fired: readonly Fired[], now: Instant): Promise<void> {
  if (fired.length === 0) return
  const asked = JSON.stringify(
    fired.map(({ caseId, stage, unitId, ordinal, edition, percent, version }) => {
      return { case_id: caseId, stage, unit_id: unitId ?? '', ordinal, edition, percent, version }
    }),
  )
  const recordset = `json_to_recordset($1)
    as told(case_id uuid, stage text, unit_id text, ordinal int, edition int, percent int, version int)`
  await tx.query(
    `update clock_thresholds pending set fired_at = $2, fired_version = told.version
       from ${recordset}
      where pending.case_id = told.case_id and pending.stage = told.stage and pending.unit_id = told.unit_id
        and pending.ordinal = told.ordinal and pending.edition = told.edition and pending.percent = told.percent
        and pending.fired_at is null`,
    [asked, now],
  )
  await tx.query(
    `update case_clocks late set overdue_at = $2
       from ${recordset}
      where told.percent = ${ranOutPercent} and late.case_id = told.case_id and late.stage = told.stage
        and late.unit_id = told.unit_id and late.ordinal = told.ordinal and late.overdue_at is null`,
    [asked, now],
  )
}

/** What versions of cases told of: by case and version. */
export async function firedOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, DueThreshold>> {
  const { caseId, firedVersion } = clockThresholds
  const rows =
    caseIds.length === 0
      ? []
      : await tx.orm
          .select({ ...told, version: firedVersion })
          .from(clockThresholds)
          .where(and(inArray(caseId, [...caseIds]), isNotNull(firedVersion)))
  return new Map(
    rows.map(({ version, ...row }) => [`${row.caseId}@${version}`, { ...row, unitId: unitOf(row.unitId) }]),
  )
}
