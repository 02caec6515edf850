import { alarmPostOf, type CaseFact } from '../cases/index.ts'
import { isOneOf, typedKeys } from '../kernel/index.ts'
import type { NotificationReader } from '../clocks/index.ts'
import { permissionsOf } from '../identity/index.ts'
import { readersOf, type Post } from '../notifications/index.ts'

/** Somebody of a ladder before anything was done: for which post, and whose turn is when. */
export interface RankedPerson {
  readonly accountId: string
  readonly reader: NotificationReader
  readonly rank: number
}

/** Of those of one rank so many are told. */
export const mostOfRank = 12

/** In ranks of readers, each person once, the empty ranks left out. */
function ranked(
  persons: readonly { readonly readerId: string; readonly reader: NotificationReader }[],
): RankedPerson[] {
  const readers = [...new Set(persons.map(({ reader }) => reader))]
  return readers.flatMap((reader, rank) =>
    persons
      .filter(one => one.reader === reader)
      .slice(0, mostOfRank)
      .map(({ readerId }) => ({ accountId: readerId, reader, rank })),
  )
}

/** Whom a dispatch goes to: who handles for the unit, its head, who dispatched it, the leader of the centre. Pure. */
export const reachedByDispatch = (current: CaseFact, posts: readonly Post[]): RankedPerson[] =>
  ranked(
    readersOf(
      ['handler', 'unitHead', 'dispatcher', 'unitLeader'],
      { current: { ...current, handledBy: [] }, stage: 'signing', unitId: null },
      posts,
    ),
  )

const callReaders = { desk: 'handler', nextDesk: 'dispatcher', leader: 'unitLeader' } as const

/** Whom a case calls that nobody has accepted: the desks of its place, then who dispatches there, then who directs. Pure. */
export function reachedByCall({ areaCode, status, tier }: CaseFact, posts: readonly Post[]): RankedPerson[] {
  // What a township handed up is the county's to accept.
  const isCountys = status === 'escalated' && tier === 'county'
  const called = posts.filter(
    ({ role, scope }) =>
      permissionsOf(role).includes('case.accept') &&
      areaCode.startsWith(scope) &&
      (!isCountys || scope.length === 6),
  )
  const persons = typedKeys(callReaders).flatMap(post =>
    called
      .filter(({ role }) => alarmPostOf(role) === post)
      .map(({ id }) => ({ readerId: id, reader: callReaders[post] })),
  )
  return ranked(persons)
}

/** Moves by which a unit comes to have a case that it must sign. */
export const dispatchingMoves = ['assign', 'reassign', 'designate'] as const

/** Whether this version of a case is a dispatch. */
export const isDispatch = ({ status, lastMove }: Pick<CaseFact, 'status' | 'lastMove'>): boolean =>
  status === 'assigned' && isOneOf(dispatchingMoves, lastMove)
