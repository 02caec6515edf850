import { presenceEveryS, tellPresence, type PresenceView } from '@shuniu/shared/duty'
import { useEventListener, useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { call } from '../../platform/http/index.ts'

/** Who else has which case open, as last heard. A courtesy: what cannot be heard is simply not shown. */
export const usePresences = defineStore('presences', () => {
  const items = shallowRef<readonly PresenceView[]>([])
  const byCase = computed(() => {
    const found = new Map<string, PresenceView[]>()
    for (const one of items.value) found.set(one.caseId, [...(found.get(one.caseId) ?? []), one])
    return found
  })
  let asked = 0
  return {
    byCase,
    async tell(told: { caseId: string | null; isActing: boolean; leftId?: string }): Promise<void> {
      asked += 1
      const own = asked
      const answer = await call(tellPresence, { body: told })
      if (own === asked) items.value = answer.ok ? answer.value.items : []
    },
    forget: () => void (items.value = []),
  }
})

/** What a page has open. */
interface AtCase {
  readonly caseId: () => string | undefined
  readonly isActing: () => boolean
}

/** Tells which case this page has open while the scope lives, at once when that changes, and hears who else has which. */
export function usePresence({ caseId, isActing }: AtCase): void {
  const presences = usePresences()
  let told: string | undefined
  function tell(): void {
    const id = caseId()
    const leftId = told === id ? undefined : told
    told = id
    void presences.tell({ caseId: id ?? null, isActing: isActing(), ...(leftId !== undefined && { leftId }) })
  }
  useIntervalFn(() => document.hidden || tell(), presenceEveryS * 1_000)
  watch([caseId, isActing], tell, { immediate: true })
  useEventListener(document, 'visibilitychange', () => document.hidden || tell())
  onScopeDispose(() => {
    if (told !== undefined) void presences.tell({ caseId: null, isActing: false, leftId: told })
    presences.forget()
  })
}
