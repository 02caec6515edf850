import { weekdayOf, type Day } from '@shuniu/shared/calendar'
import type { Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import { sentenceOf } from '../../../platform/errors/index.ts'
import { hasText, say } from '../../../platform/i18n/index.ts'

/** `10-10 周六`. */
export const dayText = (day: Day): string => `${day.slice(5)} ${say(`calendar.weekday.${weekdayOf(day)}`)}`

/** What a table leaves out, as sentences: a statutory holiday by its name, or a day that breaks a holiday in two. */
export const gapText = (gap: string): string =>
  /^\d{4}-/.test(gap)
    ? say('calendar.gap.broken', { day: dayText(gap) })
    : say('calendar.gap.missing', { name: gap })

const Days = Type.Object({ days: Type.Array(Type.String(), { minItems: 1 }) })
const Missing = Type.Object({ missing: Type.Array(Type.String(), { minItems: 1 }) })

/** What a refused import says, with the days it speaks of. */
export function importRefusalText({ code, detail }: Refusal): string {
  if (code === 'calendar.gap' && Check(Missing, detail)) return detail.missing.map(gapText).join('')
  if (code === 'calendar.pastChanged' && Check(Days, detail)) {
    return say('calendar.pastChanged', { days: detail.days.map(dayText).join('、') })
  }
  return sentenceOf({ code, detail })
}

/** Why a picked file could not be read, and what to do instead. */
export function pickRefusalText(refusal: Refusal): string {
  const own = `calendar.${refusal.code}`
  return hasText(own) ? say(own) : sentenceOf(refusal)
}
