import type { DivisionActKind, DivisionActView, previewDivisionAct } from '@shuniu/shared/divisions'
import type { Refusal, ReplyOf } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { useDraft } from '../../platform/drafts/index.ts'
import { sentenceOf } from '../../platform/errors/index.ts'
import { useTexts } from '../../platform/i18n/index.ts'
import { newId } from '../../platform/ids/index.ts'
import {
  emptyAct,
  fieldOf,
  isActDraft,
  unansweredIn,
  commandOf,
  type ActDraft,
  type ActFormField,
} from './actForm.ts'
import { useDivisionActs } from './divisionActs.store.ts'

interface ActFormOptions {
  readonly kind: DivisionActKind
  readonly subject: { readonly code: string; readonly name: string }
  /** The codes of what lies in it. */
  readonly children: () => readonly string[]
  readonly today: string
  readonly done: (made: DivisionActView) => void
}

/** An act on a division: filled in, looked at with all that it changes, and then done. */
export function useActForm({ kind, subject, children, today, done }: ActFormOptions) {
  const { t } = useTexts()
  const store = useDivisionActs()
  const draft = shallowRef<ActDraft>(emptyAct(subject, today))
  const told = shallowRef<Refusal>()
  const seen = shallowRef<ReplyOf<typeof previewDivisionAct>>()
  const isTouched = shallowRef(false)
  const isSending = shallowRef(false)
  /** One act, however often it is sent. */
  let id = newId()
  const unanswered = computed(() => unansweredIn(kind, draft.value, subject.code.length))
  const kept = useDraft<ActDraft>({
    name: `divisions.${kind}.${subject.code}`,
    words: () => draft.value,
    fill: words => (draft.value = words),
    accepts: isActDraft,
  })
  const asked = () => ({
    command: commandOf(kind, subject, { draft: draft.value, children: children() }),
    effectiveOn: draft.value.effectiveOn,
  })

  async function look(): Promise<void> {
    isSending.value = true
    const answer = await store.preview(asked())
    isSending.value = false
    if (answer.ok) seen.value = answer.value
    else told.value = answer.refusal
  }
  async function make(last: number): Promise<void> {
    isSending.value = true
    const { ground, reason } = draft.value
    const answer = await store.make({
      id,
      seen: last,
      ...asked(),
      ground: ground.trim(),
      reason: reason.trim(),
    })
    isSending.value = false
    if (answer.ok) {
      kept.done()
      return done(answer.value)
    }
    seen.value = undefined
    told.value = answer.refusal
  }

  return {
    draft,
    seen,
    /** What it changes has been seen, and a yes does it. */
    isConfirming: computed(() => seen.value !== undefined),
    isSending,
    kept,
    take(part: Partial<ActDraft>): void {
      draft.value = { ...draft.value, ...part }
      told.value = undefined
      seen.value = undefined
      id = newId()
    },
    back: () => void (seen.value = undefined),
    /** Why a field is not taken; undefined while it will do. */
    why(field: ActFormField): string | undefined {
      if (told.value && fieldOf(kind, told.value.code) === field) return sentenceOf(told.value)
      return isTouched.value && unanswered.value.includes(field) ? t('divisions.form.missing') : undefined
    },
    /** What was refused and speaks of no field. */
    refused: computed(() =>
      told.value && fieldOf(kind, told.value.code) === undefined ? sentenceOf(told.value) : undefined,
    ),
    /** Once to see what changes, twice to do it. */
    async submit(): Promise<void> {
      isTouched.value = true
      if (unanswered.value.length > 0 || isSending.value) return
      told.value = undefined
      await (seen.value ? make(seen.value.seen) : look())
    },
  }
}
export type ActForm = ReturnType<typeof useActForm>
