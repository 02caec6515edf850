import { shanghaiDay } from '@shuniu/shared/calendar'
import {
  defaultClockRules,
  limitText,
  stageText,
  wrongAddition,
  wrongEnd,
  type ClockRuleView,
  type NewClockRule,
} from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type Result } from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { noteAct } from '../audit/index.ts'
import {
  addRule,
  endRule,
  lockRules,
  readRules,
  ruleMadeBy,
  seedRules,
  type StoredRule,
} from './clocks.repo.ts'
import { ruleView } from './clocks.queries.ts'

type ClockCommandDeps = Pick<Platform, 'database' | 'clock'> & {
  /** Whether some kind of case lies under the prefix. */
  readonly isCategory: (prefix: string) => boolean
}

/** Changes of the limits: a new row with a day to come, or the last day of a row. The past is never written anew. */
export const clockCommandsOf = ({ database, clock, isCategory }: ClockCommandDeps) => ({
  /** The limits of the county, which starts with those of domain §3.4. */
  seed: (): Promise<StoredRule[]> =>
    inTx(database, async tx => {
      await seedRules(tx, defaultClockRules)
      return readRules(tx)
    }),

  /** Refuses: `clock.unknownCategory`, `command.idTaken`, what `wrongAddition` refuses. */
  add: async ({ id, ...rule }: NewClockRule, actor: Actor): Promise<Result<ClockRuleView>> => {
    if (rule.categoryPrefix !== undefined && !isCategory(rule.categoryPrefix)) {
      return refuse('clock.unknownCategory', { prefix: rule.categoryPrefix })
    }
    return inTx(database, async tx => {
      await lockRules(tx)
      const now = clock.now()
      const today = shanghaiDay(now)
      const commandHash = bodyHash({ by: actor.accountId, ...rule })
      const repeated = await ruleMadeBy(tx, id)
      if (repeated) {
        return repeated.hash === commandHash
          ? grant(ruleView(repeated.made, today))
          : refuse('command.idTaken')
      }
      const known = (await readRules(tx)).map(one => one.rule)
      const wrong = wrongAddition(rule, known, today)
      if (wrong) return wrong
      const made = { by: actor.name, at: now, commandId: id, commandHash }
      const added = await addRule(tx, rule, made)
      await noteAct(tx, {
        at: now,
        by: actor,
        kind: 'clockRule.add',
        subject: actSubject(added),
        after: { effectiveFrom: rule.effectiveFrom, value: limitText(rule) },
      })
      return grantNew(ruleView(added, today))
    })
  },

  /** Refuses: `clock.unknownRule`, what `wrongEnd` refuses. */
  end: (ending: { id: number; lastDay: string }, actor: Actor): Promise<Result<ClockRuleView>> =>
    inTx(database, async tx => {
      await lockRules(tx)
      const now = clock.now()
      const today = shanghaiDay(now)
      const known = await readRules(tx)
      const own = known.find(({ id }) => id === ending.id)
      if (!own) return refuse('clock.unknownRule', { id: ending.id })
      const isEndedSo = own.endedBy === actor.name && own.rule.effectiveTo === ending.lastDay
      if (isEndedSo) return grant(ruleView(own, today))
      const others = known.filter(one => one !== own).map(one => one.rule)
      const wrong = wrongEnd({ rule: own.rule, lastDay: ending.lastDay }, others, today)
      if (wrong) return wrong
      const ended = await endRule(tx, ending, { by: actor.name, at: now })
      await noteAct(tx, {
        at: now,
        by: actor,
        kind: 'clockRule.end',
        subject: actSubject(own),
        before: { effectiveTo: own.rule.effectiveTo ?? null },
        after: { effectiveTo: ending.lastDay },
      })
      return grant(ruleView(ended, today))
    }),
})

const levelWords = { blue: '蓝', yellow: '黄', orange: '橙', red: '红' } as const

/** A limit as the record of acts names it. */
const actSubject = ({ id, rule: { stage, level, categoryPrefix = '' } }: StoredRule) => ({
  id: String(id),
  name: [stageText(stage), levelWords[level], categoryPrefix].join(' ').trim(),
})
