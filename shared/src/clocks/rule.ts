import * as Type from 'typebox'
import type { Static } from 'typebox'
import { effectiveDates } from '../calendar/index.ts'
import { closed, oneOf } from '../kernel/index.ts'
import { stages } from './stages.ts'

export const clockLevels = ['red', 'orange', 'yellow', 'blue'] as const
export type ClockLevel = (typeof clockLevels)[number]

export const clockTiers = ['grid', 'village', 'township', 'county'] as const
export type ClockTier = (typeof clockTiers)[number]

/** `min`, `h` and `eh` (紧急工作时, told as hours) run day and night; `wh` (工作时) and `wd` (工作日) only on duty. */
export const clockUnits = ['min', 'h', 'wh', 'eh', 'wd'] as const
export type ClockUnit = (typeof clockUnits)[number]

const Amount = Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })

/**
 * One limit: how long a stage may take for cases of a level, and if said only of a category or a tier.
 * `maxAmount` is the last limit an extension may reach, in `maxUnit` (absent: in `unit`).
 * Source: domain §3.4 `sla_rule`.
 */
export const ClockRule = closed({
  stage: oneOf(stages),
  level: oneOf(clockLevels),
  /** `E` and two or four digits, or two or four digits of list A, six of a county's own kind; `E01` is every dispute. */
  categoryPrefix: Type.Optional(Type.String({ pattern: String.raw`^E?\d{2}(\d{2}){0,2}$` })),
  tier: Type.Optional(oneOf(clockTiers)),
  amount: Amount,
  unit: oneOf(clockUnits),
  maxAmount: Type.Optional(Amount),
  maxUnit: Type.Optional(oneOf(clockUnits)),
  ...effectiveDates,
})
export type ClockRule = Static<typeof ClockRule>
