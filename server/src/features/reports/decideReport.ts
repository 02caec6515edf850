import { sources, wrongKind, type Category, type CountyCatalogue } from '@shuniu/shared/cases'
import { may, roleRow, type Actor } from '@shuniu/shared/identity'
import {
  grant,
  instant,
  isMoment,
  refuse,
  toMs,
  type Instant,
  type Refused,
  type Result,
} from '@shuniu/shared/kernel'
import type { PostedReport } from '@shuniu/shared/reports'
import type { NewCase } from '../cases/index.ts'
import type { Places } from '../grids/index.ts'
import { findPlace } from './place.ts'

const dayMs = 86_400_000
/** A report of longer ago is a flat clock battery rather than a memory. */
const oldestMs = 30 * dayMs
/** Clocks of phones differ by minutes; more is a wrong clock. */
const aheadMs = 10 * 60_000

function sourceOf({ sourceCode }: PostedReport, actor: Actor): Result<(typeof sources)[number]> {
  if (sourceCode !== undefined && !may(actor, 'report.setSource')) return refuse('report.sourceNotYours')
  const code = sourceCode ?? roleRow(actor.role).defaultSource ?? '99'
  const source = sources.find(row => row.code === code)
  return source ? grant(source) : refuse('report.unknownSource', { code })
}

/** The years that four digits name, in UTC: beyond them neither the wire nor the database has a word for a moment. */
function isKept(text: string): boolean {
  const year = isMoment(text) ? new Date(text).getUTCFullYear() : 0
  return year >= 1 && year <= 9999
}

const isImplausible = (occurredAt: Instant, now: Instant): boolean =>
  toMs(occurredAt) < toMs(now) - oldestMs || toMs(occurredAt) > toMs(now) + aheadMs

/** Who may settle a thing on the spot: blue, of a kind that the catalogue allows, with a photo where one is due. */
function wrongSelfDone(report: PostedReport, actor: Actor, category: Category): Refused | undefined {
  if (report.selfDone === undefined) return undefined
  const level = report.level ?? category.defaultLevel
  if (roleRow(actor.role).isInField !== true) return refuse('report.notSelfDone', { why: 'role' })
  if (level !== 'blue') return refuse('report.notSelfDone', { why: 'level' })
  if (!category.selfDone) return refuse('report.notSelfDone', { why: 'category' })
  const lacksPhoto = category.photoAtClosing && (report.media ?? []).length === 0
  return lacksPhoto ? refuse('report.notSelfDone', { why: 'photo' }) : undefined
}

interface ReportSite {
  readonly places: Places
  readonly catalogue: { readonly county: () => CountyCatalogue }
}

/**
 * What case a report makes. Pure. Implausible times and places are flagged, never refused. Source: design.md §2.1.
 * Refuses: `report.empty`, `report.nowhere`, `report.notAMoment`, `report.sourceNotYours`, `report.unknownSource`,
 * `category.unknown`, `category.ended`, `area.unknown`, `county.none`.
 */
export function decideReport(
  report: PostedReport,
  by: { readonly actor: Actor; readonly now: Instant },
  { places, catalogue }: ReportSite,
): Result<NewCase> {
  if (places.countyCode() === undefined) return refuse('county.none')
  if (report.text === undefined && (report.media ?? []).length === 0) return refuse('report.empty')
  if (!isKept(report.occurredAt)) return refuse('report.notAMoment', { occurredAt: report.occurredAt })
  const county = catalogue.county()
  const occurredAt = instant(report.occurredAt)
  const category = county.at(by.now).of(report.categoryCode)
  const misfiled = wrongKind(county, report.categoryCode, { occurredAt, now: by.now })
  if (misfiled ?? !category) return misfiled ?? refuse('category.unknown', { code: report.categoryCode })
  const wrong = wrongSelfDone(report, by.actor, category)
  if (wrong) return wrong
  const source = sourceOf(report, by.actor)
  if (!source.ok) return source
  const place = findPlace(report, by.actor, places)
  if (!place.ok) return place
  return grant({
    ...place.value,
    level: report.level ?? category.defaultLevel,
    categoryCode: category.code,
    sourceCode: source.value.code,
    selfFound: source.value.selfFound,
    clockDoubt: isImplausible(occurredAt, by.now),
    occurredAt,
    receivedAt: by.now,
    text: report.text ?? null,
    placeText: report.placeText ?? null,
    // Who takes a call is not who calls: a caller without a name stays without one.
    reporterName: report.reporter === undefined ? by.actor.name : (report.reporter.name ?? null),
    reporterPhone: report.reporter?.phone ?? null,
    isReportersOwn: report.reporter === undefined,
    media: (report.media ?? []).map(uploadId => ({ uploadId, isHere: false })),
    selfDone: report.selfDone,
  })
}
