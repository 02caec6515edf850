import { setImmediate as breathe } from 'node:timers/promises'
import { addDays, shanghaiDay, shanghaiDayStart } from '@shuniu/shared/calendar'
import { caseSight, mayReadCase, shownTo, type CaseFilter, type CaseView } from '@shuniu/shared/cases'
import type { ClockRule } from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'
import { grant, instant, toMs, type Instant, type Result } from '@shuniu/shared/kernel'
import {
  casesOf,
  endOfToday,
  forecast,
  latenessUnder,
  type Lateness,
  type RulePreview,
  type UsualOf,
} from '@shuniu/shared/forecast'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import type { Cases } from '../cases/index.ts'
import { caseClocksOf, type Clocks } from '../clocks/index.ts'
import { casesTimed, usualSpans } from './forecast.repo.ts'

export type ForecastQueryDeps = Pick<Platform, 'database' | 'clock'> & {
  readonly clocks: Clocks
  readonly cases: Pick<Cases, 'list'>
}

const pastDays = 30
const usualDays = 60
const fewestKnown = 5
const usualKeptMs = 600_000
/** More cases than a county opens in a month; beyond that the latest are looked at. */
const mostLookedAt = 20_000
/** So many clocks are judged before others have their turn. */
const atOnce = 250
const examplesShown = 10
const pagesForeseen = 5

type JudgedCase = Lateness & { readonly caseId: string; readonly number: string }
type TimedCaseRow = Awaited<ReturnType<typeof casesTimed>>[number]

async function judgedOf(
  reading: ForecastQueryDeps,
  tx: Tx,
  by: { rule: ClockRule; timed: readonly TimedCaseRow[] },
) {
  const now = reading.clock.now()
  const caseClocks = await caseClocksOf(
    tx,
    by.timed.map(({ caseId }) => caseId),
  )
  return by.timed.flatMap(({ ordinal, startedAt: _, ...known }): JudgedCase[] => {
    const caseClock = caseClocks
      .get(known.caseId)
      ?.find(one => one.stage === by.rule.stage && one.unitId === null && one.ordinal === ordinal)
    const late =
      caseClock && latenessUnder(by.rule, { ...known, caseClock }, { law: reading.clocks.law(), now })
    return late ? [{ ...late, caseId: known.caseId, number: known.number }] : []
  })
}

/** A case counts for everybody unless it is sensitive; such a one for those alone who see it in full. */
const isCountedFor = (actor: Actor, seen: TimedCaseRow): boolean =>
  !seen.sensitive || caseSight(actor, seen) === 'full'

/**
 * What the rule would have done in the last thirty days, today left out, by the cases that are counted for the actor; the
 * examples are cases that the actor may read.
 * Reads in pages and lets others go between.
 */
export async function previewRule(
  reading: ForecastQueryDeps,
  rule: ClockRule,
  actor: Actor,
): Promise<Result<RulePreview>> {
  const today = shanghaiDay(reading.clock.now())
  const period = { from: addDays(today, -pastDays), to: addDays(today, -1) }
  const asked = {
    stage: rule.stage,
    level: rule.level,
    since: shanghaiDayStart(period.from),
    before: shanghaiDayStart(today),
  }
  return inTx(
    reading.database,
    async tx => {
      const known = await casesTimed(tx, { ...asked, limit: mostLookedAt + 1 })
      const timed = known.filter(one => isCountedFor(actor, one))
      const judged: JudgedCase[] = []
      for (let from = 0; from < Math.min(timed.length, mostLookedAt); from += atOnce) {
        judged.push(...(await judgedOf(reading, tx, { rule, timed: timed.slice(from, from + atOnce) })))
        await breathe()
      }
      const { considered, late, wasLate } = casesOf(judged)
      const readable = new Set(timed.filter(one => mayReadCase(actor, one)).map(one => one.caseId))
      const shown = judged.filter(one => one.would && readable.has(one.caseId))
      const fresh = new Map(shown.map(one => [one.caseId, one.number]))
      for (const id of wasLate) fresh.delete(id)
      return grant({
        ...period,
        considered: considered.size,
        late: late.size,
        wasLate: wasLate.size,
        examples: [...fresh].slice(0, examplesShown).map(([id, number]) => ({ id, number })),
        isWhole: known.length <= mostLookedAt,
      })
    },
    { isolation: 'repeatable read', readOnly: true },
  )
}

/** What stages usually take, kept for ten minutes. */
export function usualsOf({
  database,
  clock,
}: Pick<ForecastQueryDeps, 'database' | 'clock'>): () => Promise<UsualOf> {
  let kept: { readonly at: number; readonly usual: Promise<UsualOf> } | undefined

  async function read(now: Instant): Promise<UsualOf> {
    const since = instant(toMs(now) - usualDays * 86_400_000)
    const rows = await inTx(database, tx => usualSpans(tx, since, fewestKnown), { readOnly: true })
    const spans = new Map(rows.map(({ key, usualMs }) => [key, Math.round(usualMs)]))
    return ({ stage, unitId, rule }) =>
      spans.get([stage, rule.level, rule.unit, unitId === null ? 'case' : 'unit'].join(' '))
  }
  return () => {
    const now = clock.now()
    if (kept && toMs(now) - kept.at < usualKeptMs && toMs(now) >= kept.at) return kept.usual
    const usual = read(now)
    kept = { at: toMs(now), usual }
    usual.catch(() => (kept = undefined))
    return usual
  }
}

/** The actor's open cases of a filter, page by page until one holds a case that ends the reading; masked as lists mask. */
async function readOpen(
  { cases }: ForecastQueryDeps,
  { actor, filter }: { actor: Actor; filter: CaseFilter },
  isEnd: (current: CaseView) => boolean,
): Promise<CaseView[]> {
  const found: CaseView[] = []
  let cursor: string | undefined
  for (let page = 0; page < pagesForeseen; page += 1) {
    const asked = { ...filter, open: 'true', sort: 'due', limit: 200, ...(cursor && { cursor }) } as const
    const listed = await cases.list(asked, actor)
    if (!listed.ok) break
    const { items, next } = listed.value
    found.push(...items)
    if (next === null || items.some(isEnd)) break
    cursor = next
  }
  return found
}

/**
 * The actor's cases that may be late before today ends: those due by then, and those in which the actor's unit helps,
 * which have that unit's own clock in place of the case's.
 */
async function atStake(
  reading: ForecastQueryDeps,
  area: string | undefined,
  actor: Actor,
): Promise<CaseView[]> {
  const until = endOfToday(reading.clock.now())
  const within = area === undefined ? {} : { area }
  const isLater = ({ dueAt }: CaseView) => dueAt === null || dueAt >= until
  const due = await readOpen(reading, { actor, filter: { ...within, overdue: 'false' } }, isLater)
  const isHelping = actor.unitId !== undefined
  const filter = { ...within, helping: 'true' } as const
  const helped = isHelping ? await readOpen(reading, { actor, filter }, () => false) : []
  const byId = new Map([...due, ...helped].map(current => [current.id, shownTo(current, actor.unitId)]))
  return [...byId.values()].filter(current => !isLater(current))
}

const firstDue = ({ case: a }: { case: CaseView }, { case: b }: { case: CaseView }): number =>
  (a.dueAt ?? '').localeCompare(b.dueAt ?? '')

/** The open cases that will be late before today ends, the first due first, with the reason of each. */
export async function foresee(
  reading: ForecastQueryDeps,
  usual: () => Promise<UsualOf>,
  by: { area?: string; actor: Actor },
) {
  const now = reading.clock.now()
  const { unitId } = by.actor
  const due = await atStake(reading, by.area, by.actor)
  const usualOf = await usual()
  const ids = due.map(({ id }) => id)
  const caseClocks = await inTx(reading.database, tx => caseClocksOf(tx, ids), { readOnly: true })
  const law = reading.clocks.law()
  const items = due.flatMap(current => {
    const likely = forecast(
      { current, caseClocks: caseClocks.get(current.id) ?? [] },
      { now, law, usualOf, unitId },
    )
    return likely ? [{ case: current, ...likely }] : []
  })
  return grant({ items: items.sort(firstDue), until: endOfToday(now), at: now })
}
