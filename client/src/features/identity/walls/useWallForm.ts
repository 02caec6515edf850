import type { WallView } from '@shuniu/shared/identity'
import { grant, type Refusal, type Result } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { useDraft } from '../../../platform/drafts/index.ts'
import { sentenceOf, spanText, useWaiting } from '../../../platform/errors/index.ts'
import { useTexts } from '../../../platform/i18n/index.ts'
import {
  emptyWall,
  fieldOfWall,
  isWallDraft,
  lackingIn,
  readWall,
  type WallAct,
  type WallDraft,
  type WallField,
} from './wallDraft.ts'
import { useWallScreens } from './walls.store.ts'

interface WallFormOptions {
  readonly act: WallAct
  /** The wall that is meant; undefined where one is enrolled. */
  readonly known: WallView | undefined
  readonly done: () => void
}

/** What is done with a wall, from its first word to its second yes. */
export function useWallForm({ act, known, done }: WallFormOptions) {
  const { t } = useTexts()
  const store = useWallScreens()
  const draft = shallowRef<WallDraft>({
    ...emptyWall,
    ...(act === 'rename' && { name: known?.name ?? '' }),
  })
  const told = shallowRef<Refusal>()
  const isTouched = shallowRef(false)
  const isConfirming = shallowRef(false)
  const isSending = shallowRef(false)
  const waiting = useWaiting()
  const lacking = computed(() => lackingIn(draft.value, act))
  const kept = useDraft<WallDraft>({
    name: `identity.wall.${act}.${known?.id ?? 'new'}`,
    // A code holds for minutes: it is kept of no form.
    words: () => ({ ...draft.value, code: '' }),
    fill: words => (draft.value = { ...words, code: draft.value.code }),
    accepts: isWallDraft,
  })

  async function send(): Promise<Result<unknown>> {
    const read = readWall(draft.value)
    if (!known) return store.enrol(read)
    if (act === 'again') return store.enrolAgain(known, read)
    if (act === 'rename') return store.rename(known, read)
    return act === 'revoke' ? store.revoke(known, read) : grant(undefined)
  }
  function sentence(refusal: Refusal): string {
    const { leftS } = waiting
    if (refusal.code !== 'wall.tooManyTries' || leftS.value === 0) return sentenceOf(refusal)
    return t('identity.wall.wait', { time: spanText(leftS.value) })
  }

  return {
    draft,
    isConfirming,
    isSending,
    kept,
    take(part: Partial<WallDraft>): void {
      draft.value = { ...draft.value, ...part }
      told.value = undefined
      isConfirming.value = false
    },
    back: () => void (isConfirming.value = false),
    /** Why a field is not taken; undefined while it will do. */
    why(field: WallField): string | undefined {
      if (told.value && fieldOfWall(told.value.code) === field) return sentence(told.value)
      if (!isTouched.value || !lacking.value.includes(field)) return undefined
      return t(field === 'code' ? 'identity.wall.codeMissing' : 'identity.missing')
    },
    /** What was refused and speaks of no field. */
    refused: computed(() =>
      told.value && fieldOfWall(told.value.code) === undefined ? sentenceOf(told.value) : undefined,
    ),
    /** Once to be asked again, twice to send. */
    async submit(): Promise<void> {
      isTouched.value = true
      if (lacking.value.length > 0 || isSending.value) return
      if (!isConfirming.value) return void (isConfirming.value = true)
      isSending.value = true
      const answer = await send()
      isSending.value = false
      isConfirming.value = false
      if (!answer.ok) {
        waiting.note(answer.refusal)
        return void (told.value = answer.refusal)
      }
      kept.done()
      done()
    },
  }
}
