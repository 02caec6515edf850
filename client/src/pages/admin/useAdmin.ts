import { shanghaiDay } from '@shuniu/shared/calendar'
import { instant } from '@shuniu/shared/kernel'
import { computed } from 'vue'
import { kindChoices, kindName, useCatalogueFeed } from '../../features/cases/index.ts'
import { useSession } from '../../platform/auth/index.ts'
import { showToast } from '../../platform/shell/toasts.ts'
import { useNow } from '../../platform/time/index.ts'

/** What every part of the page is given: the county's day, what this account may do, where to say that it is done. */
export function useAdmin() {
  const now = useNow()
  const session = useSession()
  useCatalogueFeed()
  return {
    nameOf: kindName,
    /** Every kind and class by its code; found by code, name or initials. */
    categories: computed(() =>
      kindChoices().map(choice => ({ ...choice, text: `${choice.id} ${choice.text}` })),
    ),
    today: computed(() => shanghaiDay(instant(now.value))),
    mayChange: computed(() => session.may('clock.manage')),
    tell: (text: string) => void showToast(text, { tone: 'done' }),
  }
}
