import { computed, shallowRef } from 'vue'
import { serverNowMs } from '../../../platform/time/index.ts'
import { useCases } from '../../cases/index.ts'
import { byUrgency, isGrave } from './order.ts'

/**
 * Grave cases that came since this desk was opened and that nobody has taken up: they are announced until somebody,
 * here or elsewhere, opens or accepts them.
 */
export function useAlarms() {
  const cases = useCases()
  const since = serverNowMs()
  const known = shallowRef<ReadonlySet<string>>(new Set())
  return {
    ringing: computed(() =>
      cases.open
        .filter(seen => isGrave(seen) && seen.status === 'reported' && Date.parse(seen.openedAt) >= since)
        .filter(seen => !known.value.has(seen.id))
        .sort(byUrgency),
    ),
    acknowledge: (id: string) => void (known.value = new Set([...known.value, id])),
  }
}
