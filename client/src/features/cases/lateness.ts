import type { CaseFact } from '@shuniu/shared/cases'
import { stageRows, type Stage } from '@shuniu/shared/clocks'
import { say } from '../../platform/i18n/index.ts'
import { dueText } from '../../platform/time/index.ts'

type CaseDeadlines = Pick<CaseFact, 'overdue' | 'dueAt'> & { readonly lateStages: readonly Stage[] }

const hasRunOut = ({ dueAt }: CaseDeadlines, nowMs: number): boolean =>
  dueAt !== null && Date.parse(dueAt) <= nowMs

/**
 * What of a late case is late, where that is not the clock it shows: a handling that stands still on account, a notice
 * not answered. Undefined where the clock that is shown has run out itself, and where nothing is late.
 */
export function lateBehind(seen: CaseDeadlines, nowMs: number): string | undefined {
  if (!seen.overdue || hasRunOut(seen, nowMs)) return undefined
  const stage = seen.lateStages.at(-1)
  return stage === undefined ? say('overdue') : say('cases.lateStage', { stage: stageRows[stage].name })
}

/** A case's deadline as a list tells it: of a late case what is late, never the time that is left of something else. */
export const toldDue = (seen: CaseDeadlines, nowMs: number): string | undefined =>
  lateBehind(seen, nowMs) ?? (seen.dueAt === null ? undefined : dueText(seen.dueAt, nowMs))
