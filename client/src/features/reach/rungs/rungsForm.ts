import { addDays, type Day } from '@shuniu/shared/calendar'
import { caseLevels, type CaseLevel } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import {
  rungBounds,
  rungFields,
  RungSettings,
  wrongRungs,
  type Rung,
  type RungField,
} from '@shuniu/shared/reach'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'

/** One wait of one level. */
export type RungKey = `${CaseLevel}.${RungField}`

/** Waits while they are being filled in, as they were typed. */
export type RungsDraft = Readonly<Record<string, string>>

const Typed = Type.Unsafe<RungsDraft>({ type: 'object', additionalProperties: { type: 'string' } })
/** Whether kept words are waits being filled in. */
export const isRungsDraft = (words: unknown): words is RungsDraft => Check(Typed, words)

export const rungKeys = caseLevels.flatMap(level =>
  rungFields.map(field => ({ key: `${level}.${field}` as const, level, field, ...rungBounds[level][field] })),
)

export const rungsDraft = (held: RungSettings, today: Day): RungsDraft => ({
  ...Object.fromEntries(rungKeys.map(({ key, level, field }) => [key, String(held[level][field])])),
  effectiveFrom: addDays(today, 1),
})

const numberOf = (text = ''): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN)

const rungIn = (draft: RungsDraft, level: CaseLevel): Rung => ({
  deviceS: numberOf(draft[`${level}.deviceS`]),
  openS: numberOf(draft[`${level}.openS`]),
  signS: numberOf(draft[`${level}.signS`]),
})

/** The change that a draft says; undefined while a number is none. */
export function changeOf(draft: RungsDraft): RungSettings | undefined {
  const change = {
    red: rungIn(draft, 'red'),
    orange: rungIn(draft, 'orange'),
    yellow: rungIn(draft, 'yellow'),
    blue: rungIn(draft, 'blue'),
    effectiveFrom: draft['effectiveFrom'] ?? '',
  }
  return Check(RungSettings, change) ? change : undefined
}

/** The waits that are no number, or none that a county may set. */
export const unreadIn = (draft: RungsDraft): RungKey[] =>
  rungKeys
    .filter(({ key, min, max }) => !(numberOf(draft[key]) >= min && numberOf(draft[key]) <= max))
    .map(({ key }) => key)

/** What the server would refuse, told before it is asked. */
export const foreseenRungs = (change: RungSettings, today: Day): Refusal | undefined =>
  wrongRungs(change, today)?.refusal
