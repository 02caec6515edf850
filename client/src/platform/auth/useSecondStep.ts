import { isOneTimeCode, plainCode } from '@shuniu/shared/identity'
import type { Refusal } from '@shuniu/shared/kernel'
import { computed, ref, shallowRef, watch } from 'vue'
import { sentenceOf } from '../errors/index.ts'
import { addMessages, say } from '../i18n/index.ts'
import { secondStepMessages } from './secondStepMessages.ts'

addMessages('secondStep', secondStepMessages)

interface SecondStepOptions {
  /** Sends a code; resolves with why it was not taken. */
  readonly finish: (code: string) => Promise<Refusal | undefined>
  /** The password is to be typed again, for this reason. */
  readonly over: (refusal: Refusal) => void
}

/** Whether no further code is taken under the same ticket. */
const isOver = ({ code, detail }: Refusal): boolean =>
  ['session.noTicket', 'session.locked', 'session.disabled'].includes(code) || detail['triesLeft'] === 0

/** Why a code was not taken. */
export function codeSentence(refusal: Refusal, isRecovery: boolean): string {
  const { code, detail } = refusal
  if (code === 'secondFactor.usedCode') return say(isRecovery ? 'secondStep.usedRecovery' : 'secondStep.used')
  const left = detail['triesLeft']
  if (code !== 'secondFactor.wrongCode' || typeof left !== 'number') return sentenceOf(refusal)
  return say(isRecovery ? 'secondStep.wrongRecovery' : 'secondStep.wrong', { n: left })
}

/** The second step of a sign-in: six digits send themselves, once; a recovery code is sent by hand. */
export function useSecondStep({ finish, over }: SecondStepOptions) {
  const code = ref('')
  const isRecovery = ref(false)
  const isBusy = ref(false)
  const refused = shallowRef<string>()

  async function send(): Promise<void> {
    const plain = plainCode(code.value)
    if (isBusy.value) return
    const isWhole = isRecovery.value ? plain !== '' : isOneTimeCode(plain)
    refused.value = isWhole
      ? undefined
      : say(isRecovery.value ? 'secondStep.fillRecovery' : 'secondStep.fill')
    if (!isWhole) return
    isBusy.value = true
    const refusal = await finish(plain)
    isBusy.value = false
    if (!refusal) return
    if (isOver(refusal)) return over(refusal)
    refused.value = codeSentence(refusal, isRecovery.value)
    if (refusal.code.startsWith('secondFactor.')) code.value = ''
  }
  watch(code, typed => {
    if (!isRecovery.value && isOneTimeCode(plainCode(typed))) void send()
  })

  return {
    code,
    isRecovery: computed(() => isRecovery.value),
    isBusy: computed(() => isBusy.value),
    refused: computed(() => refused.value),
    send,
    /** From 动态口令 to recovery codes, or back. */
    change(): void {
      isRecovery.value = !isRecovery.value
      code.value = ''
      refused.value = undefined
    },
  }
}
