import type { Day } from '@shuniu/shared/calendar'
import type { AmendmentEffects, AmendmentView, CountyKind } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { useDraft } from '../../platform/drafts/index.ts'
import { sentenceOf } from '../../platform/errors/index.ts'
import { useTexts } from '../../platform/i18n/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { useAmendments } from './amendments.store.ts'
import {
  draftOf,
  fieldOf,
  isKindDraft,
  proposalOf,
  unansweredIn,
  type KindAct,
  type KindDraft,
  type KindField,
} from './kindForm.ts'

interface KindFormOptions {
  readonly kind: CountyKind
  readonly act: KindAct
  readonly today: Day
  readonly done: (made: AmendmentView) => void
}

/** An amendment of one kind: filled in, looked at with all that it touches, and then made. */
export function useKindForm({ kind, act, today, done }: KindFormOptions) {
  const { t } = useTexts()
  const store = useAmendments()
  const draft = shallowRef<KindDraft>(draftOf(kind, act, today))
  const told = shallowRef<Refusal>()
  const effects = shallowRef<AmendmentEffects>()
  const isTouched = shallowRef(false)
  const isSending = shallowRef(false)
  /** One amendment, however often it is sent. */
  let id = newId()
  const unanswered = computed(() => (isTouched.value ? unansweredIn(draft.value) : []))
  const kept = useDraft<KindDraft>({
    name: `catalogue.${kind.code}.${act}`,
    words: () => draft.value,
    fill: words => (draft.value = { ...words, act }),
    accepts: isKindDraft,
  })

  async function look(): Promise<void> {
    const answer = await store.preview(proposalOf(draft.value, kind))
    if (answer.ok) effects.value = answer.value
    else told.value = answer.refusal
  }
  async function make(seen: number): Promise<void> {
    const reason = draft.value.reason.trim()
    const answer = await store.amend({ id, seen, reason, ...proposalOf(draft.value, kind) })
    if (answer.ok) {
      kept.done()
      return done(answer.value)
    }
    effects.value = undefined
    told.value = answer.refusal
  }

  return {
    draft,
    effects,
    /** What it touches has been seen, and a yes makes it. */
    isConfirming: computed(() => effects.value !== undefined),
    isSending,
    kept,
    take(part: Partial<KindDraft>): void {
      draft.value = { ...draft.value, ...part }
      told.value = undefined
      effects.value = undefined
      id = newId()
    },
    back: () => void (effects.value = undefined),
    /** Why a field is not taken; undefined while it will do. */
    why(field: KindField): string | undefined {
      if (told.value && fieldOf(told.value) === field) return sentenceOf(told.value)
      const isMissing = field !== 'instead' && unanswered.value.includes(field)
      return isMissing ? t(`catalogue.form.missing.${field}`) : undefined
    },
    /** What was refused and speaks of no field. */
    refused: computed(() =>
      told.value && fieldOf(told.value) === undefined ? sentenceOf(told.value) : undefined,
    ),
    /** Once to see what it touches, twice to make it. */
    async submit(): Promise<void> {
      isTouched.value = true
      if (unansweredIn(draft.value).length > 0 || isSending.value) return
      const { edition } = store
      told.value = undefined
      if (edition === undefined) return void store.look(kind.code)
      isSending.value = true
      await (effects.value ? make(edition) : look())
      isSending.value = false
    },
  }
}
export type KindForm = ReturnType<typeof useKindForm>
