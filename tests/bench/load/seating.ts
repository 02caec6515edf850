import { rooms, type Actor, type Role } from '@shuniu/shared/identity'
import type { Person } from '../people.ts'
import type { ConsoleSeat } from '../programs/consoles.ts'

/** A console and whoever sits at it. */
export interface Seated extends ConsoleSeat {
  readonly name: string
  readonly actor: Actor
}

const townshipRoles: readonly Role[] = [
  'townshipDuty',
  'townshipDispatcher',
  'townshipDirector',
  'townshipLeader',
  'wall',
  'unitHandler',
]
const countyRoles: readonly Role[] = [
  'countyDuty',
  'countyDispatcher',
  'countyLeader',
  'countyDirector',
  'wall',
]
/** Eight consoles in each of 32 townships and the rest at the county's centre. */
const consolesATownship = 8

export const actorOf = ({ id, name, role, scope, unitId }: Person): Actor => ({
  accountId: id,
  name,
  role,
  scope,
  unitId: unitId ?? undefined,
})

function roomsFor({ role, scope, unitId }: Person): string[] {
  if (role === 'unitHandler') return unitId === null ? [] : [rooms.unit(unitId)]
  return [scope.length === 6 ? rooms.county : rooms.township(scope)]
}

const seatOf = (person: Person, nth: number): Seated => ({
  name: `${person.account} #${nth + 1}`,
  cookie: person.cookie,
  rooms: roomsFor(person),
  actor: actorOf(person),
})

/** Takes `n` from a list that begins anew when it ends. */
const around = <T>(list: readonly T[], n: number): T[] =>
  Array.from({ length: n }, (_, index) => list[index % list.length]).filter(one => one !== undefined)

const inTurn = (people: readonly Person[], roles: readonly Role[]): Person[] =>
  roles.flatMap(role => people.filter(person => person.role === role).slice(0, 2))

/** The consoles of a county: desks, walls and units, each watching what it is entitled to. */
export function seatConsoles(people: readonly Person[], n: number): Seated[] {
  const townships = [...new Set(people.filter(({ scope }) => scope.length === 9).map(({ scope }) => scope))]
  const ofTownships = townships.slice(0, Math.floor((n * 0.85) / consolesATownship)).flatMap(scope =>
    around(
      inTurn(
        people.filter(person => person.scope === scope),
        townshipRoles,
      ),
      consolesATownship,
    ),
  )
  const ofCounty = around(
    inTurn(
      people.filter(({ scope }) => scope.length === 6),
      countyRoles,
    ),
    n - ofTownships.length,
  )
  return [...ofTownships, ...ofCounty].map(seatOf)
}

/** Phones of members: each hears of itself and of its own grid or village. */
export function seatPhones(people: readonly Person[], n: number): ConsoleSeat[] {
  const members = people.filter(({ role }) => role === 'gridMember' || role === 'villageOfficer')
  return around(members, n).map(({ cookie, id, scope }) => ({
    cookie,
    rooms: [rooms.user(id), scope.length === 15 ? rooms.grid(scope) : rooms.village(scope)],
  }))
}
