import type { Day } from '@shuniu/shared/calendar'
import type { EditionEffects, EditionView, PlaybookEdition, PostedEdition } from '@shuniu/shared/cases'
import type { Refusal } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { useDraft } from '../../../platform/drafts/index.ts'
import { sentenceOf } from '../../../platform/errors/index.ts'
import { useTexts } from '../../../platform/i18n/index.ts'
import { newId } from '../../../platform/ids/index.ts'
import { kindName, kindsNow } from '../../cases/index.ts'
import {
  contentOf,
  isPlaybookDraft,
  playbookDraft,
  playbookFieldOf,
  unansweredFields,
  type PlaybookDraft,
  type PlaybookField,
} from './playbookForm.ts'
import { usePlaybooks } from './playbooks.store.ts'

export type PlaybookAct = 'add' | 'change' | 'end'

interface PlaybookFormOptions {
  /** The playbook as it stands; undefined for a new one. */
  readonly edition: PlaybookEdition | undefined
  readonly act: PlaybookAct
  readonly today: Day
  readonly done: (made: EditionView) => void
}

const saidIn = (draft: PlaybookDraft, before: PlaybookEdition | undefined) =>
  contentOf(draft, { before, kinds: kindsNow().rows })

/** An edition of a playbook: written, looked at with all that it touches, and then made. */
export function usePlaybookForm({ edition, act, today, done }: PlaybookFormOptions) {
  const { t } = useTexts()
  const store = usePlaybooks()
  const draft = shallowRef<PlaybookDraft>(
    playbookDraft(edition?.content ?? undefined, { today, nameOf: kindName }),
  )
  const told = shallowRef<Refusal>()
  const effects = shallowRef<EditionEffects>()
  const isTouched = shallowRef(false)
  const isSending = shallowRef(false)
  /** One edition, however often it is sent. */
  let id = newId()
  const code = edition?.code ?? null
  const content = computed(() => (act === 'end' ? null : saidIn(draft.value, edition)))
  const unanswered = computed(() => (isTouched.value ? unansweredFields(draft.value, content.value) : []))
  const kept = useDraft<PlaybookDraft>({
    name: `playbooks.${code ?? 'new'}.${act}`,
    words: () => draft.value,
    fill: words => (draft.value = words),
    accepts: isPlaybookDraft,
  })
  const posted = (): PostedEdition => ({
    code,
    effectiveFrom: draft.value.effectiveFrom,
    content: content.value,
  })

  async function look(): Promise<void> {
    const answer = await store.preview(posted())
    if (answer.ok) effects.value = answer.value
    else told.value = answer.refusal
  }
  async function make(seen: number): Promise<void> {
    const answer = await store.set({ id, seen, reason: draft.value.reason.trim(), ...posted() })
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
    take(part: Partial<PlaybookDraft>): void {
      draft.value = { ...draft.value, ...part }
      told.value = undefined
      effects.value = undefined
      id = newId()
    },
    back: () => void (effects.value = undefined),
    /** Why a field is not taken; undefined while it will do. */
    why(field: PlaybookField): string | undefined {
      if (told.value && playbookFieldOf(told.value) === field) return sentenceOf(told.value)
      return unanswered.value.includes(field) ? t(`playbooks.form.missing.${field}`) : undefined
    },
    /** What was refused and speaks of no field. */
    refused: computed(() =>
      told.value && playbookFieldOf(told.value) === undefined ? sentenceOf(told.value) : undefined,
    ),
    /** Once to see what it touches, twice to make it. */
    async submit(): Promise<void> {
      isTouched.value = true
      if (unansweredFields(draft.value, content.value).length > 0 || isSending.value) return
      const seen = code === null ? 0 : store.edition
      told.value = undefined
      if (seen === undefined) return void store.look(code ?? undefined)
      isSending.value = true
      await (effects.value ? make(seen) : look())
      isSending.value = false
    },
  }
}
export type PlaybookForm = ReturnType<typeof usePlaybookForm>
