import { Type, type Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed, contract, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { ClockRule } from './rule.ts'
import { ClockSettings, NoticeStep } from './settings.ts'
import { stages } from './stages.ts'

export const ruleStates = ['inForce', 'toCome', 'past'] as const

/** A limit with its number, who said it, and whether it holds today. */
export const ClockRuleView = closed({
  id: Type.Integer(),
  rule: ClockRule,
  state: oneOf(ruleStates),
  /** Null for the limits that the county started with. */
  madeBy: nullable(Type.String()),
  madeAt: nullable(InstantText),
  endedBy: nullable(Type.String()),
  endedAt: nullable(InstantText),
})
export type ClockRuleView = Static<typeof ClockRuleView>

/** Every limit, by stage, level, category, tier and day; and what all clocks share. */
export const listClockRules = contract({
  name: 'listClockRules',
  method: 'GET',
  path: '/clocks/rules',
  summary: '时限规则',
  shape: {
    query: closed({ stage: Type.Optional(oneOf(stages)), on: Type.Optional(Day) }),
    reply: closed({
      items: Type.Array(ClockRuleView),
      settings: ClockSettings,
      steps: Type.Array(NoticeStep),
    }),
  },
  needs: 'signedIn',
  refuses: ['clock.notADay'],
})

/** Adds a limit from a day to come; what held before is kept, and holds until then. */
export const addClockRule = contract({
  name: 'addClockRule',
  method: 'POST',
  path: '/clocks/rules',
  summary: '新增时限规则',
  shape: { body: ClockRule, reply: ClockRuleView },
  needs: 'clock.manage',
  refuses: [
    'clock.notADay',
    'clock.pastRule',
    'clock.endsBeforeItBegins',
    'clock.unknownCategory',
    'clock.shortBound',
    'clock.overlap',
    'clock.hole',
  ],
})

/** Gives a rule its last day; one that has not begun by then never holds. */
export const endClockRule = contract({
  name: 'endClockRule',
  method: 'POST',
  path: '/clocks/rules/:id/end',
  summary: '终止时限规则',
  shape: {
    params: closed({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
    body: closed({ lastDay: Day }),
    reply: ClockRuleView,
  },
  needs: 'clock.manage',
  refuses: ['clock.unknownRule', 'clock.notADay', 'clock.pastRule', 'clock.hole'],
})
