import type { Refusal, Result } from '@shuniu/shared/kernel'
import { computed, shallowRef, type Ref, type ShallowRef } from 'vue'
import { sentenceOf } from '../errors/index.ts'
import { useDraft } from './useDraft.ts'

interface SheetFormOptions<D, T> {
  /** The name that the typed words are kept under. */
  readonly name: string
  readonly accepts: (words: unknown) => words is D
  /** Why it cannot be sent yet; undefined when it can. */
  readonly missing: (draft: D) => string | undefined
  readonly send: (draft: D) => Promise<Result<T>>
  readonly done: (made: T) => void
}

/** How a form on a sheet stands, and what can be done with it. */
export interface SheetForm {
  /** Why it was not taken; undefined while nothing speaks against it. */
  readonly refused: Readonly<Ref<string | undefined>>
  readonly isConfirming: Readonly<Ref<boolean>>
  readonly isSending: Readonly<Ref<boolean>>
  readonly kept: Omit<ReturnType<typeof useDraft>, 'done'>
  readonly submit: () => unknown
  readonly back: () => void
}

/** A sheet that is filled in, asked about once more and sent; what was typed is kept until it is. */
export function useSheetForm<D extends object, T>(first: D, options: SheetFormOptions<D, T>) {
  const draft: ShallowRef<D> = shallowRef(first)
  const told = shallowRef<Refusal>()
  const isTouched = shallowRef(false)
  const isConfirming = shallowRef(false)
  const isSending = shallowRef(false)
  const kept = useDraft<D>({
    name: options.name,
    words: () => draft.value,
    fill: words => (draft.value = words),
    accepts: options.accepts,
  })
  const refused = computed(() => {
    if (told.value) return sentenceOf(told.value)
    return isTouched.value ? options.missing(draft.value) : undefined
  })

  return {
    draft,
    kept,
    refused,
    isConfirming,
    isSending,
    take(part: Partial<D>): void {
      draft.value = { ...draft.value, ...part }
      told.value = undefined
      isConfirming.value = false
    },
    back: () => void (isConfirming.value = false),
    /** Once to be asked again, twice to send. */
    async submit(): Promise<void> {
      isTouched.value = true
      if (isSending.value || options.missing(draft.value) !== undefined) return
      if (!isConfirming.value) {
        told.value = undefined
        isConfirming.value = true
        return
      }
      isSending.value = true
      const answer = await options.send(draft.value)
      isSending.value = false
      isConfirming.value = false
      if (!answer.ok) return void (told.value = answer.refusal)
      kept.done()
      options.done(answer.value)
    },
  }
}

/** What stands in a field after an event of it. */
export const typedIn = ({ target }: Event): string =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement ? target.value : ''
