import type { CaseTimer } from '@shuniu/shared/clocks'
import {
  caseFacts,
  caseSight,
  decideMove,
  shownBy,
  turnClocks,
  type CaseFact,
  type CaseView,
  type DecidedMove,
  type PostedMove,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import {
  grant,
  instant,
  isMoment,
  refuse,
  type Instant,
  type Refused,
  type Result,
} from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { saveTimers, timersOf } from '../clocks/index.ts'
import { toFact, toView, type CaseRow } from './case.rows.ts'
import { addCommand, addEntry, addMedia, commandOf, entriesOf, lockCase, saveCase } from './cases.repo.ts'
import { wrongMedia, wrongUnits } from './checks.ts'
import { centreFor, type CaseGround } from './lower.ts'
import { searchTextOf } from './search.ts'

type Deps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live'> & CaseGround

/** A move under way: the locked case, the wish, and who and when. */
interface Moving {
  readonly row: CaseRow
  readonly known: CaseFact
  readonly wish: PostedMove
  readonly actor: Actor
  readonly now: Instant
}

/** Thrown when a move's id is used for another case at the same moment; undoes what was done. */
class IdTaken extends Error {}

const takenIsRefused = (cause: unknown): Refused => {
  if (cause instanceof IdTaken) return refuse('command.idTaken')
  throw cause
}

/** The writing side of cases: a move is decided by the shared rules, saved, and told in one transaction. */
export function caseCommandsOf(deps: Deps) {
  const outbox = outboxOf(caseFacts, () => deps.live.wake())

  /**
   * Moves a case. The same id with the same body from the same account gets the same reply ever after.
   * Refuses: what `decideMove` and `turnClocks` refuse, `command.idTaken`, `case.stale`, `unit.unknown`,
   * `case.unknownMedia`.
   */
  const move = (id: string, wish: PostedMove, actor: Actor): Promise<Result<CaseView>> =>
    inTx(deps.database, async (tx): Promise<Result<CaseView>> => {
      const row = await lockCase(tx, id)
      const hash = bodyHash({ case: id, ...wish })
      const made = await commandOf(tx, wish.id)
      if (made) {
        const isSame = made.accountId === actor.accountId && made.bodyHash === hash
        return isSame ? grant(made.reply) : refuse('command.idTaken')
      }
      if (!row) return refuse('case.unknown', { id })
      const moving = { row, known: toFact(row), wish, actor, now: deps.clock.now() }
      const decided = await decide(deps, tx, moving)
      if (!decided.ok) return decided
      const reply = await save(deps, tx, { ...moving, ...decided.value })
      await outbox.add(tx, 'case.moved', { before: moving.known, after: decided.value.after, at: moving.now })
      const command = { id: wish.id, accountId: actor.accountId, bodyHash: hash, reply, at: moving.now }
      if (!(await addCommand(tx, command))) throw new IdTaken()
      return grant(reply)
    }).catch(takenIsRefused)

  return { move }
}

async function decide(deps: Deps, tx: Tx, moving: Moving): Promise<Result<Decided>> {
  const { known, wish, actor, now } = moving
  if (caseSight(actor, known) !== 'full') return refuse('case.unknown', { id: known.id })
  const stale = await staleness(tx, moving)
  if (stale) return stale
  const centreUnitId = centreFor(deps.units, known.areaCode, known.tier)
  const decided = decideMove(known, wish, { actor, now, centreUnitId })
  if (!decided.ok) return decided
  const wrong = wrongUnits(deps.units, known, wish) ?? (await wrongMedia(tx, deps.media, { wish, actor }))
  if (wrong) return wrong
  const timers = (await timersOf(tx, [known.id])).get(known.id) ?? []
  return turned({ ...moving, decided: decided.value, timers, law: deps.clocks.law() })
}

async function save(deps: Deps, tx: Tx, made: Moving & Decided): Promise<CaseView> {
  const { row, wish, after, changed } = made
  const search = searchTextOf({ fact: after, ...row })
  const requirement = wish.move === 'assign' ? (wish.requirement ?? null) : row.requirement
  await saveCase(tx, after, { requirement, search, movedVersion: after.version })
  await saveTimers(tx, row.id, changed)
  await addEntry(tx, row.id, entryOf(deps, made))
  if ('media' in wish) await addMedia(tx, row.id, { ids: wish.media ?? [], version: after.version })
  return toView(after, row.placeName, 'full')
}

/** The case after a move and those of its clocks that are new or changed. */
interface Decided {
  readonly after: CaseFact
  readonly changed: readonly CaseTimer[]
}

type Turning = Moving & {
  readonly decided: DecidedMove
  readonly timers: readonly CaseTimer[]
  readonly law: Parameters<typeof turnClocks>[2]
}

function turned({ known, wish, now, decided, timers, law }: Turning): Result<Decided> {
  const wishedDue = wish.move === 'assign' ? wish.dueAt : undefined
  if (wishedDue !== undefined && !isMoment(wishedDue)) return refuse('case.notLonger', { dueAt: wishedDue })
  const version = known.version + 1
  const turn = {
    ...{ move: wish.move, stops: decided.stops, starts: decided.starts, isRelevelled: decided.isRelevelled },
    ...{ timed: decided.next, ordinal: version, now },
    ...(wishedDue !== undefined && { shortenTo: instant(wishedDue) }),
  }
  const clocks = turnClocks(timers, turn, law)
  if (!clocks.ok) return clocks
  const after = { ...decided.next, ...shownBy(clocks.value, decided.next.status), version }
  return grant({ after, changed: clocks.value.filter(timer => !timers.includes(timer)) })
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

function entryOf({ ids, units }: Pick<Deps, 'ids' | 'units'>, made: Moving & Decided) {
  const { known, actor, now, after } = made
  const { id: _, seenVersion: __, move, ...filled } = made.wish
  return {
    id: ids.next(),
    at: now,
    move,
    from: known.status,
    to: after.status,
    actorId: actor.accountId,
    actorName: actor.name,
    actorRole: actor.role,
    actorUnit: actor.unitId === undefined ? null : (units.unitById(actor.unitId)?.name ?? null),
    version: after.version,
    filled,
  }
}
