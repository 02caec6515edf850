import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day, effectiveDates, inForce, isRealDay, shanghaiDay } from '../calendar/index.ts'
import { closed, oneOf, refuse, type Instant, type Refused } from '../kernel/index.ts'

const Percent = Type.Integer({ minimum: 1, maximum: 1000 })

/**
 * Extensions a case may have; what needs more is put on account or supervised. The regime's number and no county's: the
 * settings tell it, nobody changes it. Source: domain §3.3 row 18.
 */
export const maxExtensions = 2

/** What all clocks share, in percent of a limit; of rows in force the one that took effect last holds. */
export const ClockSettings = closed({
  yellowPercent: Percent,
  orangePercent: Percent,
  /** T4' of a case sent back for rework, of its T4. */
  reworkPercent: Percent,
  /** How much of T4 one extension may add. */
  extensionPercent: Percent,
  maxExtensions: Type.Literal(maxExtensions),
  ...effectiveDates,
})
export type ClockSettings = Static<typeof ClockSettings>

/** What an editor may change of the settings. How often a case may be extended is the regime's, not the county's. */
export const ChangedSettings = closed({
  yellowPercent: Percent,
  orangePercent: Percent,
  reworkPercent: Percent,
  extensionPercent: Percent,
  effectiveFrom: Day,
})
export type ChangedSettings = Static<typeof ChangedSettings>

/** Why settings may not be changed to these; undefined when they may. Pure. */
export function wrongSettings(
  { yellowPercent, orangePercent, effectiveFrom }: ChangedSettings,
  today: Day,
): Refused | undefined {
  if (!isRealDay(effectiveFrom)) return refuse('clock.notADay', { days: [effectiveFrom] })
  if (effectiveFrom <= today) return refuse('clock.pastRule', { today, effectiveFrom })
  const isOrdered = yellowPercent < orangePercent && orangePercent < 100
  return isOrdered ? undefined : refuse('clock.lightsOutOfOrder', { yellowPercent, orangePercent })
}

/** Source: domain §3.4 (lights), §3.2 (REWORK), §3.3 row 18 [D]. */
export const defaultClockSettings: ClockSettings = {
  yellowPercent: 70,
  orangePercent: 90,
  reworkPercent: 50,
  extensionPercent: 100,
  maxExtensions,
  effectiveFrom: '2000-01-01',
}

/** The settings of the moment; the defaults where no row is in force. */
export function clockSettingsAt(at: Instant, rows: readonly ClockSettings[]): ClockSettings {
  const day = shanghaiDay(at)
  return rows
    .filter(row => inForce(row, day))
    .reduce((best, row) => (row.effectiveFrom >= best.effectiveFrom ? row : best), defaultClockSettings)
}

export const notificationReaders = [
  'handler',
  'unitHead',
  'dispatcher',
  'unitLeader',
  'countyLeader',
  'wall',
] as const

/** 黄牌, 橙牌, 红牌: the cards of supervision, the mildest first. */
export const clockCards = ['yellow', 'orange', 'red'] as const
export type ClockCard = (typeof clockCards)[number]

export type NotificationReader = (typeof notificationReaders)[number]

/** Who is told when so many percent of a limit are used up, and the card of supervision that goes with it. */
export const ThresholdRule = closed({
  percent: Percent,
  tells: Type.Array(oneOf(notificationReaders), { minItems: 1, uniqueItems: true }),
  card: Type.Optional(oneOf(clockCards)),
  ...effectiveDates,
})
export type ThresholdRule = Static<typeof ThresholdRule>

/** Source: domain §3.4 (escalation of notice), §3.3 row 30 (cards) [D]. */
export const defaultThresholdRules: readonly ThresholdRule[] = [
  { percent: 70, tells: ['handler'], effectiveFrom: '2000-01-01' },
  { percent: 100, tells: ['handler', 'unitHead', 'dispatcher'], card: 'yellow', effectiveFrom: '2000-01-01' },
  { percent: 150, tells: ['unitLeader'], card: 'orange', effectiveFrom: '2000-01-01' },
  { percent: 200, tells: ['wall', 'countyLeader'], card: 'red', effectiveFrom: '2000-01-01' },
]
