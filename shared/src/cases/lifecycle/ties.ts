import { covers, may, type Actor, type Permission } from '../../identity/index.ts'
import type { CaseTier } from '../attributes.ts'
import { caseTiers } from '../attributes.ts'
import type { CaseFact } from '../model.ts'
import type { Tie } from '../moves/index.ts'

type Tied = Pick<CaseFact, 'areaCode' | 'gridCode' | 'ownerUnitId' | 'coUnitIds' | 'reporterId'>

const isOwners = (seen: Tied, actor: Actor): boolean => actor.unitId === seen.ownerUnitId
const isHelpers = (seen: Tied, actor: Actor): boolean =>
  actor.unitId !== undefined && seen.coUnitIds.includes(actor.unitId)
const isPlaced = (seen: Tied, actor: Actor): boolean => covers(actor, seen.gridCode ?? seen.areaCode)

/** Whether the actor dispatches, supervises or leads where the case lies: such posts press a case on at any time. */
export const isOverseer = (seen: Tied, actor: Actor): boolean =>
  isPlaced(seen, actor) && overseeing.some(right => may(actor, right))

const overseeing: readonly Permission[] = ['case.assign', 'case.supervise', 'case.instruct', 'case.escalate']

/** Whether the actor is tied to the case as a move asks. */
export function isTied(tie: Tie, seen: Tied, actor: Actor): boolean {
  switch (tie) {
    case 'owner':
      return isOwners(seen, actor)
    case 'co':
      return isHelpers(seen, actor)
    case 'party':
      return isOwners(seen, actor) || isHelpers(seen, actor)
    case 'reporter':
      return actor.accountId === seen.reporterId
    case 'area':
      return isPlaced(seen, actor)
    case 'ownerOrDesk':
      return isOwners(seen, actor) || (isPlaced(seen, actor) && may(actor, 'case.assign'))
    case 'areaOrParty':
      return isPlaced(seen, actor) || isOwners(seen, actor) || isHelpers(seen, actor)
    case 'watcher':
      return actor.accountId === seen.reporterId || isOverseer(seen, actor)
    case 'system':
      return false
  }
}

/** The tier whose people the actor is of, by the digits of the division. */
export function tierOf(actor: Pick<Actor, 'scope'>): CaseTier {
  if (actor.scope.length === 6) return 'county'
  return actor.scope.length === 9 ? 'township' : 'village'
}

/** Below zero when `a` is the lower tier. */
export const compareTiers = (a: CaseTier, b: CaseTier): number => caseTiers.indexOf(a) - caseTiers.indexOf(b)

/** The next tier up; undefined above the county. */
export const tierAbove = (tier: CaseTier): CaseTier | undefined => caseTiers[caseTiers.indexOf(tier) + 1]

/** The tier at whose desk a case is dispatched: a village has none of its own. */
export const deskTier = (tier: CaseTier): Exclude<CaseTier, 'village'> =>
  tier === 'village' ? 'township' : tier
