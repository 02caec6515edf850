import { isAdministrator, type Actor, type Role } from '@shuniu/shared/identity'

/** How a case truly stands, as the database has it. */
export interface Truth {
  readonly areaCode: string
  readonly gridCode: string | null
  readonly ownerUnitId: string
  readonly coUnitIds: readonly string[]
  readonly reporterId: string | null
  readonly sensitive: boolean
  readonly isOpen: boolean
  /** The account reported as its own. */
  readonly isOwnName: boolean
}

/**
 * Who may be told what, said a second time from the rules and from nothing of the product. `standing`: that there is such a
 * case, where and how it stands · `kind`: of what, and exactly where · `words`: what people wrote · `people`: who works on
 * it · `reporter`: who reported it. Source: design.md §4.6, §7; domain.md §5.1–5.3.
 */
export type Secret = 'standing' | 'kind' | 'words' | 'people' | 'reporter'

const byUnitAlone: readonly Role[] = ['unitHandler']
const handlers: readonly Role[] = ['gridMember', 'villageOfficer', 'unitHandler']
const deciding: readonly Role[] = [
  'townshipDuty',
  'townshipDispatcher',
  'townshipDirector',
  'countyDuty',
  'countyDispatcher',
  'countyDirector',
]

/** All that an actor may be told of a case now. */
export function mayBeTold(actor: Actor, truth: Truth): ReadonlySet<Secret> {
  const { role, scope, unitId } = actor
  if (isAdministrator(role)) return new Set()
  const isPlaced = !byUnitAlone.includes(role) && (truth.gridCode ?? truth.areaCode).startsWith(scope)
  const isUnits = unitId !== undefined && [truth.ownerUnitId, ...truth.coUnitIds].includes(unitId)
  if (role === 'wall') return new Set(isPlaced && !truth.sensitive ? ['standing', 'kind'] : [])
  const isFiler = truth.reporterId === actor.accountId
  if (!isPlaced && !isUnits && !isFiler) return new Set()
  const isTrusted =
    (isPlaced && deciding.includes(role)) || (isUnits && handlers.includes(role)) || (isFiler && truth.isOpen)
  if (truth.sensitive && !isTrusted) return new Set(['standing'])
  const isHandling = isUnits && truth.isOpen && [...handlers, ...deciding].includes(role)
  const isReporter = isFiler && truth.isOwnName
  return new Set([
    'standing',
    'kind',
    'words',
    'people',
    ...(isHandling || isReporter ? (['reporter'] as const) : []),
  ])
}
