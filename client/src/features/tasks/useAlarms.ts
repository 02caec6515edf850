import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { countOnTab } from '../../platform/shell/tabCount.ts'
import { useSound } from '../../platform/sound/index.ts'
import { callOf, callsOf, ringsNow } from './alarms.ts'
import type { ListedCase } from './lists.ts'
import type { Task } from './tasks.ts'

const lookEveryMs = 1_000
const mostRemembered = 200
const keyOf = (accountId: string): string => `shuniu.answeredCalls.${accountId}`

function answeredBy(accountId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(accountId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(one => typeof one === 'string') : []
  } catch {
    return []
  }
}

/**
 * Tasks that call until a person answers, on every tab, and again after a reload: seen as a card, heard and felt, and
 * counted in the page's title.
 */
export function useAlarms(accountId: string, todo: () => readonly ListedCase[]) {
  const sound = useSound()
  const answered = shallowRef(answeredBy(accountId))
  const calls = computed(() => callsOf(todo(), new Set(answered.value)))
  const rungAtMs = new Map<string, number>()

  function answer(task: Task): void {
    answered.value = [...answered.value, callOf(task)].slice(-mostRemembered)
    try {
      localStorage.setItem(keyOf(accountId), JSON.stringify(answered.value))
    } catch {
      // A browser that keeps nothing: answered while the page is open.
    }
  }
  function ringDue(): void {
    countOnTab('tasks', calls.value.length)
    const nowMs = performance.now()
    const due = calls.value.filter(task => ringsNow(task, rungAtMs.get(callOf(task)), nowMs))
    // One sound for all of them: the gravest.
    const [first] = due
    if (!first) return
    for (const task of due) rungAtMs.set(callOf(task), nowMs)
    sound.ring(first.seen.level)
  }
  const looking = setInterval(ringDue, lookEveryMs)
  watch(calls, ringDue, { immediate: true })
  onScopeDispose(() => {
    clearInterval(looking)
    countOnTab('tasks', 0)
  })
  return { calls, answer, sound: sound.state, wake: sound.wake }
}
