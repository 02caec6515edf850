import { covers, may, type Actor } from './actor.ts'

/** The rooms of the live stream, by place and role. A room's name says who may be in it. */
export const rooms = {
  everyone: 'everyone',
  county: 'county',
  township: (areaCode: string) => `township:${areaCode.slice(0, 9)}`,
  village: (areaCode: string) => `village:${areaCode.slice(0, 12)}`,
  grid: (gridCode: string) => `grid:${gridCode}`,
  unit: (unitId: string) => `unit:${unitId}`,
  case: (caseId: string) => `case:${caseId}`,
  user: (accountId: string) => `user:${accountId}`,
} as const

export type Room =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'place'; readonly areaCode: string }
  | { readonly kind: 'unit' | 'case' | 'user'; readonly id: string }

const placeDigits: Readonly<Record<string, number>> = { township: 9, village: 12, grid: 15 }
const uuidShape = /^[0-9a-f-]{36}$/

/** What a room's name means; undefined for no room of ours. `countyCode` is the six digits of this county. */
export function roomOf(name: string, countyCode: string): Room | undefined {
  if (name === rooms.everyone) return { kind: 'everyone' }
  if (name === rooms.county) return { kind: 'place', areaCode: countyCode }
  const [kind = '', key = '', ...rest] = name.split(':')
  if (rest.length > 0) return undefined
  const digits = placeDigits[kind]
  if (digits !== undefined) {
    return /^\d+$/.test(key) && key.length === digits ? { kind: 'place', areaCode: key } : undefined
  }
  if (kind !== 'unit' && kind !== 'case' && kind !== 'user') return undefined
  return uuidShape.test(key) ? { kind, id: key } : undefined
}

/**
 * Whether the actor may be in a place's, unit's or person's room: the same scope that decides HTTP reads. In that of
 * everyone, where nothing of any case is told, is whoever is signed in.
 * A case's room is decided by `mayReadCase` of the feature cases, since it asks for the case.
 *
 * A grid's room is for whoever has that grid: a sensitive case is told to others without its grid, which they would find out
 * by being in one grid's room after the other. No wall is in a unit's room: what a unit has to do with a sensitive case
 * comes and goes there, and a wall is never told of such a case, nor that it left.
 */
export function mayJoin(actor: Actor, room: Room): boolean {
  if (room.kind === 'everyone') return true
  if (!may(actor, 'case.read')) return room.kind === 'user' && 'id' in room && room.id === actor.accountId
  if (room.kind === 'place') {
    return room.areaCode.length === placeDigits['grid']
      ? actor.scope === room.areaCode
      : covers(actor, room.areaCode)
  }
  if (room.kind === 'unit') return actor.role !== 'wall' && actor.unitId === room.id
  return room.kind === 'user' && actor.accountId === room.id
}
