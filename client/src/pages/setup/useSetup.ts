import { beginSetup } from '@shuniu/shared/identity'
import { computed, reactive, ref, shallowRef } from 'vue'
import { sentenceOf } from '../../platform/errors/index.ts'
import { call } from '../../platform/http/index.ts'
import { bodyOf, emptySetup, faultsIn, placeOfRefusal, weaknessText, type Faults } from './filled.ts'

/** The first setup, from its first word to three administrators. */
export function useSetup() {
  const words = reactive(emptySetup())
  const isTouched = ref(false)
  const isSending = ref(false)
  const isDone = ref(false)
  const told = shallowRef<Faults>({})
  const faults = computed((): Faults => ({ ...told.value, ...(isTouched.value ? faultsIn(words) : {}) }))

  return {
    words,
    faults,
    isSending,
    isDone,
    /** What was typed since is not what was refused. */
    forget: (place: string) => {
      const { [place]: _, form: __, ...rest } = told.value
      told.value = rest
    },
    async send(): Promise<void> {
      isTouched.value = true
      if (isSending.value || Object.keys(faultsIn(words)).length > 0) return
      isSending.value = true
      const answer = await call(beginSetup, { body: bodyOf(words) })
      isSending.value = false
      if (answer.ok) return void (isDone.value = true)
      const { refusal } = answer
      told.value = { [placeOfRefusal(refusal) ?? 'form']: weaknessText(refusal) ?? sentenceOf(refusal) }
    },
  }
}
