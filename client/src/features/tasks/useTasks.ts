import { computed } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { useCases } from '../cases/index.ts'
import { listsOf } from './lists.ts'
import { isGraveTask } from './tasks.ts'

/** The tasks of whoever sits here, live. */
export function useTasks() {
  const session = useSession()
  const cases = useCases()
  /** What is owed first; then everything open, for the lists beside it. */
  const { state, read } = createReading(async () => {
    const owed = await cases.fetchAll({ todo: 'true' })
    return owed.ok ? cases.fetchOpen({}) : owed
  })
  return {
    lists: computed(() => session.actor && listsOf(cases.byId.values(), session.actor)),
    hasGrave: computed(() => {
      const id = session.actor?.accountId ?? ''
      return [...cases.byId.values()].some(seen => isGraveTask(seen, id))
    }),
    state,
    fetch: read,
  }
}
