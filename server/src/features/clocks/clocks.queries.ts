import { inForce, isRealDay, shanghaiDay, type Day } from '@shuniu/shared/calendar'
import { ruleState, type ClockLaw, type ClockRuleView, type listClockRules } from '@shuniu/shared/clocks'
import { grant, refuse, type Instant, type QueryOf, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { inTx, type Database } from '../../platform/db/index.ts'
import { readRules, type StoredRule } from './clocks.repo.ts'

export const ruleView = (stored: StoredRule, today: Day): ClockRuleView => ({
  ...stored,
  state: ruleState(stored.rule, today),
})

const keyOf = ({ rule }: StoredRule): string =>
  [rule.stage, rule.level, rule.categoryPrefix ?? '', rule.tier ?? '', rule.effectiveFrom].join(' ')

const byScope = (a: StoredRule, b: StoredRule): number => (keyOf(a) < keyOf(b) ? -1 : 1)

export const readStoredRules = (database: Database): Promise<StoredRule[]> =>
  inTx(database, readRules, { readOnly: true })

/** The limits that an editor sees; with `on`, those that hold on that day. Refuses: `clock.notADay`. */
export async function listRules(
  { database, law, now }: { database: Database; law: ClockLaw; now: Instant },
  { stage, on }: QueryOf<typeof listClockRules>,
): Promise<Result<ReplyOf<typeof listClockRules>>> {
  if (on !== undefined && !isRealDay(on)) return refuse('clock.notADay', { days: [on] })
  const rows = await readStoredRules(database)
  const items = rows
    .filter(({ rule }) => stage === undefined || rule.stage === stage)
    .filter(({ rule }) => on === undefined || inForce(rule, on))
    .sort(byScope)
    .map(row => ruleView(row, shanghaiDay(now)))
  return grant({ items, settings: law.settings, steps: [...law.steps] })
}
