import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day, inForce, isRealDay, shanghaiDay } from '../calendar/index.ts'
import { caseLevels, type CaseLevel } from '../cases/index.ts'
import { closed, refuse, type Instant, type Refused } from '../kernel/index.ts'

const Seconds = Type.Integer({ minimum: 1, maximum: 604_800 })

/** How long each rung of the ladder is waited on, in seconds. */
export const Rung = closed({
  /** Sent and on no device: the next channel. */
  deviceS: Seconds,
  /** On the device and not opened: the next channel. */
  openS: Seconds,
  /** Told and not signed, opened or not: the next person. */
  signS: Seconds,
})
export type Rung = Static<typeof Rung>
export const rungFields = ['deviceS', 'openS', 'signS'] as const satisfies readonly (keyof Rung)[]
export type RungField = (typeof rungFields)[number]

/** The waits of every level, from a day on; of rows in force the one that took effect last holds. */
export const RungSettings = closed({ red: Rung, orange: Rung, yellow: Rung, blue: Rung, effectiveFrom: Day })
export type RungSettings = Static<typeof RungSettings>

interface RungBounds {
  readonly min: number
  readonly max: number
}

const minute = 60
const hour = 3_600

/**
 * Between what a county may set each wait: no ladder so slow that the limit of signing runs out on its first rung, none so fast
 * that nobody can have looked. Source: domain.md §3.4, T3.
 */
export const rungBounds: Readonly<Record<CaseLevel, Readonly<Record<RungField, RungBounds>>>> = {
  red: {
    deviceS: { min: 5, max: 2 * minute },
    openS: { min: 30, max: 5 * minute },
    signS: { min: minute, max: 10 * minute },
  },
  orange: {
    deviceS: { min: 10, max: 10 * minute },
    openS: { min: minute, max: 20 * minute },
    signS: { min: 2 * minute, max: 30 * minute },
  },
  yellow: {
    deviceS: { min: minute, max: hour },
    openS: { min: 5 * minute, max: 2 * hour },
    signS: { min: 10 * minute, max: 8 * hour },
  },
  blue: {
    deviceS: { min: minute, max: 4 * hour },
    openS: { min: 5 * minute, max: 8 * hour },
    signS: { min: 30 * minute, max: 24 * hour },
  },
}

/** What a county starts with: a red case has gone through all its people before ten minutes are over. [D] */
export const defaultRungs: RungSettings = {
  red: { deviceS: 10, openS: minute, signS: 2 * minute },
  orange: { deviceS: 30, openS: 3 * minute, signS: 8 * minute },
  yellow: { deviceS: 5 * minute, openS: 20 * minute, signS: 40 * minute },
  blue: { deviceS: 10 * minute, openS: hour, signS: 2 * hour },
  effectiveFrom: '2000-01-01',
}

/** The waits of the moment; those that a county starts with where no row is in force. */
export function rungsAt(at: Instant, rows: readonly RungSettings[]): RungSettings {
  const day = shanghaiDay(at)
  return rows
    .filter(row => inForce(row, day))
    .reduce((best, row) => (row.effectiveFrom >= best.effectiveFrom ? row : best), defaultRungs)
}

/** Why the waits may not be changed to these; undefined when they may. Pure. */
export function wrongRungs(settings: RungSettings, today: Day): Refused | undefined {
  const { effectiveFrom } = settings
  if (!isRealDay(effectiveFrom)) return refuse('reach.notADay', { effectiveFrom })
  if (effectiveFrom <= today) return refuse('reach.pastRungs', { today, effectiveFrom })
  for (const level of caseLevels) {
    for (const field of rungFields) {
      const { min, max } = rungBounds[level][field]
      const value = settings[level][field]
      if (value < min || value > max) return refuse('reach.outOfBounds', { level, field, min, max })
    }
    const { deviceS, openS, signS } = settings[level]
    if (deviceS > openS || openS > signS) return refuse('reach.outOfOrder', { level })
  }
  return undefined
}
