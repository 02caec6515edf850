import { permissionsOf } from '@shuniu/shared/identity'
import { computed, onScopeDispose } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { watchRooms } from '../../platform/live/index.ts'
import { useNow } from '../../platform/time/index.ts'
import { useAlarms } from '../alarms/index.ts'
import { overviewRoom } from '../statistics/index.ts'

/**
 * The red case that takes the map over, until a person answers, accepts or lowers it: the one that has called longest. What a
 * wall has seen of it before a reload changes nothing. Source: domain.md §4.1, 重大警情接管.
 */
export function useTakeover(home: string) {
  const session = useSession()
  const alarms = useAlarms()
  const now = useNow()
  const { role } = session.session ?? {}
  // Before a person who may accept, the watch that rings for them keeps these.
  if (role !== undefined && !permissionsOf(role).includes('case.accept')) {
    alarms.watch()
    watchRooms([overviewRoom(home)], alarms.resync)
    onScopeDispose(alarms.unwatch)
  }
  const reds = computed(() =>
    alarms.unanswered(now.value).filter(one => one.level === 'red' && !one.sensitive),
  )
  return {
    now,
    /** All that call: they pulse on the map. */
    calling: computed(() => alarms.unanswered(now.value).filter(one => !one.sensitive)),
    red: computed(() => reds.value[0]),
    more: computed(() => Math.max(0, reds.value.length - 1)),
  }
}
