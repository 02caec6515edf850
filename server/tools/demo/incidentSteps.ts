import { owesIncident, type CaseMove } from '@shuniu/shared/cases'
import { desk, type PastStep, type StepContext } from './stepContext.ts'

const minuteMs = 60_000

/** By the case's own number, so that nothing else of the demo's past hangs on it. */
const serialOf = ({ current }: StepContext): number => Number(current.number.slice(-2))

/** Reports to those above are made within minutes, beside the work on the case. */
const quick = (context: StepContext, step: Omit<PastStep, 'quickMs'>): PastStep => ({
  ...step,
  quickMs: minuteMs * (0.5 + serialOf(context) / 100),
})

/** A few are forgotten: their clocks run out. */
const isForgotten = (context: StepContext): boolean => serialOf(context) % 16 === 0

/** 电话初报, the written one and its signature, as they are owed; and 终报 once the case is done. */
export function incidentStep(context: StepContext): PastStep | undefined {
  const { current } = context
  const owes = (move: CaseMove) => owesIncident(current, move)
  if (owes('signIncident')) {
    const draft = current.incident?.pending?.version ?? 0
    const command = { move: 'signIncident', draft, text: '情况属实，已组织处置，续报随时报送。' } as const
    return quick(context, { actor: desk(context, 'Director'), command })
  }
  if (owes('callIncident')) {
    if (isForgotten(context)) return undefined
    const command = { move: 'callIncident', sentTo: '县委县政府值班室' } as const
    return quick(context, { actor: desk(context, 'Duty'), command })
  }
  if (!owes('draftIncident') || isForgotten(context)) return undefined
  const reportKind = (current.incident?.firstAt ?? null) === null ? 'first' : 'final'
  const text =
    reportKind === 'first' ? '一、基本情况\n接报后已派人到场处置。' : '一、处置结果\n处置完毕，现场恢复正常。'
  const command = { move: 'draftIncident', reportKind, sentTo: '县委县政府值班室', text } as const
  return quick(context, { actor: desk(context, 'Duty'), command })
}
