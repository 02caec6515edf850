import type { CaseView, StepResult, WorkedPlaybook } from '@shuniu/shared/cases'
import { shallowRef } from 'vue'
import { serverNowMs } from '../../../platform/time/index.ts'
import { makeMove, moveRefusalText } from '../../cases/index.ts'

interface TickingCase {
  readonly seen: () => CaseView
  readonly playbook: () => WorkedPlaybook | undefined
}

/** Ticks steps of the playbook that stands on the card. One at a time; pressed twice is one command. */
export function useTicking({ seen, playbook }: TickingCase) {
  const sending = shallowRef<string>()
  const refusal = shallowRef<string>()

  /** Whether it was made; else why not stands in `refusal`, and the card shows who was first. */
  async function tick(step: string, stepResult: StepResult, text?: string): Promise<boolean> {
    const worked = playbook()
    if (!worked || sending.value !== undefined) return false
    sending.value = step
    refusal.value = undefined
    const { id: caseId, version: seenVersion } = seen()
    const { code, edition } = worked
    const said = text === undefined ? {} : { text }
    const command = { move: 'tick', playbook: code, edition, step, stepResult, ...said } as const
    const answer = await makeMove({ caseId, seenVersion, command })
    sending.value = undefined
    if (!answer.ok) refusal.value = moveRefusalText(answer.refusal, serverNowMs())
    return answer.ok
  }
  return { sending, refusal, tick }
}
