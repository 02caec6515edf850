import { covers, may, rooms, type Actor } from '../identity/index.ts'
import type { Audience } from '../kernel/index.ts'
import { isUnits, unitsOf } from './handlers.ts'
import type { CaseFact } from './model.ts'

/** What the policy needs to know of a case; rows, views and facts all carry it. */
export type CaseTies = Pick<
  CaseFact,
  'areaCode' | 'gridCode' | 'ownerUnitId' | 'coUnitIds' | 'reporterId' | 'handledBy' | 'sensitive'
>

/** `full`: every field · `masked`: that there is one, where (village) and how it stands · `none`: a 404. */
export type CaseSight = 'full' | 'masked' | 'none'

/**
 * What of a case an actor may see now; HTTP reads, commands and `case:` rooms all ask here.
 * Scope = the division's prefix ∪ the unit's own cases ∪ one's own reports. A sensitive case opens in full to those who
 * handle it, its reporter and the posts that must decide on it, and is not on a wall at all. Having worked on a case
 * once opens nothing: whose unit has it no more sees of it what their place gives them.
 * Source: domain.md §5.2, §5.3.
 */
export function caseSight(actor: Actor, ties: CaseTies): CaseSight {
  if (!may(actor, 'case.read')) return 'none'
  const isWall = actor.role === 'wall'
  if (!isWall && ties.reporterId === actor.accountId) return 'full'
  const isPlaced = covers(actor, ties.gridCode ?? ties.areaCode)
  const isOurs = isUnits(ties, actor)
  if (!isPlaced && !isOurs) return 'none'
  if (!ties.sensitive) return 'full'
  if (isWall) return 'none'
  return (isPlaced && may(actor, 'case.readSensitive')) || (isOurs && may(actor, 'case.handle'))
    ? 'full'
    : 'masked'
}

export const mayReadCase = (actor: Actor, ties: CaseTies): boolean => caseSight(actor, ties) !== 'none'

const placeRooms = (ties: CaseTies): string[] => [
  rooms.county,
  ...(ties.areaCode.length >= 9 ? [rooms.township(ties.areaCode)] : []),
  ...(ties.areaCode.length >= 12 ? [rooms.village(ties.areaCode)] : []),
  ...(ties.gridCode === null ? [] : [rooms.grid(ties.gridCode)]),
]
const unitRooms = (ties: CaseTies): string[] => unitsOf(ties).map(rooms.unit)
const namedRooms = ({ reporterId, handledBy = [] }: CaseTies): string[] =>
  [...(reporterId === null ? [] : [reporterId]), ...handledBy.map(one => one.accountId)].map(rooms.user)

type Sighted = CaseTies & Pick<CaseFact, 'id'>

const openTo = (seen: Sighted): string[] => {
  const named = namedRooms(seen)
  return seen.sensitive ? named : [...placeRooms(seen), ...unitRooms(seen), ...named, rooms.case(seen.id)]
}
const maskedTo = (seen: Sighted): string[] =>
  seen.sensitive ? [...placeRooms(seen), ...unitRooms(seen), rooms.case(seen.id)] : []

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

/** The category that stands in for a sensitive case's own. */
export const sensitiveCategoryCode = 'E99'

/** A sensitive case as those see it who may know only that it exists and how it stands. */
export const maskCase = <C extends CaseFact>(seen: C): C => ({
  ...seen,
  categoryCode: sensitiveCategoryCode,
  sourceCode: '99',
  gridCode: null,
  position: null,
  reporterId: null,
  handlerIds: [],
  handledBy: [],
  masterId: null,
})

/** A case as it is told to everybody who may read it: it names no other case, since not all of them may read that one. */
export const tellCase = <C extends CaseFact>(seen: C): C => ({ ...seen, masterId: null })

/** A case as a wall shows it: who reported it and who worked on it is nobody's business there. */
export const showCase = <C extends CaseFact>(seen: C): C => ({
  ...seen,
  reporterId: null,
  handlerIds: [],
  handledBy: [],
})
