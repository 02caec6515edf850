import { addDays, clockMinutes, shanghaiDayStart, weekdayOf, type Day } from '@shuniu/shared/calendar'
import type { DutyHole, DutyPost, DutyStint, NewStint } from '@shuniu/shared/duty'
import { instant } from '@shuniu/shared/kernel'
import { fullTimeText } from '../../platform/time/index.ts'

export const weekDays = 7
const minuteMs = 60_000

/** The Monday of the week of a day. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

/** The hours that rosters are usually kept by, in minutes of the day; the end may lie on the next. */
export const usualHours = {
  day24: { from: '08:00', to: '08:00' },
  dayShift: { from: '08:00', to: '20:00' },
  nightShift: { from: '20:00', to: '08:00' },
} as const

/** What is asked for: one person at one post, from a day on, every so many days, so many times. */
export interface StintPlan {
  readonly name: string
  readonly accountId: string | null
  readonly post: DutyPost
  readonly day: Day
  /** `HH:MM`; an end that is not after the beginning lies on the next day. */
  readonly from: string
  readonly to: string
  readonly everyDays: number
  readonly times: number
  readonly phone: string
}

/** The stints of a plan, in order. */
export function stintsOf({
  day,
  from,
  to,
  everyDays,
  times,
  name,
  accountId,
  post,
  phone,
}: StintPlan): NewStint[] {
  const begins = clockMinutes(from)
  const lasts = (clockMinutes(to) - begins + 1_440) % 1_440 || 1_440
  return Array.from({ length: times }, (_, nth) => {
    const fromMs = Date.parse(shanghaiDayStart(addDays(day, nth * everyDays))) + begins * minuteMs
    const who = { name: name.trim(), accountId, ...(phone.trim() !== '' && { phone: phone.trim() }) }
    return { post, ...who, from: instant(fromMs), to: instant(fromMs + lasts * minuteMs) }
  })
}

const shifted = (at: string, days: number): string => instant(Date.parse(at) + days * 1_440 * minuteMs)

/** The same stints some days later, as a week is kept like the one before. */
export const laterBy = (stints: readonly DutyStint[], days: number): NewStint[] =>
  stints.map(({ post, name, accountId, phone, from, to }) => ({
    post,
    name,
    accountId,
    ...(phone !== null && { phone }),
    from: shifted(from, days),
    to: shifted(to, days),
  }))

/** 08:00–20:00, 20:00–次日 08:00, 08:00–12-03 08:00; the midnight that ends a day is 24:00. */
export function hoursText(from: string, to: string): string {
  const [begins, ends] = [fullTimeText(from), fullTimeText(to)]
  const [day, last] = [begins.slice(0, 10), ends.slice(0, 10)]
  const [clock, start] = [ends.slice(11, 16), begins.slice(11, 16)]
  if (day === last) return `${start}–${clock}`
  if (addDays(day, 1) !== last) return `${start}–${ends.slice(5, 10)} ${clock}`
  return `${start}–${clock === '00:00' ? '24:00' : `次日 ${clock}`}`
}

/** The part of a hole that lies on one day. */
interface DayHole extends DutyHole {
  readonly isWhole: boolean
}

/** What stands in one cell of a week: who begins there, and what of the day nobody keeps. */
export interface RosterCell {
  readonly day: Day
  readonly stints: readonly DutyStint[]
  readonly holes: readonly DayHole[]
}

/** A week as a table: a row for each post, a cell for each day; what began before the week stands on its first day. */
export function weekOf(
  monday: Day,
  posts: readonly DutyPost[],
  { items, holes }: { items: readonly DutyStint[]; holes: readonly DutyHole[] },
): { post: DutyPost; cells: RosterCell[] }[] {
  const days = Array.from({ length: weekDays }, (_, nth) => addDays(monday, nth))
  const endsOf = (day: Day) => ({ start: shanghaiDayStart(day), end: shanghaiDayStart(addDays(day, 1)) })
  const isOn = (day: Day, at: string) => (day === monday || at >= endsOf(day).start) && at < endsOf(day).end
  function holeOn(day: Day, { post, from, to }: DutyHole): DayHole[] {
    const { start, end } = endsOf(day)
    if (from >= end || to <= start) return []
    const part = { post, from: from > start ? from : start, to: to < end ? to : end }
    return [{ ...part, isWhole: part.from === start && part.to === end }]
  }
  return posts.map(post => ({
    post,
    cells: days.map(day => ({
      day,
      stints: items.filter(one => one.post === post && isOn(day, one.from)),
      holes: holes.filter(one => one.post === post).flatMap(one => holeOn(day, one)),
    })),
  }))
}
