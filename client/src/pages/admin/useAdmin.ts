import { shanghaiDay } from '@shuniu/shared/calendar'
import { categories, categoryOf } from '@shuniu/shared/cases'
import { instant } from '@shuniu/shared/kernel'
import { computed } from 'vue'
import { useSession } from '../../platform/auth/index.ts'
import { showToast } from '../../platform/shell/toasts.ts'
import { useNow } from '../../platform/time/index.ts'

const nameOf = (code: string): string => categoryOf(code)?.name ?? code

/** What every part of the page is given: the county's day, what this account may do, where to say that it is done. */
export function useAdmin() {
  const now = useNow()
  const session = useSession()
  return {
    nameOf,
    /** Every kind and class by its code; found by code, name or initials. */
    categories: categories.map(({ code, name, parent }) => ({
      id: code,
      text: `${code} ${name}`,
      group: parent === null ? name : nameOf(parent),
    })),
    today: computed(() => shanghaiDay(instant(now.value))),
    mayChange: computed(() => session.may('clock.manage')),
    tell: (text: string) => void showToast(text, { tone: 'done' }),
  }
}
