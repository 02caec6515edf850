import type { Permission } from '@shuniu/shared/identity'
import { hasText, say } from '../../../platform/i18n/index.ts'

/** What a right is called on screens; its code where it has no name yet. */
export function rightName(right: Permission): string {
  const key = `identity.right.${right}`
  return hasText(key) ? say(key) : right
}
