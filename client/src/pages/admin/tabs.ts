import { divisionsPermission } from '@shuniu/shared/divisions'
import type { Permission } from '@shuniu/shared/identity'
import { importsPermission } from '@shuniu/shared/imports'

interface AdminTab {
  /** The second word of its address. */
  readonly id: string
  /** The right that whoever opens it has. */
  readonly needs: Permission
}

/** The parts of the page, in the order they are shown. */
export const adminTabs = [
  { id: 'rules', needs: 'clock.manage' },
  { id: 'catalogue', needs: 'clock.manage' },
  { id: 'playbooks', needs: 'clock.manage' },
  { id: 'calendar', needs: 'clock.manage' },
  { id: 'hours', needs: 'clock.manage' },
  { id: 'settings', needs: 'clock.manage' },
  { id: 'reach', needs: 'clock.manage' },
  { id: 'dispatch', needs: 'statistics.read' },
  { id: 'divisions', needs: divisionsPermission },
  { id: 'system', needs: 'county.manage' },
  { id: 'accounts', needs: 'account.administer' },
  { id: 'signIn', needs: 'account.administer' },
  { id: 'walls', needs: 'account.administer' },
  { id: 'rights', needs: 'account.administer' },
  { id: 'readiness', needs: importsPermission },
  { id: 'imports', needs: importsPermission },
  { id: 'audit', needs: 'audit.read' },
] as const satisfies readonly AdminTab[]

export type AdminTabId = (typeof adminTabs)[number]['id']

type May = (permission: Permission) => boolean

/** The parts that whoever has these rights works with. */
export const tabsFor = (may: May) => adminTabs.filter(({ needs }) => may(needs))

/** Whether a part opens to whoever has these rights; else the address of the first that does. */
export function openTab(asked: AdminTabId | undefined, may: May): true | string {
  const own = tabsFor(may)
  return own.some(({ id }) => id === asked) || `/admin/${own[0]?.id ?? ''}`
}
