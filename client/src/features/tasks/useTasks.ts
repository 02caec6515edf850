import { computed } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { useCases } from '../cases/index.ts'
import { isGraveTask, tasksOf } from './tasks.ts'

/** The tasks of whoever sits here, live. */
export function useTasks() {
  const session = useSession()
  const cases = useCases()
  return {
    tasks: computed(() => (session.actor ? tasksOf(cases.byId.values(), session.actor) : [])),
    hasGrave: computed(() => {
      const id = session.actor?.accountId ?? ''
      return [...cases.byId.values()].some(seen => isGraveTask(seen, id))
    }),
    refused: computed(() => cases.refused),
    isLoading: computed(() => cases.isLoading),
    fetch: () => cases.fetchAll({ todo: 'true' }),
  }
}
