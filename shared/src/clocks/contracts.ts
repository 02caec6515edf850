import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed, CommandId, contract, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { ClockRule } from './rule.ts'
import { ChangedSettings, ClockSettings, ThresholdRule } from './settings.ts'
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
      steps: Type.Array(ThresholdRule),
    }),
  },
  needs: 'signedIn',
  refuses: ['clock.notADay'],
})

/** A limit under the id of the command that makes it: sent again, it is answered with the rule it made. */
export const NewClockRule = closed({ id: CommandId, ...ClockRule.properties })
export type NewClockRule = Static<typeof NewClockRule>

/** Adds a limit from a day to come; what held before is kept, and holds until then. */
export const addClockRule = contract({
  name: 'addClockRule',
  method: 'POST',
  path: '/clocks/rules',
  summary: '新增时限规则',
  shape: { body: NewClockRule, reply: ClockRuleView },
  needs: 'clock.manage',
  refuses: [
    'command.idTaken',
    'clock.notADay',
    'clock.pastRule',
    'clock.endsBeforeItBegins',
    'clock.unknownCategory',
    'clock.shortBound',
    'clock.overlap',
    'clock.hole',
  ],
})

/** Gives a rule its last day; one that has not begun by then never holds. Ended again alike, it is answered alike. */
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

/** What all clocks share, with who said it, and whether it holds today. */
export const ClockSettingsView = closed({
  settings: ClockSettings,
  state: oneOf(ruleStates),
  /** Null for the settings that the county started with. */
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
})
export type ClockSettingsView = Static<typeof ClockSettingsView>

/** Every setting there was or will be, the newest first; one that holds no more was replaced by a later one. */
export const listClockSettings = contract({
  name: 'listClockSettings',
  method: 'GET',
  path: '/clocks/settings',
  summary: '时限通用参数',
  shape: { reply: closed({ items: Type.Array(ClockSettingsView), steps: Type.Array(ThresholdRule) }) },
  needs: 'signedIn',
  refuses: [],
})

/** Other settings from a day to come; clocks that run keep the moments of their lights until they are set anew. */
export const changeClockSettings = contract({
  name: 'changeClockSettings',
  method: 'POST',
  path: '/clocks/settings',
  summary: '调整时限通用参数',
  shape: { body: closed({ id: CommandId, ...ChangedSettings.properties }), reply: ClockSettingsView },
  needs: 'clock.manage',
  refuses: ['command.idTaken', 'clock.notADay', 'clock.pastRule', 'clock.lightsOutOfOrder'],
})
