import type { Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { sentenceOf } from '../../../platform/errors/index.ts'
import { say } from '../../../platform/i18n/index.ts'
import { hoursIn, type Today, type DutyWindows } from './arrangements.ts'

/** `08:00–12:00、14:30–17:30`. */
export const windowsText = (windows: DutyWindows): string =>
  windows.map(({ opens, closes }) => `${opens}–${closes}`).join('、')

/** `每天 7 小时`, without needless digits. */
export const hoursText = (windows: DutyWindows): string =>
  say('calendar.hours.aDay', { n: Number(hoursIn(windows).toFixed(2)) })

/** Today's working hours in a sentence. */
export function todayText({ weekday, isWorkday, season }: Today): string {
  const day = say(`calendar.weekday.${weekday}`)
  if (!isWorkday) return say('calendar.hours.todayOff', { day })
  if (!season) return say('calendar.hours.todayNone', { day })
  return say('calendar.hours.today', { day, season: season.name, windows: windowsText(season.windows) })
}

const Days = Type.Object({ days: Type.Array(Type.String(), { minItems: 1 }) })
const gapCodes = { 'calendar.hoursGap': 'gap', 'calendar.hoursOverlap': 'twice' } as const

/** What a refused arrangement says, with the first and last of the days it speaks of. */
export function hoursRefusalText({ code, detail }: Refusal): string {
  const [, key] = Object.entries(gapCodes).find(([known]) => known === code) ?? []
  if (key === undefined || !Check(Days, detail)) return sentenceOf({ code, detail })
  const { days } = detail
  return say(`calendar.hours.${key}`, { n: days.length, from: days[0], to: days.at(-1) })
}
