import type { CaseMove } from './inputs/index.ts'
import type { CaseFact } from './model.ts'

/** The steps of the closed loop that a case passes, in order; `reported` is every case. Source: S47, domain.md §4.1 Left-4. */
export const funnelSteps = [
  'reported',
  'accepted',
  'assigned',
  'started',
  'done',
  'verified',
  'closed',
] as const
export type FunnelStep = (typeof funnelSteps)[number]

export const funnelStepTexts: Readonly<Record<FunnelStep, string>> = {
  reported: '报告',
  accepted: '受理',
  assigned: '派遣',
  started: '处置',
  done: '反馈',
  verified: '核查',
  closed: '结案',
}

/** The first time a case passed each step; null while it has not. */
export type CaseSteps = CaseFact['steps']

const stampedBy: Readonly<Partial<Record<CaseMove, keyof CaseSteps>>> = {
  accept: 'acceptedAt',
  assign: 'assignedAt',
  start: 'startedAt',
  finish: 'doneAt',
  pass: 'verifiedAt',
}

/** The steps after a move at `now`; a step once passed keeps its first time. */
export function stepsAfter(steps: CaseSteps, move: CaseMove, now: string): CaseSteps {
  const key = stampedBy[move]
  return key === undefined || steps[key] !== null ? steps : { ...steps, [key]: now }
}

/** When the case passed the step; null when it has not. */
export function passedAt(
  seen: Pick<CaseFact, 'openedAt' | 'closedAt' | 'status' | 'steps'>,
  step: FunnelStep,
): string | null {
  if (step === 'reported') return seen.openedAt
  if (step === 'closed') return seen.status === 'closed' || seen.status === 'archived' ? seen.closedAt : null
  const key = `${step}At` as const
  return seen.steps[key]
}
