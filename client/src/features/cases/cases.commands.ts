import { moveCase, type CaseView, type PostedMove } from '@shuniu/shared/cases'
import type { Refusal, Result } from '@shuniu/shared/kernel'
import { call } from '../../platform/http/index.ts'
import { useCases } from './cases.store.ts'
import { useOpenedCase } from './opened.store.ts'
import { createMoveIds, type CaseCommand } from './moveIds.ts'

const ids = createMoveIds()

/** Refusals after which nobody knows whether the move took hold; the same command may be sent again. */
const unanswered: readonly string[] = [
  'link.down',
  'link.foreignAnswer',
  'platform.unavailable',
  'platform.overloaded',
  'platform.fault',
]

/** Whether nobody knows if the move took hold. */
export const isUnanswered = ({ code }: Refusal): boolean => unanswered.includes(code)

/** Pauses before the sendings after the first. */
const pausesMs = [400, 1_500]

const pause = (ms: number) => new Promise(wake => setTimeout(wake, ms))

async function send(asked: CaseCommand): Promise<Result<CaseView>> {
  const { caseId, seenVersion, command, commandId = ids.of(asked) } = asked
  const body: PostedMove = { ...command, id: commandId, seenVersion }
  const sendOnce = () => call(moveCase, { params: { id: caseId }, body })
  let answer = await sendOnce()
  for (const ms of pausesMs) {
    if (answer.ok || answer.refusal.code !== 'link.down') break
    await pause(ms)
    answer = await sendOnce()
  }
  return answer
}

/**
 * Makes a move from the client. The reply and the fact that follows it are one `put` by version; a stale view is
 * fetched anew, and `moveRefusalText` says who was there first.
 */
export async function makeMove(asked: CaseCommand): Promise<Result<CaseView>> {
  const answer = await send(asked)
  if (answer.ok || !isUnanswered(answer.refusal)) ids.answered(asked)
  if (answer.ok) useCases().put(answer.value)
  const opened = useOpenedCase()
  if (opened.id === asked.caseId && !answer.ok) await opened.fetch()
  return answer
}
