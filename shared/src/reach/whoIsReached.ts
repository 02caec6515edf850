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

interface RankedReader {
  readonly readerId: string
  readonly reader: NotificationReader
}

/** Whom their rosters have on duty at the moment, by their accounts. */
export type OnDuty = ReadonlySet<string>

/**
 * Of a rank those who are told in its turn, and those who are left for the end: where somebody of a unit is on duty, the others of
 * that unit are not woken before everybody who is. Of a unit that keeps no roster all are told.
 */
function byDuty(rank: readonly RankedReader[], posts: readonly Post[], onDuty: OnDuty) {
  const unitOf = new Map(posts.map(({ id, unitId }) => [id, unitId]))
  const kept = new Set(
    rank.filter(({ readerId }) => onDuty.has(readerId)).map(({ readerId }) => unitOf.get(readerId)),
  )
  const isFirst = ({ readerId }: RankedReader) => onDuty.has(readerId) || !kept.has(unitOf.get(readerId))
  return { first: rank.filter(isFirst), left: rank.filter(one => !isFirst(one)) }
}

/** In ranks of readers, each person once, whoever is on duty before whoever is not, the empty ranks left out. */
function ranked(persons: readonly RankedReader[], posts: readonly Post[], onDuty: OnDuty): RankedPerson[] {
  const readers = [...new Set(persons.map(({ reader }) => reader))]
  const ranks = readers.map(reader =>
    byDuty(
      persons.filter(one => one.reader === reader),
      posts,
      onDuty,
    ),
  )
  return [...ranks.map(({ first }) => first), ...ranks.map(({ left }) => left)]
    .filter(rank => rank.length > 0)
    .flatMap((of, rank) =>
      of.slice(0, mostOfRank).map(({ readerId, reader }) => ({ accountId: readerId, reader, rank })),
    )
}

/** Whom a dispatch goes to: who handles for the unit, its head, who dispatched it, the leader of the centre. Pure. */
export const reachedByDispatch = (
  current: CaseFact,
  posts: readonly Post[],
  onDuty: OnDuty,
): RankedPerson[] =>
  ranked(
    readersOf(
      ['handler', 'unitHead', 'dispatcher', 'unitLeader'],
      { current: { ...current, handledBy: [] }, stage: 'signing', unitId: null },
      posts,
    ),
    posts,
    onDuty,
  )

const callReaders = { desk: 'handler', nextDesk: 'dispatcher', leader: 'unitLeader' } as const

/** Whom a case calls that nobody has accepted: the desks of its place, then who dispatches there, then who directs. Pure. */
export function reachedByCall(
  { areaCode, status, tier }: CaseFact,
  posts: readonly Post[],
  onDuty: OnDuty,
): RankedPerson[] {
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
  return ranked(persons, posts, onDuty)
}

/** Moves by which a unit comes to have a case that it must sign. */
export const dispatchingMoves = ['assign', 'reassign', 'designate'] as const

/** Whether this version of a case is a dispatch. */
export const isDispatch = ({ status, lastMove }: Pick<CaseFact, 'status' | 'lastMove'>): boolean =>
  status === 'assigned' && isOneOf(dispatchingMoves, lastMove)
