import { alarmLevels, rings, type AlarmLevel, type AlarmPost, type AlarmView } from '@shuniu/shared/cases'

/** Between two rings of a level while nobody answers, in milliseconds. */
const ringEveryMs: Readonly<Record<AlarmLevel, number>> = { red: 5_000, orange: 15_000 }

/** Hours of an office at night, by the clock of the device: from the one to the other, over midnight where it is less. */
export interface QuietHours {
  readonly from: string
  readonly to: string
}

/** Whether the local time `HH:MM` lies within the hours. Pure. */
export function isQuiet(hours: QuietHours | undefined, time: string): boolean {
  if (!hours || hours.from === hours.to) return false
  const { from, to } = hours
  return from < to ? time >= from && time < to : time >= from || time < to
}

/** Quiet hours lower orange; red is never lowered. Pure. */
export const volumeOf = (level: AlarmLevel, isHushed: boolean): number =>
  level === 'orange' && isHushed ? 0.25 : 1

export interface Ringing {
  readonly post: AlarmPost
  readonly nowMs: number
  readonly mutedUntilMs: number
}

/**
 * The level that sounds now, and of whose rings it is: many at once are one sound, of the gravest. `rungAtMs`: when each level
 * was last heard. Undefined while nothing is due. Pure.
 */
export function dueRing(
  unanswered: readonly AlarmView[],
  rungAtMs: ReadonlyMap<AlarmLevel, number>,
  { post, nowMs, mutedUntilMs }: Ringing,
): AlarmLevel | undefined {
  if (nowMs < mutedUntilMs) return undefined
  const sounding = unanswered.filter(one => rings(one, post, nowMs))
  return alarmLevels.find(
    level =>
      sounding.some(one => one.level === level) &&
      nowMs - (rungAtMs.get(level) ?? -Infinity) >= ringEveryMs[level],
  )
}

/** The one that comes after the one named, round and round; the first where that is none of them. Pure. */
export const nextOf = (alarms: readonly AlarmView[], id: string | undefined): AlarmView | undefined =>
  alarms[(alarms.findIndex(one => one.id === id) + 1) % alarms.length]

/** What makes an alarm another one to whoever was told of it: raised, or left lying by who answered, it calls anew. Pure. */
export const callOf = ({ id, alarm }: AlarmView): string => `${id} ${alarm.since} ${alarm.answeredAt ?? ''}`
