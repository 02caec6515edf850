import { instant, toMs, type Instant } from '../kernel/index.ts'
import { dayNumberAt, dayNumberStart } from './day.ts'
import { workdayFrom, type DutyTime } from './duty.ts'

const minuteMs = 60_000

/**
 * The earliest moment at which so many minutes of duty have passed since `start` (工作时); nights, lunch and days
 * off do not count. A span that fills a shift ends at its closing, not at the next opening. No minutes: `start`.
 * Source: domain §3.4. Throws on negative minutes.
 */
export function addWorkingMinutes(start: Instant, minutes: number, duty: DutyTime): Instant {
  refuseNegative(minutes)
  return instant(afterDuty(toMs(start), minutes * minuteMs, duty))
}

/**
 * `n` workdays on (工作日): the same clock time on the n-th workday after the one on which the clock starts.
 * A start outside duty counts from the next opening. A result outside duty is drawn back to the closing before it,
 * so a whole day begun at the opening is due at that day's closing, and work over lunch at the morning's closing.
 * A fraction of a day is so many minutes of the longest duty day in the table. 0 gives `start`.
 * Source: domain §3.4 (`wd`, calendar with 调休). Throws on a negative n.
 */
export function addWorkdays(start: Instant, n: number, duty: DutyTime): Instant {
  refuseNegative(n)
  const whole = Math.floor(n)
  const afterWhole = whole === 0 ? toMs(start) : afterWorkdays(toMs(start), whole, duty)
  return instant(afterDuty(afterWhole, (n - whole) * duty.longestDayMs, duty))
}

/** Minutes of duty from `a` to `b`, fractions kept; negative when `b` is the earlier. */
export function workingMinutesBetween(a: Instant, b: Instant, duty: DutyTime): number {
  const [fromMs, toEndMs] = [toMs(a), toMs(b)]
  if (fromMs > toEndMs) return -workingMinutesBetween(b, a, duty)
  let sumMs = 0
  for (let day = dayNumberAt(fromMs); day <= dayNumberAt(toEndMs); day += 1) {
    for (const { opensMs, closesMs } of duty.shiftsOn(day)) {
      sumMs += Math.max(0, Math.min(closesMs, toEndMs) - Math.max(opensMs, fromMs))
    }
  }
  return sumMs / minuteMs
}

const closingOf = (day: number, duty: DutyTime): Instant | undefined => {
  const closesMs = duty.shiftsOn(day).at(-1)?.closesMs
  return closesMs === undefined ? undefined : instant(closesMs)
}

/**
 * When duty ends on the n-th workday after the day of a moment; 0: on that very day, undefined on a day off. What people mean by
 * 今天下班前 and 两个工作日内. Throws on a table without workdays.
 */
export function closingAfter(at: Instant, n: number, duty: DutyTime): Instant | undefined {
  let day = dayNumberAt(toMs(at))
  for (let counted = 0; counted < n; counted += 1) day = workdayFrom(day + 1, 1, duty)
  return closingOf(day, duty)
}

/** When duty ends on the first workday from so many days after a moment on: what 一周后 means to an office. */
export const closingFrom = (at: Instant, days: number, duty: DutyTime): Instant | undefined =>
  closingOf(workdayFrom(dayNumberAt(toMs(at)) + days, 1, duty), duty)

function refuseNegative(amount: number): void {
  if (!(amount >= 0)) throw new RangeError(`cannot count ${amount} of duty time`)
}

function afterDuty(startMs: number, spanMs: number, duty: DutyTime): number {
  let leftMs = Math.round(spanMs)
  if (leftMs === 0) return startMs
  for (let day = workdayFrom(dayNumberAt(startMs), 1, duty); ; day = workdayFrom(day + 1, 1, duty)) {
    for (const { opensMs, closesMs } of duty.shiftsOn(day)) {
      const beginsMs = Math.max(opensMs, startMs)
      if (closesMs - beginsMs >= leftMs) return beginsMs + leftMs
      leftMs -= Math.max(0, closesMs - beginsMs)
    }
  }
}

function afterWorkdays(startMs: number, n: number, duty: DutyTime): number {
  const onDutyMs = nextOnDuty(startMs, duty)
  const firstDay = dayNumberAt(onDutyMs)
  let day = firstDay
  for (let counted = 0; counted < n; counted += 1) day = workdayFrom(day + 1, 1, duty)
  return drawnBack(day, onDutyMs - dayNumberStart(firstDay), duty)
}

/** The moment itself when on duty, else the next opening; a closing is off duty. */
export const onDutyFrom = (at: Instant, duty: DutyTime): Instant => instant(nextOnDuty(toMs(at), duty))

function nextOnDuty(ms: number, duty: DutyTime): number {
  for (let day = workdayFrom(dayNumberAt(ms), 1, duty); ; day = workdayFrom(day + 1, 1, duty)) {
    const shift = duty.shiftsOn(day).find(({ closesMs }) => ms < closesMs)
    if (shift !== undefined) return Math.max(ms, shift.opensMs)
  }
}

/** The last moment of duty not after this clock time of the day; before the day's opening, the workday's before. */
function drawnBack(day: number, sinceMidnightMs: number, duty: DutyTime): number {
  const ms = dayNumberStart(day) + sinceMidnightMs
  const begun = duty.shiftsOn(day).findLast(({ opensMs }) => opensMs < ms)
  if (begun !== undefined) return Math.min(ms, begun.closesMs)
  const closing = duty.shiftsOn(workdayFrom(day - 1, -1, duty)).at(-1)?.closesMs
  return closing ?? ms
}
