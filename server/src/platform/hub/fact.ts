import type { Fact } from '@shuniu/shared/live'
import type { Connections, Database } from '../db/index.ts'
import { storedColumns, type StoredFact } from '../outbox/index.ts'

/** The facts after a number, in order. */
export async function factsAfter(
  { pool }: Pick<Connections, 'pool'>,
  after: number,
  limit: number,
): Promise<StoredFact[]> {
  const { rows } = await pool.query<StoredFact>({
    name: 'facts after',
    text: `select ${storedColumns} from outbox where seq > $1 order by seq limit $2`,
    values: [after, limit],
  })
  return rows
}

export interface Gap {
  readonly after: number
  readonly through: number
  readonly rooms: readonly string[]
  readonly limit: number
}

/** The facts of a gap that any of the rooms hears in any form, in order: one range of the index of numbers. */
export async function factsHeardBy({ pool }: Database, gap: Gap): Promise<StoredFact[]> {
  const { rows } = await pool.query<StoredFact>({
    name: 'facts heard',
    text: `select ${storedColumns} from outbox
            where seq > $1 and seq <= $2 and (told && $3::text[] or masked && $3::text[] or left_rooms && $3::text[])
            order by seq limit $4`,
    values: [gap.after, gap.through, gap.rooms, gap.limit],
  })
  return rows
}

/** In which form a fact reaches a socket. */
export type Form = 'told' | 'masked' | 'left'

export interface Listener {
  readonly rooms: ReadonlySet<string>
  /** A wall hangs where anybody may look: masked bodies are not for it. */
  readonly isWall: boolean
}

/**
 * The form in which a listener gets a fact, or undefined when it is not for it. The one policy of the stream, for live
 * frames and replays alike: who may read gets the body, else the masked body, else only that it left.
 */
export function formFor(fact: StoredFact, { rooms, isWall }: Listener): Form | undefined {
  const isIn = (room: string) => rooms.has(room)
  if (fact.told.some(isIn)) return 'told'
  if (!isWall && fact.masked.some(isIn)) return 'masked'
  return fact.left.some(isIn) ? 'left' : undefined
}

/** Whether somebody who could read what the fact speaks of perhaps may not any more. */
export const mayNarrow = (fact: StoredFact): boolean => fact.left.length > 0 || fact.masked.length > 0

const casePrefix = 'case:'

/** The room of the case a fact speaks of, if it has one. */
export const caseRoomOf = (fact: StoredFact): string | undefined =>
  [...fact.told, ...fact.masked, ...fact.left].find(isCaseRoom)

export const isCaseRoom = (room: string): boolean => room.startsWith(casePrefix)

export const caseIdOf = (caseRoom: string): string => caseRoom.slice(casePrefix.length)

const nounOf = (name: string): string => name.slice(0, name.indexOf('.'))

/** Of what has left a listener's sight it learns which, and nothing else. */
function leftOf(body: unknown): { id: unknown; version: unknown } {
  const known: { id?: unknown; version?: unknown } = typeof body === 'object' && body !== null ? body : {}
  return { id: known.id, version: known.version }
}

/** A fact as it crosses the wire. */
export function wireFact({ seq, name, at, ...fact }: StoredFact, form: Form): Fact {
  if (form === 'left') return { seq, name: `${nounOf(name)}.left`, at, body: leftOf(fact.body) }
  return { seq, name, at, body: form === 'told' ? fact.body : fact.maskedBody }
}
