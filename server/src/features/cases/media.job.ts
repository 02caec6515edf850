import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { missedAfterMs, waitsForCaseMs } from '@shuniu/shared/uploads'
import { and, asc, eq, gt, inArray, lt, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { onTransaction } from '../../platform/sql/index.ts'
import { outcomeIn } from '../uploads/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { caseMedia } from './cases.tables.ts'
import { bySystem } from './entries.ts'
import type { CaseDeps } from './deps.ts'
import { unparked } from './parking.job.ts'
import { roundOf } from './rounds.job.ts'
import { saveSteps } from './saving.ts'

type MediaRoundDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'> & Pick<CaseDeps, 'clocks'>
type MediaOutcome = 'missed' | 'refused' | 'here'

/** A file of which a case is to be told something that it was not told yet. */
interface SettledMedia {
  readonly caseId: string
  readonly uploadId: string
  readonly outcome: MediaOutcome
}

const atOnce = 100
/** How long a case waits for its files: whatever comes later is listed with it, but no more told. */
const waitsMs = 2 * waitsForCaseMs

const moveBy: Readonly<Record<MediaOutcome, string>> = {
  here: 'mediaArrived',
  refused: 'mediaRefused',
  missed: 'mediaMissed',
}
/** Of several, the one that somebody must do something about. */
const gravest: readonly MediaOutcome[] = ['refused', 'missed', 'here']

async function settledAt(tx: Tx, now: Instant, caseId?: string): Promise<SettledMedia[]> {
  const outcome = outcomeIn(caseMedia.uploadId)
  const missedBefore = instant(toMs(now) - missedAfterMs)
  const isMissed = and(
    lt(caseMedia.namedAt, missedBefore),
    eq(caseMedia.told, 'nothing'),
    sql`${outcome} is null`,
  )
  const rows = await tx.orm
    .select({ caseId: caseMedia.caseId, uploadId: caseMedia.uploadId, outcome })
    .from(caseMedia)
    .where(
      and(
        ne(caseMedia.told, 'here'),
        gt(caseMedia.namedAt, instant(toMs(now) - waitsMs)),
        or(sql`${outcome} <> ${caseMedia.told}`, isMissed),
        caseId === undefined ? unparked(tx, 'media', caseMedia.caseId) : eq(caseMedia.caseId, caseId),
      ),
    )
    .orderBy(asc(caseMedia.namedAt))
    .limit(atOnce)
  return rows.map(row => ({ ...row, outcome: row.outcome ?? 'missed' }))
}

async function markTold(tx: Tx, settled: readonly SettledMedia[]): Promise<void> {
  for (const outcome of gravest) {
    const told = settled.filter(one => one.outcome === outcome)
    const isOf = (caseId: string, uploadIds: readonly string[]) =>
      and(eq(caseMedia.caseId, caseId), inArray(caseMedia.uploadId, [...uploadIds]))
    for (const [caseId, of] of byCase(told)) {
      const uploadIds = of.map(({ uploadId }) => uploadId)
      await tx.orm.update(caseMedia).set({ told: outcome }).where(isOf(caseId, uploadIds))
    }
  }
}

function byCase(settled: readonly SettledMedia[]): Map<string, SettledMedia[]> {
  const found = new Map<string, SettledMedia[]>()
  for (const one of settled) found.set(one.caseId, [...(found.get(one.caseId) ?? []), one])
  return found
}

/**
 * Tells cases of the files that their reports and moves named: of each that has come or was refused, and once of what
 * has not come within a day. A case that somebody moves at the moment is left for the next round.
 */
export function mediaTellingOf(deps: MediaRoundDeps) {
  const outbox = outboxOf(caseFacts, () => deps.live.wake())

  /** The case a version on; only what somebody must do something about stands on its timeline. */
  async function tellCase(
    tx: Tx,
    row: CaseRow,
    { settled, now }: { settled: readonly SettledMedia[]; now: Instant },
  ) {
    const before = toFact(row)
    const outcome = gravest.find(one => settled.some(found => found.outcome === one)) ?? 'here'
    const lastMove = moveBy[outcome]
    const after: CaseFact = { ...before, version: before.version + 1, lastMove, updatedAt: now }
    const uploadIds = settled.filter(one => one.outcome === outcome).map(({ uploadId }) => uploadId)
    const { status, version } = after
    const entry = {
      id: deps.ids.next(),
      at: now,
      move: lastMove,
      from: status,
      to: status,
      version,
      ...bySystem,
      filled: { media: uploadIds },
    }
    const told = { ...(outcome !== 'here' && { entry }) }
    const step = { row, after, ...told, fact: outbox.rowOf('case.mediaChanged', { before, after, at: now }) }
    await saveSteps(onTransaction(tx), [step], { clocks: { caseClocks: [], law: deps.clocks.law() } })
  }

  /** One round: how many files were told of. */
  return roundOf<SettledMedia>(deps, {
    name: 'media',
    due: settledAt,
    tell: async (tx, rows, { due, now }) => {
      const ofCase = byCase(due)
      for (const row of rows) await tellCase(tx, row, { settled: ofCase.get(row.id) ?? [], now })
      const told = rows.flatMap(({ id }) => ofCase.get(id) ?? [])
      await markTold(tx, told)
      tx.onCommit(outbox.wake)
      return told.length
    },
  })
}
