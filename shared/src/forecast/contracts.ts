import * as Type from 'typebox'
import type { Static } from 'typebox'
import { CaseView } from '../cases/index.ts'
import { Day } from '../calendar/index.ts'
import { ClockRule } from '../clocks/index.ts'
import { closed, contract, Id, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { forecastReasons } from './forecast.ts'

/** What a rule would have done in the last thirty days. */
export const RulePreview = closed({
  from: Day,
  to: Day,
  /** Cases that had a clock which the rule would have timed. */
  considered: Type.Integer({ minimum: 0 }),
  late: Type.Integer({ minimum: 0 }),
  wasLate: Type.Integer({ minimum: 0 }),
  /** Some of those that were in time and would have been late. */
  examples: Type.Array(closed({ id: Id, number: Type.String() })),
  /** False when there were more cases than are looked at; then the latest ones are counted. */
  isWhole: Type.Boolean(),
})
export type RulePreview = Static<typeof RulePreview>

export const previewClockRule = contract({
  name: 'previewClockRule',
  method: 'POST',
  path: '/clocks/rules/preview',
  summary: '试算时限规则',
  shape: { body: ClockRule, reply: RulePreview },
  needs: 'clock.manage',
  refuses: ['clock.unknownCategory', 'platform.overloaded'],
})

export const ForecastItem = closed({
  case: CaseView,
  reason: oneOf(forecastReasons),
  leftMs: Type.Integer(),
  usualMs: nullable(Type.Integer()),
  /** The reason in a sentence. */
  why: Type.String(),
})

/** The open cases of mine to see that will be late before today ends, the first due first. */
export const foreseeToday = contract({
  name: 'foreseeToday',
  method: 'GET',
  path: '/forecast/today',
  summary: '今日将超时预测',
  shape: {
    query: closed({ area: Type.Optional(Type.String({ pattern: '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$' })) }),
    reply: closed({ items: Type.Array(ForecastItem), until: InstantText, at: InstantText }),
  },
  needs: 'case.read',
  refuses: [],
})
