import type { CaseMove } from '../moves/index.ts'
import type { CaseFact } from '../model.ts'
import type { CaseStatus } from './status.ts'

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
  current: Pick<CaseFact, 'openedAt' | 'closedAt' | 'status' | 'steps'>,
  step: FunnelStep,
): string | null {
  if (step === 'reported') return current.openedAt
  if (step === 'closed')
    return current.status === 'closed' || current.status === 'archived' ? current.closedAt : null
  const key = `${step}At` as const
  return current.steps[key]
}

/** How far along the loop a case of each status stands: what was passed before it was sent back counts no more. */
const standsAt: Readonly<Record<CaseStatus, FunnelStep>> = {
  reported: 'reported',
  needInfo: 'reported',
  verifyFirst: 'reported',
  rejected: 'reported',
  withdrawn: 'reported',
  merged: 'reported',
  accepted: 'accepted',
  assigned: 'assigned',
  signed: 'assigned',
  handling: 'started',
  rework: 'started',
  suspended: 'started',
  escalated: 'started',
  transferred: 'started',
  selfDone: 'done',
  done: 'done',
  verified: 'verified',
  closed: 'closed',
  archived: 'closed',
  voided: 'closed',
}

/** When the case passed the step on the way it is on now; null for what lies ahead of it, be it for the second time. */
export const passedNow: typeof passedAt = (current, step) =>
  funnelSteps.indexOf(step) > funnelSteps.indexOf(standsAt[current.status]) ? null : passedAt(current, step)
