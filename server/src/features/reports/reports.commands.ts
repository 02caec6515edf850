import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type Result } from '@shuniu/shared/kernel'
import type { PostedReport, Receipt } from '@shuniu/shared/reports'
import { bodyHash } from '../../platform/commands/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { onPool, batched, writeBundles, type Bundle } from '../../platform/sql/index.ts'
import type { Cases, KeptCatalogue, Media, NewCase } from '../cases/index.ts'
import type { Places } from '../grids/index.ts'
import { decideReport } from './decideReport.ts'
import { reportOf } from './reports.repo.ts'
import { reports } from './reports.tables.ts'

export interface ReportGround {
  readonly places: Places
  readonly cases: Cases
  readonly catalogue: KeptCatalogue
  readonly media: Media
}

type ReportCommandDeps = Pick<Platform, 'database' | 'clock'> & ReportGround

/** Few batches at once, so that a storm's reports gather; a batch's size bounds how long its statement takes. */
const inStorm = { concurrency: 3, maxBatch: 40 }

interface SentReport {
  readonly report: PostedReport
  readonly actor: Actor
  readonly hash: string
}

/**
 * Receives reports. Idempotent by the report's id: one case, one receipt, answered alike ever after. The report, its
 * case, clock, timeline and fact are one statement, so that nothing is held while anything is waited for; in a storm
 * reports that come together are written together, and still each is durable before its receipt is given.
 */
export function reportCommandsOf(deps: ReportCommandDeps) {
  const { database, cases } = deps
  const writeNew = batched((bundles: readonly Bundle[]) => writeBundles(onPool(database), bundles), inStorm)

  /** What an id was answered with before; undefined when it is new. */
  async function repeated({ report, actor, hash }: SentReport): Promise<Result<Receipt> | undefined> {
    const known = await reportOf(database, report.id)
    if (!known) return undefined
    const isSame = known.accountId === actor.accountId && known.bodyHash === hash
    return isSame ? grant(known.receipt) : refuse('command.idTaken')
  }

  async function write({ report, actor, hash }: SentReport, fresh: NewCase): Promise<Receipt | undefined> {
    const { fact, rows } = await cases.prepare(fresh, actor)
    const receipt = {
      reportId: report.id,
      caseId: fact.id,
      caseNumber: fact.number,
      areaCode: fact.areaCode,
      gridCode: fact.gridCode,
      placeDoubt: fact.placeDoubt,
      clockDoubt: fact.clockDoubt,
      receivedAt: fresh.receivedAt,
    }
    const key = {
      id: report.id,
      accountId: actor.accountId,
      bodyHash: hash,
      caseId: fact.id,
      position: report.position ?? null,
      receipt,
      receivedAt: fresh.receivedAt,
    }
    const isNew = await writeNew({ id: report.id, key: { table: reports, rows: [key] }, rows })
    if (isNew) cases.opened()
    return isNew ? receipt : undefined
  }

  /**
   * Refuses: what `decideReport` refuses, `centre.none`, `report.unknownMedia`, `command.idTaken`. A repeat is answered before it is
   * judged, so that what was accepted once is never refused later.
   */
  async function receive(report: PostedReport, actor: Actor): Promise<Result<Receipt>> {
    const sent = { report, actor, hash: bodyHash(report) }
    const decided = await decide(deps, sent)
    if (!decided.ok) return (await repeated(sent)) ?? decided
    const receipt = await write(sent, decided.value)
    if (receipt) return grantNew(receipt)
    const before = await repeated(sent)
    if (!before) throw new Error(`report ${report.id} is neither new nor known`)
    return before
  }

  return { receive }
}

async function decide(deps: ReportCommandDeps, { report, actor }: SentReport): Promise<Result<NewCase>> {
  const decided = decideReport(report, { actor, now: deps.clock.now() }, deps)
  const ids = report.media ?? []
  if (!decided.ok) return decided
  const { areaCode } = decided.value
  if (!deps.cases.isAnsweredFor(areaCode)) return refuse('centre.none', { areaCode })
  if (ids.length === 0) return decided
  const media = await deps.media.claim(deps.database, ids, actor.accountId)
  return media ? grant({ ...decided.value, media }) : refuse('report.unknownMedia', { media: ids })
}
