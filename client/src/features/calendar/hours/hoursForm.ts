import { Season, wrongSeasons, addDays, isRealDay, type Day } from '@shuniu/shared/calendar'
import { refuse, type Refusal } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'
import type { DutyWindows } from './arrangements.ts'

/** Office hours while they are being filled in. */
export interface HoursDraft {
  readonly effectiveFrom: string
  readonly seasons: readonly Season[]
}

const Typed = Type.Object({
  effectiveFrom: Type.String(),
  seasons: Type.Array(
    Type.Object({
      name: Type.String(),
      season: Type.Object({ from: Type.String(), to: Type.String() }),
      windows: Type.Array(Type.Object({ opens: Type.String(), closes: Type.String() })),
    }),
    { minItems: 1, maxItems: 6 },
  ),
})
/** Whether kept words are office hours being filled in. */
export const isHoursDraft = (words: unknown): words is HoursDraft => Check(Typed, words)

export const hoursDraft = (seasons: readonly Season[], today: Day): HoursDraft => ({
  effectiveFrom: addDays(today, 1),
  seasons,
})

/** Seasons that have the shape of seasons; undefined while a name, a day or a time is missing. */
export const seasonsOf = ({ seasons }: HoursDraft): Season[] | undefined =>
  seasons.every(season => Check(Season, season)) ? [...seasons] : undefined

/** What the server would refuse, told before it is asked. */
export function foreseenHours(draft: HoursDraft, today: Day): Refusal | undefined {
  const seasons = seasonsOf(draft)
  if (!seasons) return undefined
  if (!isRealDay(draft.effectiveFrom)) return refuse('calendar.noSuchDay').refusal
  if (draft.effectiveFrom <= today) return refuse('calendar.pastHours', { today }).refusal
  return wrongSeasons(seasons)?.refusal
}

const usualWindows = [
  { opens: '08:00', closes: '12:00' },
  { opens: '14:00', closes: '17:30' },
]

const replaced = <T>(list: readonly T[], at: number, item: T): T[] =>
  list.map((one, index) => (index === at ? item : one))
const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at)

/** The steps of filling in: each gives a new draft. */
export const editing = {
  season: (draft: HoursDraft, at: number, part: Partial<Season>): HoursDraft => {
    const season = draft.seasons[at]
    return season ? { ...draft, seasons: replaced(draft.seasons, at, { ...season, ...part }) } : draft
  },
  addSeason: (draft: HoursDraft): HoursDraft => ({
    ...draft,
    seasons: [...draft.seasons, { name: '', season: { from: '', to: '' }, windows: usualWindows }],
  }),
  dropSeason: (draft: HoursDraft, at: number): HoursDraft => ({
    ...draft,
    seasons: without(draft.seasons, at),
  }),
}

export const windowSteps = {
  set: (windows: DutyWindows, at: number, part: Partial<DutyWindows[number]>): DutyWindows => {
    const known = windows[at]
    return known ? replaced(windows, at, { ...known, ...part }) : windows
  },
  add: (windows: DutyWindows): DutyWindows => [...windows, { opens: '', closes: '' }],
  drop: (windows: DutyWindows, at: number): DutyWindows => without(windows, at),
}
