import type { PlaybookTick, WorkedPlaybook } from '@shuniu/shared/cases'
import type { UnitView } from '@shuniu/shared/centres'
import { unitFor } from './unitsFor.ts'

export interface StepLine {
  readonly code: string
  readonly text: string
  readonly withinMin: number | undefined
  /** Not ticked, and its time since the acceptance is over. */
  readonly isLate: boolean
  readonly tick: PlaybookTick | undefined
}

const minuteMs = 60_000

/** The steps in their order, each with who ticked it. */
export function stepLines(
  { content, ticks }: WorkedPlaybook,
  by: { readonly acceptedAt: string | null; readonly nowMs: number },
): StepLine[] {
  const byStep = new Map(ticks.map(tick => [tick.step, tick]))
  const sinceMin = by.acceptedAt === null ? 0 : (by.nowMs - Date.parse(by.acceptedAt)) / minuteMs
  return content.steps.map(({ code, text, withinMin }) => {
    const tick = byStep.get(code)
    return {
      code,
      text,
      withinMin,
      isLate: tick === undefined && withinMin !== undefined && sinceMin > withinMin,
      tick,
    }
  })
}

export interface CallLine {
  readonly to: string
  readonly phone: string | undefined
  readonly say: string
}

/** Whom to ring, in order, each with the number that the county has on record. */
export const callLines = (
  { content }: WorkedPlaybook,
  areaCode: string,
  units: readonly UnitView[],
): CallLine[] =>
  content.calls.map(({ to, dial, unit, say = '' }) => {
    const found = unit === undefined ? undefined : unitFor(unit, areaCode, units)
    return { to: found?.name ?? to, phone: dial ?? found?.phone ?? undefined, say }
  })

/** The helping units that a playbook names, as far as the place has them. */
export const coUnitsFor = (
  { content }: WorkedPlaybook,
  areaCode: string,
  units: readonly UnitView[],
): UnitView[] => [...new Set(content.coUnits.flatMap(words => unitFor(words, areaCode, units) ?? []))]
