import { moveRule, type CaseMove } from '@shuniu/shared/cases'
import { shallowRef, watch } from 'vue'
import { useOpenedCase } from '../cases/index.ts'

/** Keys of moves that are struck while their case is on its way: the last of them is obeyed when the case is here. */
export function useTypedAhead(offered: () => readonly CaseMove[], open: (move: CaseMove) => void) {
  const opened = useOpenedCase()
  const struck = shallowRef<{ readonly caseId: string; readonly key: string }>()
  watch(
    () => opened.seen?.id,
    id => {
      const waiting = struck.value
      struck.value = undefined
      if (id === undefined || waiting?.caseId !== id) return
      const move = offered().find(one => moveRule(one).key === waiting.key)
      if (move) open(move)
    },
  )
  return {
    /** Whether a case was opened that is not here yet. */
    isComing: (): boolean => opened.id !== undefined && opened.seen === undefined,
    strike(key: string): void {
      if (opened.id !== undefined) struck.value = { caseId: opened.id, key }
    },
  }
}
