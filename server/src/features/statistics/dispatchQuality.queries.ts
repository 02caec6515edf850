import { caseLevels, type CaseLevel } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { instant, toMs } from '@shuniu/shared/kernel'
import { kindsOfQuality, qualityDays, type DispatchQuality, type TimeSpread } from '@shuniu/shared/statistics'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'

/** So many of the newest cases of the window are measured at most. */
const mostCases = 50_000
/** What takes longer is given up, and whoever waits for it is told. */
const statementMs = 8_000
const dayMs = 86_400_000

interface LevelTimesRow {
  readonly level: CaseLevel
  readonly answered: string
  readonly answered_s: (number | null)[] | null
  readonly dispatched: string
  readonly dispatched_s: (number | null)[] | null
}

const spreadOf = (n: string, within: (number | null)[] | null): TimeSpread => {
  const [p50S = null, p90S = null, p95S = null] = within ?? []
  return { n: Number(n), p50S, p90S, p95S }
}

interface QualityAsked {
  readonly from: string
  readonly area: string
}

/** A grave case may be answered before it is accepted; all others are answered by that. */
const timesOf = (tx: Tx, { from, area }: QualityAsked): Promise<LevelTimesRow[]> =>
  tx.query<LevelTimesRow>(
    `with newest as (
       select id, level, opened_at, accepted_at, assigned_at from cases
        where opened_at > $1 and area_code like $2 and not sensitive
        order by opened_at desc limit ${mostCases}),
     timed as (
       select level, opened_at, assigned_at, least(accepted_at, case when level in ('red', 'orange') then
         (select min(entry.at) from case_entries entry where entry.case_id = newest.id and entry.move = 'answerAlarm')
         end) as answered_at from newest),
     spans as (
       select level, extract(epoch from answered_at - opened_at) as answer_s,
              extract(epoch from assigned_at - answered_at) as dispatch_s
         from timed where answered_at >= opened_at)
     select level, count(answer_s) as answered, count(dispatch_s) as dispatched,
            percentile_cont(array[0.5, 0.9, 0.95]) within group (order by answer_s) as answered_s,
            percentile_cont(array[0.5, 0.9, 0.95]) within group (order by dispatch_s) as dispatched_s
       from spans group by level`,
    [from, area],
  )

interface ChoiceRow {
  readonly category_code: string
  readonly reason: string | null
  readonly is_first: boolean
  readonly n: string
}

/** Dispatches for which a unit was proposed: by kind, whether it went there, and why not. */
const choicesOf = (tx: Tx, { from, area }: QualityAsked): Promise<ChoiceRow[]> =>
  tx.query<ChoiceRow>(
    `with newest as (
       select id, category_code from cases
        where opened_at > $1 and area_code like $2 and not sensitive and assigned_at is not null
        order by opened_at desc limit ${mostCases})
     select newest.category_code, entry.filled ->> 'overrideCode' as reason,
            entry.filled ->> 'proposedUnitId' = entry.filled ->> 'ownerUnitId' as is_first, count(*) as n
       from newest join case_entries entry on entry.case_id = newest.id
      where entry.move = 'assign' and entry.filled ->> 'proposedUnitId' is not null
      group by 1, 2, 3 order by 4 desc limit 5000`,
    [from, area],
  )

function kindsIn(rows: readonly ChoiceRow[]): DispatchQuality['kinds'] {
  const kinds = new Map<string, { sent: number; first: number }>()
  for (const { category_code: code, is_first, n } of rows) {
    const { sent, first } = kinds.get(code) ?? { sent: 0, first: 0 }
    kinds.set(code, { sent: sent + Number(n), first: first + (is_first ? Number(n) : 0) })
  }
  return [...kinds]
    .map(([categoryCode, counted]) => ({ categoryCode, ...counted }))
    .sort((a, b) => b.sent - a.sent || (a.categoryCode < b.categoryCode ? -1 : 1))
    .slice(0, kindsOfQuality)
}

function reasonsIn(rows: readonly ChoiceRow[]): DispatchQuality['reasons'] {
  const reasons = new Map<string, number>()
  for (const { reason, is_first, n } of rows)
    if (reason !== null && !is_first) reasons.set(reason, (reasons.get(reason) ?? 0) + Number(n))
  return [...reasons].map(([code, n]) => ({ code, n })).sort((a, b) => b.n - a.n)
}

/** How quickly and how rightly cases of the actor's division were sent, by two queries over the window. */
export const dispatchQualityOf =
  ({ database, clock }: Pick<Platform, 'database' | 'clock'>) =>
  (actor: Actor): Promise<DispatchQuality> => {
    const from = instant(toMs(clock.now()) - qualityDays * dayMs)
    const asked = { from, area: `${actor.scope.slice(0, 12)}%` }
    return inTx(
      database,
      async tx => {
        const times = new Map((await timesOf(tx, asked)).map(row => [row.level, row]))
        const choices = await choicesOf(tx, asked)
        const levels = caseLevels.map(level => {
          const row = times.get(level)
          return {
            level,
            answered: spreadOf(row?.answered ?? '0', row?.answered_s ?? null),
            dispatched: spreadOf(row?.dispatched ?? '0', row?.dispatched_s ?? null),
          }
        })
        return { from, levels, kinds: kindsIn(choices), reasons: reasonsIn(choices) }
      },
      { isolation: 'repeatable read', readOnly: true, statementMs },
    )
  }
