import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, PersonText } from '../kernel/index.ts'
import type { Day } from './day.ts'
import { effectiveDates, inForce } from './effective.ts'

const MonthDay = Type.String({ pattern: String.raw`^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$` })
const ClockTime = Type.String({ pattern: String.raw`^(([01]\d|2[0-3]):[0-5]\d|24:00)$` })

/** One season's office hours; a season whose `from` is after its `to` runs over New Year. Both ends belong to it. */
export const Season = closed({
  name: PersonText(20),
  season: closed({ from: MonthDay, to: MonthDay }),
  windows: Type.Array(closed({ opens: ClockTime, closes: ClockTime }), { minItems: 1, maxItems: 4 }),
})
export type Season = Static<typeof Season>

export const DutyHours = closed({ ...Season.properties, ...effectiveDates })
export type DutyHours = Static<typeof DutyHours>

/** Hours as domain §3.4 gives them [D]; the seasons' ends are usual practice [K]. A county's own rows replace them. */
export const defaultDutyHours: readonly DutyHours[] = [
  {
    name: '夏季',
    season: { from: '05-01', to: '09-30' },
    windows: [
      { opens: '08:00', closes: '12:00' },
      { opens: '14:30', closes: '17:30' },
    ],
    effectiveFrom: '2000-01-01',
  },
  {
    name: '冬季',
    season: { from: '10-01', to: '04-30' },
    windows: [
      { opens: '08:00', closes: '12:00' },
      { opens: '14:00', closes: '17:30' },
    ],
    effectiveFrom: '2000-01-01',
  },
]

/** Minutes since midnight of `HH:MM`. */
export const clockMinutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Whether a month and day such as `05-01` lies in the season. */
export const isInSeason = ({ season }: Pick<Season, 'season'>, monthDay: string): boolean =>
  season.from <= season.to
    ? season.from <= monthDay && monthDay <= season.to
    : season.from <= monthDay || monthDay <= season.to

/** The hours of a day: of the rows in force the one that took effect last, of equals the later in the table. */
export function hoursOn(day: Day, hours: readonly DutyHours[]): DutyHours | undefined {
  const fitting = hours.filter(row => inForce(row, day) && isInSeason(row, day.slice(5)))
  return fitting.reduce<DutyHours | undefined>(
    (best, row) => (best !== undefined && best.effectiveFrom > row.effectiveFrom ? best : row),
    undefined,
  )
}

/** Whether each window closes after it opens and none begins before the last has closed. */
export const areWindowsInOrder = ({ windows }: Pick<Season, 'windows'>): boolean =>
  windows.every(({ opens, closes }, at) => opens < closes && (windows[at - 1]?.closes ?? '00:00') <= opens)

const minutesADay = ({ windows }: DutyHours): number =>
  windows.reduce((sum, { opens, closes }) => sum + clockMinutes(closes) - clockMinutes(opens), 0)

/** Minutes of the longest duty day in the table: what a fraction of a workday is a fraction of. */
export const longestDayMinutes = (hours: readonly DutyHours[]): number => Math.max(...hours.map(minutesADay))
