import { isRunning, type CaseClock } from '../clocks/index.ts'
import type { CaseMove } from './inputs/index.ts'
import { caseMoveTexts } from './moves/index.ts'

/** Moves that end clocks without what those time being done: it is owed no more, or by others. */
const cutting: readonly string[] = [
  ...(['recall', 'refuse', 'designate', 'reassign', 'transfer', 'void', 'withdraw'] as const),
  ...(['coRefuse', 'waive'] as const),
] satisfies readonly CaseMove[]

const textOf = (move: string): string =>
  Object.entries(caseMoveTexts).find(([name]) => name === move)?.[1] ?? ''

/**
 * Why a clock ended though what it times was not done; undefined where it was done, and while the clock runs. Whoever
 * reads it is told of no time that was kept. The answer to a notice is done by answering alone.
 */
export function cutText(caseClock: CaseClock): string | undefined {
  const { stage, entries } = caseClock
  const ended = entries.at(-1)
  if (isRunning(caseClock) || ended?.kind !== 'stop') return undefined
  if (stage === 'supervisionReply' && ended.move === 'supervise') return '被新的督办通知书取代'
  const isUnanswered = stage === 'supervisionReply' && ended.move !== 'answerSupervision'
  return isUnanswered || cutting.includes(ended.move) ? `因${textOf(ended.move)}终止` : undefined
}
