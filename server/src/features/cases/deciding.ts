import type { CaseTimer } from '@shuniu/shared/clocks'
import {
  caseSight,
  decideMove,
  moved,
  needsNotice,
  type CaseFact,
  type Deciding,
  type PostedMove,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Instant, type Refused, type Result } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import { timersOf } from '../clocks/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { entriesOf, lockCases, readCase } from './cases.repo.ts'
import { wrongMedia, wrongUnits } from './checks.ts'
import { centresFor, countyOf, type CaseGround } from './lower.ts'
import { noticeNumberAt } from './numbers.ts'

/** A move under way: the locked case, the wish, and who and when. */
export interface Moving {
  readonly row: CaseRow
  readonly known: CaseFact
  /** The case to merge into or to be taken out of, locked as well. */
  readonly master: CaseRow | undefined
  readonly wish: PostedMove
  readonly actor: Actor
  readonly now: Instant
}

/** The case after a move and those of its clocks that are new or changed. */
export interface Decided {
  readonly after: CaseFact
  readonly changed: readonly CaseTimer[]
}

/** The case that a move touches besides its own; read before anything is held. */
async function masterIdOf(tx: Tx, id: string, wish: PostedMove): Promise<string | undefined> {
  if (wish.move === 'merge') return wish.masterId
  if (wish.move !== 'unmerge') return undefined
  return (await readCase(tx.orm, id))?.masterId ?? undefined
}

/** Holds the case, and the one it is merged into where the move is about that. */
export async function lockFor(tx: Tx, id: string, wish: PostedMove) {
  const masterId = await masterIdOf(tx, id, wish)
  const held = await lockCases(tx, masterId === undefined ? [id] : [id, masterId])
  const master = masterId === undefined || masterId === id ? undefined : held.get(masterId)
  return { row: held.get(id), master }
}

async function aroundOf(ground: CaseGround, tx: Tx, moving: Moving): Promise<Deciding> {
  const { known, master, wish, actor, now } = moving
  const isMasters = master !== undefined && (wish.move === 'merge' || known.masterId === master.id)
  const noticeNumber = needsNotice(known, wish.move)
    ? await noticeNumberAt(tx, now, countyOf(ground.places))
    : ''
  return {
    ...{ actor, now, noticeNumber, centres: centresFor(ground.units, known.areaCode) },
    ...(isMasters && { master: toFact(master) }),
  }
}

/** Decides a move by the shared rules, and turns the clocks. */
export async function decide(ground: CaseGround, tx: Tx, moving: Moving): Promise<Result<Decided>> {
  const { known, wish, actor, now } = moving
  if (caseSight(actor, known) !== 'full') return refuse('case.unknown', { id: known.id })
  const stale = await staleness(tx, moving)
  if (stale) return stale
  const decided = decideMove(known, wish, await aroundOf(ground, tx, moving))
  if (!decided.ok) return decided
  const wrong = wrongUnits(ground.units, known, wish) ?? (await wrongMedia(tx, ground.media, { wish, actor }))
  if (wrong) return wrong
  const timers = (await timersOf(tx, [known.id])).get(known.id) ?? []
  const turned = moved({ seen: known, wish, decided: decided.value, timers, now }, ground.clocks.law())
  if (!turned.ok) return turned
  const { after } = turned.value
  return grant({ after, changed: turned.value.timers.filter(timer => !timers.includes(timer)) })
}

/**
 * A view is stale when a person has moved the case since; who did what is told. A clock that ran out meanwhile makes
 * a version too, but changes nobody's mind.
 */
async function staleness(tx: Tx, { row, wish }: Moving): Promise<Refused | undefined> {
  const { seenVersion } = wish
  if (seenVersion >= row.movedVersion && seenVersion <= row.version) return undefined
  const changes = await entriesOf(tx, row.id, seenVersion)
  return refuse('case.stale', {
    version: row.version,
    seenVersion,
    changes: changes.map(({ version, at, move, to, actorName, actorRole, actorUnit }) => {
      return { version, at, move, to, actorName, actorRole, actorUnit }
    }),
  })
}
