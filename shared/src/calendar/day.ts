import * as Type from 'typebox'
import type { Static } from 'typebox'
import { instant, toMs, type Instant } from '../kernel/index.ts'

/** The one zone of duty: Asia/Shanghai, UTC+8 the whole year. */
const zoneOffsetMs = 8 * 3_600_000

export const dayLengthMs = 86_400_000

/** A day of Shanghai's calendar, `YYYY-MM-DD`: sorts as text. */
export const Day = Type.String({ pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$` })
export type Day = Static<typeof Day>

/** Days since 1970-01-01 of a moment (epoch milliseconds), as counted in Shanghai. */
export const dayNumberAt = (ms: number): number => Math.floor((ms + zoneOffsetMs) / dayLengthMs)

/** Epoch milliseconds of 00:00 in Shanghai on a numbered day. */
export const dayNumberStart = (dayNumber: number): number => dayNumber * dayLengthMs - zoneOffsetMs

export const dayOfNumber = (dayNumber: number): Day =>
  new Date(dayNumber * dayLengthMs).toISOString().slice(0, 10)

const utcDayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / dayLengthMs

/** Nothing here is older; the first days of the calendar have no Shanghai morning that a database can hold. */
const firstDay = '1000-01-01'

/** False for a text of the right shape that names no day, such as 30 February. */
export function isRealDay(day: Day): boolean {
  const dayNumber = utcDayNumber(day)
  return day >= firstDay && !Number.isNaN(dayNumber) && dayOfNumber(dayNumber) === day
}

/** Throws on a text that names no day. */
export function numberOfDay(day: Day): number {
  if (!isRealDay(day)) throw new RangeError(`${day} is no day`)
  return utcDayNumber(day)
}

/** The day in Shanghai on which a moment falls. */
export const shanghaiDay = (at: Instant): Day => dayOfNumber(dayNumberAt(toMs(at)))

/** The moment at which a day begins in Shanghai (00:00 there, 16:00 UTC of the day before). */
export const shanghaiDayStart = (day: Day): Instant => instant(dayNumberStart(numberOfDay(day)))

export const addDays = (day: Day, days: number): Day => dayOfNumber(numberOfDay(day) + days)

/** 1 Monday … 7 Sunday, as ISO 8601 counts. */
export function weekdayOf(day: Day): number {
  const sinceAMonday = numberOfDay(day) + 3
  return (((sinceAMonday % 7) + 7) % 7) + 1
}
