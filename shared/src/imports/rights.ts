import { may, type Actor } from '../identity/index.ts'
import { importKind, type ImportKindName } from './kinds.ts'

/** What whoever comes to the imports at all must be allowed. */
export const importsPermission = 'register.import'
const countyDigits = 6

/**
 * Whether somebody imports files of a kind: by the right of its own, and for the county unless townships bring it too.
 * No two of the three administrations import one kind. Source: domain.md §5.1 R15, §5.4 三权分立.
 */
export function mayImport(actor: Actor, kind: ImportKindName): boolean {
  const { needs, isTownships } = importKind(kind)
  const isOfTier = isTownships === true || actor.scope.length <= countyDigits
  return may(actor, importsPermission) && may(actor, needs) && isOfTier
}
