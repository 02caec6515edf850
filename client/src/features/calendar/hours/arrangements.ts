import {
  hoursOn,
  isWorkday,
  weekdayOf,
  type Day,
  type DutyCalendar,
  type Season,
  type SetHours,
} from '@shuniu/shared/calendar'

/** All seasons of a year as they were set together, and whether they hold. */
export interface HoursArrangement {
  readonly effectiveFrom: Day
  readonly seasons: readonly Season[]
  readonly state: 'inForce' | 'toCome' | 'replaced'
  /** Who set them last, and when; null for the hours that the county started with. */
  readonly changedBy: string | null
  readonly changedAt: string | null
}

const everyDay = Array.from({ length: 366 }, (_, index) =>
  new Date(Date.UTC(2024, 0, 1 + index)).toISOString(),
)

/** Of rows that take effect on one day, those that some day of the year goes by: what was set twice was set last. */
function heldOf(rows: readonly SetHours[]): SetHours[] {
  const always = rows.map(({ name, season, windows }) => ({
    name,
    season,
    windows,
    effectiveFrom: '2000-01-01',
  }))
  const used = new Set(everyDay.map(day => hoursOn(day.slice(0, 10), always)))
  return rows.filter((_, at) => used.has(always[at]))
}

/** What was set for which days, the newest first. `rows` in the order in which they were set. */
export function arrangementsOf(rows: readonly SetHours[], today: Day): HoursArrangement[] {
  const days = [...new Set(rows.map(({ effectiveFrom }) => effectiveFrom))].sort().reverse()
  const held = days.find(day => day <= today)
  return days.map(effectiveFrom => {
    const set = heldOf(rows.filter(row => row.effectiveFrom === effectiveFrom))
    const last = set.at(-1)
    return {
      effectiveFrom,
      seasons: set.map(({ name, season, windows }) => ({ name, season, windows })),
      state: effectiveFrom > today ? 'toCome' : effectiveFrom === held ? 'inForce' : 'replaced',
      changedBy: last?.changedBy ?? null,
      changedAt: last?.changedAt ?? null,
    }
  })
}

export type DutyWindows = Season['windows']

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Hours between opening and closing, all windows together. */
export const hoursIn = (windows: DutyWindows): number =>
  windows.reduce((sum, { opens, closes }) => sum + minuteOf(closes) - minuteOf(opens), 0) / 60

/** Where windows lie in the day, in percent of it. */
export const barsOf = (windows: DutyWindows): { readonly from: number; readonly width: number }[] =>
  windows.map(({ opens, closes }) => ({
    from: (100 * minuteOf(opens)) / 1440,
    width: (100 * Math.max(0, minuteOf(closes) - minuteOf(opens))) / 1440,
  }))

/** The season whose hours a day would have, whether or not it is worked. */
export const seasonOn = (day: Day, seasons: readonly Season[]): Season | undefined =>
  hoursOn(
    day,
    seasons.map(season => ({ ...season, effectiveFrom: '2000-01-01' })),
  )

export interface Today {
  readonly weekday: number
  readonly isWorkday: boolean
  readonly season: Season | undefined
}

/** What an arrangement says of today. */
export const todayOf = (
  today: Day,
  { calendar, seasons }: { readonly calendar: DutyCalendar; readonly seasons: readonly Season[] },
): Today => ({
  weekday: weekdayOf(today),
  isWorkday: isWorkday(today, calendar),
  season: seasonOn(today, seasons),
})
