import type { CaseMove } from '@shuniu/shared/cases'
import { computed, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { useDrafts } from '../../../platform/drafts/index.ts'
import { say } from '../../../platform/i18n/index.ts'
import { showToast } from '../../../platform/shell/toasts.ts'
import { useOpenedCase } from '../opened.store.ts'
import { moveText } from '../refused.ts'
import { keptFormIn, keptMoveIn, keptOfCase, type KeptMove } from './keptMove.ts'

interface KeptForm {
  readonly name: string
  readonly move: CaseMove
  readonly kept: KeptMove
  readonly savedAt: string
}

/** The forms of one case that were filled in and not sent. */
export function useKeptForms(caseId: MaybeRefOrGetter<string | undefined>) {
  const drafts = useDrafts()
  const names = computed(() => {
    const id = toValue(caseId)
    return id === undefined ? [] : drafts.namesOf(keptOfCase(id))
  })
  watch(
    names,
    all => {
      for (const name of all) if (!drafts.kept.has(name)) void drafts.restore(name)
    },
    { immediate: true },
  )
  void drafts.ready()
  const kept = computed(() =>
    names.value.flatMap((name): KeptForm[] => {
      const form = drafts.kept.get(name)
      const move = keptMoveIn(name)
      const known = keptFormIn(form?.words)
      return form && move && known ? [{ name, move, kept: known, savedAt: form.savedAt }] : []
    }),
  )
  return { kept, moves: computed(() => kept.value.map(one => one.move)), discard: drafts.discard }
}

/**
 * Throws a kept form away when the timeline shows that its command, whose answer was lost, has taken hold; `answered`
 * says which move it was.
 */
export function useAnsweredMoves(caseId: () => string | undefined, answered: (move: CaseMove) => void): void {
  const opened = useOpenedCase()
  const forms = useKeptForms(caseId)
  const made = computed(() => new Set(opened.detail?.timeline.map(({ id }) => id)))
  watch([made, forms.kept], () => {
    for (const { name, move, kept } of forms.kept.value) {
      if (kept.pending === undefined || !made.value.has(kept.pending.commandId)) continue
      forms.discard(name)
      answered(move)
      showToast(say('cases.tookHold', { move: moveText(move) }), { tone: 'done' })
    }
  })
}
