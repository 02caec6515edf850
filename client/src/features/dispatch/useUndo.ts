import type { CaseView } from '@shuniu/shared/cases'
import { undoMs } from '@shuniu/shared/dispatch'
import { shallowRef } from 'vue'
import { say } from '../../platform/i18n/index.ts'
import { dismiss, showToast } from '../../platform/shell/toasts.ts'
import { serverNowMs } from '../../platform/time/index.ts'
import { makeMove, moveRefusalText, moveText } from '../cases/index.ts'
import { useUnits } from '../centres/index.ts'
import { shortNumber } from './caseText.ts'

const refused = (sentence: string): void => void showToast(sentence, { tone: 'refused' })

/**
 * The last dispatch of this desk: for ten seconds, and while nobody has signed it or done anything else with the case, one key
 * or one click takes it back with no question asked. Later it is a move like others, with a reason. Source: desk.md, undo.
 */
export function useUndo(back: (caseId: string) => void) {
  const last = shallowRef<{ readonly moved: CaseView; readonly untilMs: number; readonly offerId: string }>()
  let isUnderWay = false

  async function undo(): Promise<void> {
    const sent = last.value
    if (!sent || isUnderWay) return
    if (serverNowMs() > sent.untilMs) return refused(say('dispatch.actions.undoLate'))
    const { id, number, version } = sent.moved
    const command = { move: 'recall', reason: say('dispatch.actions.undone') } as const
    isUnderWay = true
    const answer = await makeMove({ caseId: id, seenVersion: version, command }).finally(
      () => (isUnderWay = false),
    )
    if (!answer.ok) return refused(moveRefusalText(answer.refusal, serverNowMs()))
    if (last.value === sent) last.value = undefined
    dismiss(sent.offerId)
    showToast(say('dispatch.actions.made', { number: shortNumber(number), move: moveText('recall') }))
    back(id)
  }
  return {
    isThere: (): boolean => last.value !== undefined,
    undo,
    /** Tells of a dispatch just made, and offers to take it back. */
    tell(moved: CaseView): void {
      const offerId = showToast(
        say('dispatch.actions.assigned', { unit: useUnits().nameOf(moved.ownerUnitId) }),
        {
          tone: 'done',
          lastsMs: undoMs,
          offer: { text: say('dispatch.actions.undo'), run: () => void undo() },
        },
      )
      last.value = { moved, untilMs: serverNowMs() + undoMs, offerId }
    },
  }
}
