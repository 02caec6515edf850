import { rooms } from '../../identity/index.ts'
import type { FactAudience } from '../../kernel/index.ts'
import { unitsOf } from '../lifecycle/handlers.ts'
import type { CaseFact } from '../model.ts'
import { isOpenToReporter, type CaseTies } from './caseSight.ts'

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
export function caseHeardBy(before: CaseFact | undefined, after: CaseFact): FactAudience {
  const told = new Set(openTo(after))
  const masked = new Set(maskedTo(after).filter(room => !told.has(room)))
  const wasOpen = before ? openTo(before) : []
  const wasMasked = before ? maskedTo(before).filter(room => !masked.has(room)) : []
  const left = new Set([...wasOpen, ...wasMasked].filter(room => !told.has(room)))
  return { told: [...told], masked: [...masked], left: [...left] }
}
