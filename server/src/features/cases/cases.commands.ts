import { caseFacts, masterAfter, type CaseView, type PostedMove } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Refused, type Result } from '@shuniu/shared/kernel'
import { bodyHash } from '../../platform/commands/index.ts'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { saveTimers } from '../clocks/index.ts'
import { toFact, toView } from './case.rows.ts'
import { addCommand, addEntry, addMedia, commandOf, saveCase } from './cases.repo.ts'
import { decide, lockFor, type Decided, type Moving } from './deciding.ts'
import { entryOf, masterEntry } from './entries.ts'
import type { CaseGround } from './lower.ts'
import { searchTextOf } from './search.ts'

type Deps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live'> & CaseGround

/** Thrown when a move's id is used for another case at the same moment; undoes what was done. */
class IdTaken extends Error {}

const takenIsRefused = (cause: unknown): Refused => {
  if (cause instanceof IdTaken) return refuse('command.idTaken')
  throw cause
}

interface Sent {
  readonly wish: PostedMove
  readonly actor: Actor
  readonly hash: string
}

/** What the id was answered with before; undefined when it is new. */
async function repeated(tx: Tx, { wish, actor, hash }: Sent): Promise<Result<CaseView> | undefined> {
  const made = await commandOf(tx, wish.id)
  if (!made) return undefined
  const isSame = made.accountId === actor.accountId && made.bodyHash === hash
  return isSame ? grant(made.reply) : refuse('command.idTaken')
}

async function save(deps: Deps, tx: Tx, made: Moving & Decided): Promise<CaseView> {
  const { row, wish, after, changed } = made
  const search = searchTextOf({ fact: after, ...row })
  const requirement = wish.move === 'assign' ? (wish.requirement ?? null) : row.requirement
  await saveCase(tx, after, { requirement, search, movedVersion: after.version })
  await saveTimers(tx, row.id, { timers: changed, law: deps.clocks.law() })
  await addEntry(tx, row.id, entryOf({ id: deps.ids.next(), units: deps.units }, made))
  if ('media' in wish) await addMedia(tx, row.id, { ids: wish.media ?? [], version: after.version })
  return toView(after, row.placeName, 'full')
}

/** The writing side of cases: a move is decided by the shared rules, saved, and told in one transaction. */
export function caseCommandsOf(deps: Deps) {
  const outbox = outboxOf(caseFacts, () => deps.live.wake())

  /** The open case that this one goes into or comes out of is a version on; nobody's view of it is stale for that. */
  async function saveMaster(tx: Tx, made: Moving): Promise<void> {
    const { master, wish, now } = made
    if (!master || (wish.move !== 'merge' && wish.move !== 'unmerge')) return
    const before = toFact(master)
    const after = masterAfter(before, wish.move, now)
    await saveCase(tx, after, {})
    await addEntry(tx, master.id, masterEntry({ id: deps.ids.next(), units: deps.units }, made, after))
    await outbox.add(tx, 'case.moved', { before, after, at: now })
  }

  async function moveIn(tx: Tx, id: string, sent: Sent): Promise<Result<CaseView>> {
    const { wish, actor, hash } = sent
    const { row, master } = await lockFor(tx, id, wish)
    const before = await repeated(tx, sent)
    if (before) return before
    if (!row) return refuse('case.unknown', { id })
    const moving: Moving = { row, known: toFact(row), master, wish, actor, now: deps.clock.now() }
    const decided = await decide(deps, tx, moving)
    if (!decided.ok) return decided
    const made = { ...moving, ...decided.value }
    const reply = await save(deps, tx, made)
    await outbox.add(tx, 'case.moved', { before: made.known, after: made.after, at: made.now })
    await saveMaster(tx, made)
    const command = { id: wish.id, accountId: actor.accountId, bodyHash: hash, reply, at: made.now }
    if (!(await addCommand(tx, command))) throw new IdTaken()
    return grant(reply)
  }

  /**
   * Moves a case. The same id with the same body from the same account gets the same reply ever after.
   * Refuses: what `decideMove` and `turnClocks` refuse, `command.idTaken`, `case.stale`, `unit.unknown`,
   * `case.unknownMedia`.
   */
  const move = (id: string, wish: PostedMove, actor: Actor): Promise<Result<CaseView>> => {
    const sent = { wish, actor, hash: bodyHash({ case: id, ...wish }) }
    return inTx(deps.database, tx => moveIn(tx, id, sent)).catch(takenIsRefused)
  }

  return { move }
}
