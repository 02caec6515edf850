import type { Refusal } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { useNow } from '../time/index.ts'

const waitIn = ({ detail }: Refusal): number | undefined =>
  typeof detail['retryAfterS'] === 'number' ? detail['retryAfterS'] : undefined

/** A refusal that says when to come back, counted down: the seconds that are left, none when it may be tried again. */
export function useWaiting() {
  const now = useNow()
  const untilMs = shallowRef(0)
  const leftS = computed(() => Math.max(0, Math.ceil((untilMs.value - now.value) / 1_000)))
  return {
    leftS,
    note(refusal: Refusal): void {
      const waitS = waitIn(refusal)
      untilMs.value = waitS === undefined ? 0 : now.value + waitS * 1_000
    },
  }
}

/** Seconds as one reads them: 二十九分五秒 as 29 分 5 秒. */
export function spanText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (minutes === 0) return `${rest} 秒`
  return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`
}
