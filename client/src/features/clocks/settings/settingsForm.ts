import { addDays, type Day } from '@shuniu/shared/calendar'
import { ChangedSettings, wrongSettings, type ClockSettings } from '@shuniu/shared/clocks'
import type { Refusal } from '@shuniu/shared/kernel'
import { typedKeys } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'

export const settingFields = ['yellowPercent', 'orangePercent', 'reworkPercent', 'extensionPercent'] as const
export type SettingField = (typeof settingFields)[number]

/** Settings while they are being filled in, as they were typed. */
export type SettingsDraft = Readonly<Record<SettingField | 'effectiveFrom', string>>

const Typed = Type.Object({
  yellowPercent: Type.String(),
  orangePercent: Type.String(),
  reworkPercent: Type.String(),
  extensionPercent: Type.String(),
  effectiveFrom: Type.String(),
})
/** Whether kept words are settings being filled in. */
export const isSettingsDraft = (words: unknown): words is SettingsDraft => Check(Typed, words)

export const settingsDraft = (held: ClockSettings, today: Day): SettingsDraft => ({
  yellowPercent: String(held.yellowPercent),
  orangePercent: String(held.orangePercent),
  reworkPercent: String(held.reworkPercent),
  extensionPercent: String(held.extensionPercent),
  effectiveFrom: addDays(today, 1),
})

/** The change that a draft says; undefined while a number is none. */
export function changeOf(draft: SettingsDraft): ChangedSettings | undefined {
  const change = Object.fromEntries(
    typedKeys(draft).map(key => [key, key === 'effectiveFrom' ? draft[key] : numberOf(draft[key])]),
  )
  return Check(ChangedSettings, change) ? change : undefined
}

const numberOf = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : NaN)

/** The fields whose numbers are none. */
export const unreadIn = (draft: SettingsDraft): SettingField[] =>
  settingFields.filter(field => !(numberOf(draft[field]) >= 1 && numberOf(draft[field]) <= 1000))

/** What the server would refuse, told before it is asked. */
export const foreseenSettings = (change: ChangedSettings, today: Day): Refusal | undefined =>
  wrongSettings(change, today)?.refusal
