import { shanghaiDay } from '@shuniu/shared/calendar'
import { instant } from '@shuniu/shared/kernel'
import { computed } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { showToast } from '../../platform/shell/toasts.ts'
import { useNow } from '../../platform/time/index.ts'

/** What every part of the page is given: the county's day, whether this account decides for the county, where to say what is done. */
export function useCentres() {
  const now = useNow()
  const session = useSession()
  return {
    today: computed(() => shanghaiDay(instant(now.value))),
    isCounty: computed(() => session.may('staffing.manage') && (session.session?.scope.length ?? 0) === 6),
    tell: (text: string) => void showToast(text, { tone: 'done' }),
  }
}
