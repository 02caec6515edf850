import type { CaseFact, Handler } from '../cases/index.ts'
import type { NotificationReader, Stage } from '../clocks/index.ts'
import { permissionsOf, roleRow, type Role } from '../identity/index.ts'

/** Who works where. */
export interface Post {
  readonly id: string
  readonly role: Role
  readonly scope: string
  readonly unitId: string | null
}

export type NotifiedCase = Pick<
  CaseFact,
  'tier' | 'areaCode' | 'gridCode' | 'ownerUnitId' | 'handledBy' | 'reporterId'
>

/** Who keeps the desk that each stage waits for; stages that are not here wait for the unit that owns the case. */
const desks: Readonly<Partial<Record<Stage, 'duty' | 'dispatcher' | 'reporter' | 'grid'>>> = {
  acceptance: 'duty',
  supplement: 'reporter',
  finding: 'grid',
  assignment: 'dispatcher',
  verification: 'duty',
  closing: 'duty',
  callBack: 'duty',
  transferReply: 'duty',
  suspensionReview: 'duty',
  incidentCall: 'duty',
  incidentWriting: 'duty',
}

type DeskRole = 'duty' | 'dispatcher' | 'leader'

function atDesk(desk: DeskRole, current: NotifiedCase, posts: readonly Post[]): Post[] {
  // A village has no desk, its township keeps it.
  const place = current.areaCode.slice(0, current.tier === 'county' ? 6 : 9)
  return posts.filter(({ role, scope }) => roleRow(role).toldAs === desk && scope === place)
}

const ofUnit = (current: NotifiedCase, posts: readonly Post[]): Post[] =>
  posts.filter(
    ({ unitId, role }) => unitId === current.ownerUnitId && permissionsOf(role).includes('case.handle'),
  )

/** Whose clock of what. */
interface Notified {
  readonly current: NotifiedCase
  readonly stage: Stage
  /** The helping unit whose clock it is; null for the case's own. */
  readonly unitId: string | null
}

/** A helping unit stands for its own clock as the owner does for the case's; who handles the case for others is not meant. */
function standingFor({ current, unitId }: Notified): NotifiedCase {
  if (unitId === null) return current
  const { handledBy = [] } = current
  return { ...current, ownerUnitId: unitId, handledBy: handledBy.filter(one => one.unitId === unitId) }
}

/** Whether the person is at work on the case and has the same unit still. */
const isStill = ({ accountId, unitId }: Handler, post: Post): boolean =>
  accountId === post.id && unitId === post.unitId

function handlersOf(stage: Stage, current: NotifiedCase, posts: readonly Post[]): Post[] {
  const desk = desks[stage]
  if (desk === 'reporter') return posts.filter(({ id }) => id === current.reporterId)
  if (desk === 'grid') {
    const place = current.gridCode ?? current.areaCode
    return posts.filter(({ scope, role }) => scope === place && roleRow(role).isInField === true)
  }
  if (desk !== undefined) return atDesk(desk, current, posts)
  const named = posts.filter(post => current.handledBy?.some(one => isStill(one, post)))
  return named.length > 0 ? named : ofUnit(current, posts)
}

/** The head of the unit that answers for the clock; a department or a force has no post of its own for one, and is told whole. */
function headsOf(current: NotifiedCase, posts: readonly Post[]): Post[] {
  const heads = posts.filter(
    ({ unitId, role }) => unitId === current.ownerUnitId && roleRow(role).headsUnit === true,
  )
  return heads.length > 0 ? heads : ofUnit(current, posts)
}

function postsFor(
  reader: NotificationReader,
  of: { current: NotifiedCase; stage: Stage },
  posts: readonly Post[],
): Post[] {
  switch (reader) {
    case 'handler':
      return handlersOf(of.stage, of.current, posts)
    case 'unitHead':
      return headsOf(of.current, posts)
    case 'dispatcher':
      return atDesk('dispatcher', of.current, posts)
    case 'unitLeader':
      return atDesk('leader', of.current, posts)
    case 'countyLeader':
      return posts.filter(({ role }) => role === 'countyLeader')
    case 'wall':
      return []
  }
}

export interface NotifiedPerson {
  readonly readerId: string
  readonly reader: NotificationReader
}

/**
 * Who is told, each person once, for the first of the readers that they are. Pure; `posts` are all that might be meant.
 * Source: domain §3.4.
 */
export function readersOf(
  readers: readonly NotificationReader[],
  of: Notified,
  posts: readonly Post[],
): NotifiedPerson[] {
  const told = new Map<string, NotifiedPerson>()
  const meant = { stage: of.stage, current: standingFor(of) }
  for (const reader of readers) {
    for (const { id } of postsFor(reader, meant, posts))
      if (!told.has(id)) told.set(id, { readerId: id, reader })
  }
  return [...told.values()]
}
