import { roles, rooms, type Actor } from '@shuniu/shared/identity'

function placeRoom(scope: string): string {
  if (scope.length <= 6) return rooms.county
  if (scope.length === 9) return rooms.township(scope)
  return scope.length === 12 ? rooms.village(scope) : rooms.grid(scope)
}

/** The rooms in which everything is told of the cases an actor may see: by place, by unit and by name. */
export const caseRooms = (actor: Actor): string[] => [
  ...(roles[actor.role].scopedBy === 'division' ? [placeRoom(actor.scope)] : []),
  ...(actor.unitId === undefined ? [] : [rooms.unit(actor.unitId)]),
  rooms.user(actor.accountId),
]
