import { isRunning, type CaseClock } from '../../clocks/index.ts'
import { isOneOf } from '../../kernel/index.ts'
import { caseMoveNames, moveRule } from '../moves/index.ts'

/** What alone does what these clocks time; whatever else ends them leaves it undone. */
const answers: Readonly<Partial<Record<string, readonly string[]>>> = {
  supervisionReply: ['answerSupervision'],
  incidentCall: ['callIncident', 'signIncident'],
  incidentWriting: ['signIncident'],
}

/**
 * Why a clock ended though what it times was not done; undefined where it was done, and while the clock runs. Whoever
 * reads it is told of no time that was kept. The answer to a notice is done by answering alone.
 */
export function cutText(caseClock: CaseClock): string | undefined {
  const { stage, entries } = caseClock
  const ended = entries.at(-1)
  if (isRunning(caseClock) || ended?.kind !== 'stop') return undefined
  if (stage === 'supervisionReply' && ended.move === 'supervise') return '被新的督办通知书取代'
  const isUnanswered = answers[stage]?.includes(ended.move) === false
  const rule = isOneOf(caseMoveNames, ended.move) ? moveRule(ended.move) : undefined
  return isUnanswered || rule?.cuts ? `因${rule?.text ?? ''}终止` : undefined
}
