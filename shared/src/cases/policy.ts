import { covers, may, rooms, type Actor } from '../identity/index.ts'
import type { Audience } from '../kernel/index.ts'
import { isUnits, unitsOf } from './handlers.ts'
import type { CaseFact } from './model.ts'
import { isOpen } from './status.ts'

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
const isOpenToReporter = ({ sensitive, status }: CaseTies): boolean => !sensitive || isOpen(status)

export const mayReadCase = (actor: Actor, ties: CaseTies): boolean => caseSight(actor, ties) !== 'none'

const placeRooms = (ties: CaseTies): string[] => [
  rooms.county,
  ...(ties.areaCode.length >= 9 ? [rooms.township(ties.areaCode)] : []),
  ...(ties.areaCode.length >= 12 ? [rooms.village(ties.areaCode)] : []),
  ...(ties.gridCode === null ? [] : [rooms.grid(ties.gridCode)]),
]
const unitRooms = (ties: CaseTies): string[] => unitsOf(ties).map(rooms.unit)
const reporterRooms = ({ reporterId }: CaseTies): string[] =>
  reporterId === null ? [] : [rooms.user(reporterId)]
const namedRooms = (ties: CaseTies): string[] => [
  ...(isOpenToReporter(ties) ? reporterRooms(ties) : []),
  ...(ties.handledBy ?? []).map(one => rooms.user(one.accountId)),
]

type Sighted = CaseTies & Pick<CaseFact, 'id'>

const openTo = (seen: Sighted): string[] => {
  const named = namedRooms(seen)
  return seen.sensitive ? named : [...placeRooms(seen), ...unitRooms(seen), ...named, rooms.case(seen.id)]
}
const maskedTo = (seen: Sighted): string[] =>
  seen.sensitive ? [...placeRooms(seen), ...unitRooms(seen), ...reporterRooms(seen), rooms.case(seen.id)] : []

/**
 * The rooms that hear of a case's change: those that may read it now, and those that could and may not any more,
 * which learn only that it left them. A room that was told and is masked now is both: masked bodies are not for walls,
 * so to a wall in it the case has left. Source: design.md §4.6.
 */
export function caseHeardBy(before: CaseFact | undefined, after: CaseFact): Audience {
  const told = new Set(openTo(after))
  const masked = new Set(maskedTo(after).filter(room => !told.has(room)))
  const wasOpen = before ? openTo(before) : []
  const wasMasked = before ? maskedTo(before).filter(room => !masked.has(room)) : []
  const left = new Set([...wasOpen, ...wasMasked].filter(room => !told.has(room)))
  return { told: [...told], masked: [...masked], left: [...left] }
}
