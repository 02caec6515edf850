import { wallAskMs, wallCodeMinutes, type WaitingWall, type WallAsking } from '@shuniu/shared/identity'
import type { Refusal, Result } from '@shuniu/shared/kernel'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { pauseBefore } from '../../platform/http/reading.ts'
import { useNow } from '../../platform/time/index.ts'

interface EnrolmentOptions {
  readonly ask: () => Promise<Result<WallAsking>>
  /** An administrator has typed the code. */
  readonly enrolled: () => void
}

/**
 * Asks, while the scope lives, for the code that this screen shows, and whether it was typed: one question at a time, two
 * seconds after the last was answered, and ever more rarely while the server does not answer. A code that has ended is shown no
 * more, whether or not another has come.
 */
export function useEnrolment({ ask, enrolled }: EnrolmentOptions) {
  const now = useNow()
  const waiting = shallowRef<WaitingWall>()
  const refused = shallowRef<Refusal>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let isOver = false

  async function look(): Promise<void> {
    const answer = await ask()
    if (isOver) return
    if (answer.ok && answer.value.state === 'enrolled') return enrolled()
    if (answer.ok && answer.value.state === 'waiting') waiting.value = answer.value
    refused.value = answer.ok ? undefined : answer.refusal
    failures = answer.ok ? 0 : failures + 1
    timer = setTimeout(() => void look(), answer.ok ? wallAskMs : pauseBefore(failures, answer.refusal))
  }
  void look()
  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
  })

  const leftS = computed(() => {
    const untilMs = waiting.value ? Date.parse(waiting.value.expiresAt) : 0
    // The page's clock is the server's but for a second: no code holds for longer than it is given.
    return Math.min(wallCodeMinutes * 60, Math.max(0, Math.ceil((untilMs - now.value) / 1_000)))
  })
  return {
    leftS,
    code: computed(() => (leftS.value > 0 ? waiting.value?.code : undefined)),
    former: computed(() => waiting.value?.former ?? undefined),
    refused,
  }
}
