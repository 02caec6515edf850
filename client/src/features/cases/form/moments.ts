import { closingAfter, closingFrom, type DutyTime } from '@shuniu/shared/calendar'
import type { CaseMove, CaseView } from '@shuniu/shared/cases'
import { instant, typedKeys } from '@shuniu/shared/kernel'
import { say, hasText } from '../../../platform/i18n/index.ts'
import { timeText } from '../../../platform/time/index.ts'
import type { FieldName, FieldOption, MoveField } from '../fields.ts'

const zoneMs = 8 * 60 * 60_000
const minuteMs = 60_000
const hourMs = 60 * minuteMs

const text = (ms: number): string => new Date(ms).toISOString()

const soon = { halfHour: 30, oneHour: 60, twoHours: 120 } as const
const usual = { twoHours: 120, fourHours: 240 } as const
const closings = { today: 0, nextDay: 1, threeWorkdays: 3 } as const
const later = { oneDay: 1, twoDays: 2, threeDays: 3, fiveDays: 5 } as const
const planned = { oneWeek: 7, twoWeeks: 14, oneMonth: 30, threeMonths: 90 } as const

interface Choice {
  readonly key:
    keyof typeof soon | keyof typeof usual | keyof typeof closings | keyof typeof later | keyof typeof planned
  readonly at: string
}

/** The hour, and the office hours and days off that a deadline is named by; undefined until they are read. */
interface Timing {
  readonly nowMs: number
  readonly duty: DutyTime | undefined
}

const within = <K extends Choice['key']>(minutes: Readonly<Record<K, number>>, nowMs: number): Choice[] =>
  typedKeys(minutes).map(key => ({ key, at: text(nowMs + minutes[key] * minuteMs) }))

/** The ends of duty that the days name; none while the office hours are not known. */
const ends = <K extends Choice['key']>(
  days: Readonly<Record<K, number>>,
  endOf: (days: number) => string | undefined,
): Choice[] =>
  typedKeys(days).flatMap(key => {
    const at = endOf(days[key])
    return at === undefined ? [] : [{ key, at }]
  })

/**
 * Deadlines an assignment often names: minutes for what is grave, else hours and the ends of duty, by the calendar. What is
 * nearly past is left out; leaving it empty leaves it to the rule.
 */
export function dueChoices({ level }: Pick<CaseView, 'level'>, { nowMs, duty }: Timing): Choice[] {
  if (level === 'red' || level === 'orange') return within(soon, nowMs)
  const at = instant(nowMs)
  const closing = (n: number) => duty && closingAfter(at, n, duty)
  return [...within(usual, nowMs), ...ends(closings, closing)].filter(
    choice => Date.parse(choice.at) > nowMs + hourMs,
  )
}

/** Moments at hand for a field of a move: an extension counts workdays from its deadline, an account goes by weeks. */
export function momentChoices(
  { move, field }: { readonly move: CaseMove; readonly field: FieldName },
  seen: Pick<CaseView, 'dueAt' | 'level'>,
  timing: Timing,
): Choice[] {
  const { nowMs, duty } = timing
  if (field === 'until') return ends(planned, days => duty && closingFrom(instant(nowMs), days, duty))
  if (move === 'askExtension') {
    const from = instant(Math.max(nowMs, Date.parse(seen.dueAt ?? text(nowMs))))
    return ends(later, n => duty && closingAfter(from, n, duty))
  }
  return move === 'grantExtension' ? [] : dueChoices(seen, timing)
}

/** What leaving the moment out means: the rule's own, or what was asked for. */
function without(move: CaseMove, { extension }: Pick<CaseView, 'extension'>, nowMs: number): FieldOption {
  const key = `cases.due.without.${move}`
  const time = extension === null ? '' : timeText(extension.dueAt, nowMs)
  return { code: '', name: hasText(key) ? say(key, { time }) : say('cases.due.byRule') }
}

/** The moments at hand for a field, in words; the empty code leaves it out, where that is allowed. */
export const momentOptions = (
  { move, field }: { readonly move: CaseMove; readonly field: MoveField },
  seen: Pick<CaseView, 'dueAt' | 'level' | 'extension'>,
  timing: Timing,
): FieldOption[] => [
  ...(field.isRequired ? [] : [without(move, seen, timing.nowMs)]),
  ...momentChoices({ move, field: field.name }, seen, timing).map(({ key, at }) => ({
    code: at,
    name: say(`cases.due.${key}`, { time: timeText(at, timing.nowMs) }),
  })),
]

/** China's wall time of an instant as an input of a page has it, 2026-11-24T18:00; and back. */
export const toLocal = (at: string): string => text(Date.parse(at) + zoneMs).slice(0, 16)
export const fromLocal = (local: string): string | undefined => {
  const ms = Date.parse(`${local}:00.000Z`) - zoneMs
  return Number.isNaN(ms) ? undefined : text(ms)
}
