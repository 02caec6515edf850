import type { CaseClockView, CaseView } from '@shuniu/shared/cases'
import { light, limitMs, spanText, stageRows, type ClockLight } from '@shuniu/shared/clocks'
import { instant } from '@shuniu/shared/kernel'

/** One that stands still or has stopped keeps the light it was sent with. */
export const lightNow = (clock: CaseClockView, nowMs: number): ClockLight =>
  clock.stoppedAt === null && clock.pausedAt === null ? light(clock, instant(nowMs)) : clock.light

/** The clock by which the case is shown, to a helping unit its own; undefined when none runs. */
export function shownClock(
  clocks: readonly CaseClockView[],
  { stage }: Pick<CaseView, 'stage'>,
  unitId?: string,
): CaseClockView | undefined {
  const running = clocks.filter(clock => clock.stoppedAt === null)
  return (
    running.find(clock => clock.unitId !== null && clock.unitId === unitId) ??
    running.find(clock => clock.unitId === null && clock.stage === stage)
  )
}

interface ClockReader {
  /** The reader's own unit. */
  readonly unitId: string | undefined
  readonly nowMs: number
}

/**
 * The clocks whose light wants a word: the one by which the case is shown, unless it is another of the case's that has run
 * out, when it is not green; and those of helping units that are late.
 */
export function toldClocks(
  clocks: readonly CaseClockView[],
  seen: Pick<CaseView, 'stage'>,
  { unitId, nowMs }: ClockReader,
): CaseClockView[] {
  const isLate = ({ dueAt, stoppedAt, pausedAt }: CaseClockView) =>
    stoppedAt === null && pausedAt === null && Date.parse(dueAt) <= nowMs
  const shown = shownClock(clocks, seen, unitId)
  const late = clocks.filter(isLate)
  const first = shown && late.includes(shown) ? shown : (late.find(one => one.unitId === null) ?? shown)
  const isTold = first !== undefined && lightNow(first, nowMs) !== 'green'
  return [...(isTold ? [first] : []), ...late.filter(one => one.unitId !== null && one !== first)]
}

/** How much of its limit a clock had used when it was stopped, as it counts. */
function usedAtStop({ ledger }: CaseClockView): string {
  const stop = ledger.findLast(({ kind }) => kind === 'stop')
  return stop ? spanText(stop.usedMs, stop.unit) : ''
}

/** What is left of its limit while a clock stands still, as it counts. */
function leftText({ ledger }: CaseClockView): string {
  const last = ledger.at(-1)
  return last ? spanText(Math.max(0, limitMs(ledger) - last.usedMs), last.unit) : ''
}

/** How much of its limit is used, 0 to 1: as its ledger last told, and from there evenly to its deadline. */
function usedShare({ ledger, dueAt, stoppedAt, pausedAt }: CaseClockView, nowMs: number): number {
  const last = ledger.at(-1)
  const limit = limitMs(ledger)
  if (!last || limit <= 0) return 1
  const [from, until] = [Date.parse(last.at), Date.parse(dueAt)]
  const isCounting = stoppedAt === null && pausedAt === null
  const ahead = !isCounting ? 0 : until > from ? (nowMs - from) / (until - from) : 1
  return (last.usedMs + (limit - last.usedMs) * ahead) / limit
}

/** One clock of a case as a line of the card: running by the server's time, or as it was stopped. */
export function clockLine(clock: CaseClockView, nowMs: number) {
  const { stage, unitId, startedAt, dueAt, pausedAt, stoppedAt } = clock
  const until = Date.parse(dueAt)
  const ended = stoppedAt ?? pausedAt
  const at = ended === null ? nowMs : Date.parse(ended)
  return {
    clock,
    stage,
    name: stageRows[stage].name,
    unitId,
    isRunning: stoppedAt === null,
    isPaused: stoppedAt === null && pausedAt !== null,
    light: lightNow(clock, nowMs),
    startedAt,
    dueAt,
    used: usedAtStop(clock),
    left: leftText(clock),
    cut: clock.cut,
    /** Of the limit, 0 to 100. */
    usedPercent: Math.round(100 * Math.min(1, Math.max(0, usedShare(clock, nowMs)))),
    isLate: at > until,
    lateMs: Math.max(0, at - until),
  }
}

/** Clocks that count first, the one that runs out first on top; then those that stand still; then the stopped, latest first. */
export const clockLines = (clocks: readonly CaseClockView[], nowMs: number) =>
  clocks
    .map(clock => clockLine(clock, nowMs))
    .sort((a, b) => {
      if (a.isRunning !== b.isRunning) return a.isRunning ? -1 : 1
      if (a.isPaused !== b.isPaused) return a.isPaused ? 1 : -1
      return a.isRunning ? (a.dueAt < b.dueAt ? -1 : 1) : a.startedAt < b.startedAt ? 1 : -1
    })
