import { computed } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { useCases } from '../cases/index.ts'
import { listsOf } from './lists.ts'
import { isGraveTask } from './tasks.ts'

/** The tasks of whoever sits here, live. */
export function useTasks() {
  const session = useSession()
  const cases = useCases()
  return {
    lists: computed(() => session.actor && listsOf(cases.byId.values(), session.actor)),
    hasGrave: computed(() => {
      const id = session.actor?.accountId ?? ''
      return [...cases.byId.values()].some(seen => isGraveTask(seen, id))
    }),
    refused: computed(() => cases.refused),
    isLoading: computed(() => cases.isLoading),
    /** What is owed first; then everything open, for the lists beside it. */
    async fetch(): Promise<void> {
      const owed = await cases.fetchAll({ todo: 'true' })
      if (owed.ok) await cases.fetchOpen({})
    },
  }
}
