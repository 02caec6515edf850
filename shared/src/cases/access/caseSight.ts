import { covers, may, type Actor } from '../../identity/index.ts'
import { isUnits } from '../lifecycle/handlers.ts'
import type { CaseFact } from '../model.ts'
import { isOpen } from '../lifecycle/status.ts'

/** What the policy needs to know of a case; rows, views and facts all carry it. */
export type CaseTies = Pick<
  CaseFact,
  'areaCode' | 'gridCode' | 'ownerUnitId' | 'coUnitIds' | 'reporterId' | 'handledBy' | 'sensitive' | 'status'
>

/** `full`: every field · `masked`: that there is one, where (village) and how it stands · `none`: a 404. */
export type CaseSight = 'full' | 'masked' | 'none'

/**
 * What of a case an actor may see now; HTTP reads, commands and `case:` rooms all ask here.
 * Scope = the division's prefix ∪ the unit's own cases ∪ one's own reports. A sensitive case opens in full to those who
 * handle it, the posts that must decide on it and, while it is open and they may be asked, whoever reported it; it is
 * not on a wall at all. Having worked on a case once opens nothing: whose unit has it no more sees of it what their
 * place gives them.
 * Source: domain.md §5.2, §5.3.
 */
export function caseSight(actor: Actor, ties: CaseTies): CaseSight {
  if (!may(actor, 'case.read')) return 'none'
  const isWall = actor.role === 'wall'
  const isOwn = !isWall && ties.reporterId === actor.accountId
  if (isOwn && isOpenToReporter(ties)) return 'full'
  const isPlaced = covers(actor, ties.gridCode ?? ties.areaCode)
  const isOurs = isUnits(ties, actor)
  if (!isPlaced && !isOurs && !isOwn) return 'none'
  if (!ties.sensitive) return 'full'
  if (isWall) return 'none'
  return (isPlaced && may(actor, 'case.readSensitive')) || (isOurs && may(actor, 'case.handle'))
    ? 'full'
    : 'masked'
}

/** Who reported a sensitive case may be asked about it while it is open; what came of it is its handlers' to tell. */
export const isOpenToReporter = ({ sensitive, status }: CaseTies): boolean => !sensitive || isOpen(status)

export const mayReadCase = (actor: Actor, ties: CaseTies): boolean => caseSight(actor, ties) !== 'none'
