import { roleRow, type Role } from '../../identity/index.ts'
import { isOneOf, type Instant } from '../../kernel/index.ts'
import type { Alarm } from '../attributes.ts'
import { caseLevels, type CaseLevel } from '../catalogue/index.ts'
import type { CaseStatus } from '../lifecycle/status.ts'
import type { CaseFact } from '../model.ts'

/** The levels at which a case calls until somebody answers. */
export const alarmLevels = ['red', 'orange'] as const satisfies readonly CaseLevel[]
export type AlarmLevel = (typeof alarmLevels)[number]

/** The statuses that wait for a desk to accept. */
export const alarmStatuses = ['reported', 'escalated'] as const satisfies readonly CaseStatus[]

/** What of a case, or of a view of its alarm, the rules look at. */
export type CallingCase = Pick<CaseFact, 'level' | 'status' | 'openedAt' | 'dueAt'> & {
  readonly alarm?: Alarm | null
}

/** Half of the limit where the case is shown none, or was late when it was raised, in seconds. Source: domain.md §3.4, T1. */
const usualHalfS: Readonly<Record<AlarmLevel, number>> = { red: 150, orange: 300 }
/** A red case that nobody has answered so long rings at a second desk. Source: domain.md §4.2 [D]. */
const secondDeskAfterS = 60

/** Whether the case calls for acceptance, loud enough to wake whoever may accept it. */
export const isCalling = <C extends Pick<CaseFact, 'level' | 'status'>>(
  current: C,
): current is C & { readonly level: AlarmLevel } =>
  isOneOf(alarmLevels, current.level) && isOneOf(alarmStatuses, current.status)

/**
 * The alarm of a case, whenever that came; undefined when it calls nobody. A case that was neither raised nor answered has
 * called since it was opened.
 */
export function alarmOf(current: CallingCase): Alarm | undefined {
  if (!isCalling(current)) return undefined
  return current.alarm ?? { since: current.openedAt, answeredAt: null, answeredById: null }
}

const gravity = (level: CaseLevel): number => caseLevels.indexOf(level)

/**
 * The alarm that a case keeps after a step: raised to a graver level, or waiting for a desk again, it calls anew; at the
 * same or a lower one it goes on, answered or not; and it ends with the calling. Pure.
 */
export function alarmAfter(
  before: Pick<CaseFact, 'level' | 'status' | 'alarm'>,
  next: Pick<CaseFact, 'level' | 'status'>,
  now: Instant,
): Alarm | undefined {
  if (!isCalling(next)) return undefined
  const isGraver = gravity(next.level) < gravity(before.level)
  const goesOn = isCalling(before) && before.status === next.status && !isGraver
  if (goesOn) return before.alarm ?? undefined
  return { since: now, answeredAt: null, answeredById: null }
}

/** Half of the time that there was to accept the case when it began to call, in milliseconds. */
function halfMs(current: CallingCase & { readonly level: AlarmLevel }, { since }: Alarm): number {
  const leftMs = current.dueAt === null ? 0 : Date.parse(current.dueAt) - Date.parse(since)
  return leftMs > 0 ? leftMs / 2 : usualHalfS[current.level] * 1_000
}

/** Until when an answer keeps the alarm silent; undefined when nobody has answered it. */
export function silentUntilMs(current: CallingCase): number | undefined {
  const alarm = alarmOf(current)
  if (!alarm?.answeredAt || !isCalling(current)) return undefined
  return Date.parse(alarm.answeredAt) + halfMs(current, alarm)
}

/** Whether somebody said that they see to it, and still has time to. */
export const isAnswered = (current: CallingCase, nowMs: number): boolean =>
  nowMs < (silentUntilMs(current) ?? -Infinity)

/**
 * Whom a ring wakes. `desk`: whoever is on duty, at the county and in the township of the place alike · `nextDesk`: whoever
 * dispatches there · `leader`: whoever directs the centre.
 */
export type AlarmPost = 'desk' | 'nextDesk' | 'leader'

export function alarmPostOf(role: Role): AlarmPost {
  const { directs, toldAs } = roleRow(role)
  if (directs === 'centre') return 'leader'
  return toldAs === 'duty' ? 'desk' : 'nextDesk'
}

/**
 * From when the alarm rings at a post, in epoch milliseconds of the server: at the desk at once, at the next one when half of
 * the time is gone, of red after a minute, at the leader's at half. An answer that came to nothing rings everywhere.
 * Undefined when the case calls nobody. Source: domain.md §4.2, §6.4; 属地先期处置.
 */
export function ringsFromMs(current: CallingCase, post: AlarmPost): number | undefined {
  const alarm = alarmOf(current)
  if (!alarm || !isCalling(current)) return undefined
  const sinceMs = Date.parse(alarm.since)
  const again = silentUntilMs(current)
  if (again !== undefined) return again
  if (post === 'desk') return sinceMs
  const half = sinceMs + halfMs(current, alarm)
  const isNext = post === 'nextDesk' && current.level === 'red'
  return isNext ? Math.min(half, sinceMs + secondDeskAfterS * 1_000) : half
}

/** Whether it is to be heard at a post now. */
export const rings = (current: CallingCase, post: AlarmPost, nowMs: number): boolean =>
  nowMs >= (ringsFromMs(current, post) ?? Infinity)
