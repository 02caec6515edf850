import { caseFacts, masterAfter, type CaseView, type PostedMove } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { setTimeout as wait } from 'node:timers/promises'
import { bodyHash } from '../../platform/commands/index.ts'
import { asUnavailable, DatabaseUnavailable, stateOf } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { askAlone, inserted, kept, replaced, type Part } from '../../platform/rows/index.ts'
import { toFact, toView } from './case.rows.ts'
import { commandOf, readCase, standingsOf, type MadeCommand } from './cases.repo.ts'
import { caseCommands, caseMedia, caseWords } from './cases.tables.ts'
import { mediaRows } from './media.ts'
import { decide, type Decided, type Moving } from './deciding.ts'
import { entryOf, masterEntry } from './entries.ts'
import type { CaseGround } from './lower.ts'
import { saveSteps, type Step } from './saving.ts'
import { wordsAfter } from './search.ts'

type Deps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live'> & CaseGround

/** How often a move is decided anew when others were quicker; whoever is quicker has moved on, so the crowd thins out. */
const mostTries = 40
const uniqueViolation = '23505'

interface Sent {
  readonly wish: PostedMove
  readonly actor: Actor
  readonly hash: string
}

/** What the id was answered with before; undefined when it is new. */
function repeated(made: MadeCommand | undefined, { actor, hash }: Sent): Result<CaseView> | undefined {
  if (!made) return undefined
  const isSame = made.accountId === actor.accountId && made.bodyHash === hash
  return isSame ? grant(made.reply) : refuse('command.idTaken')
}

/** The writing side of cases: a move is decided by the shared rules on what was read, and saved if that still stands. */
export function caseCommandsOf(deps: Deps) {
  const { database, ids, units, clock } = deps
  const outbox = outboxOf(caseFacts, () => deps.live.wake())
  const standingOf = standingsOf(database.orm)

  function stepOf(made: Moving & Decided): Step {
    const { row, known, wish, after, now } = made
    const requirement = wish.move === 'assign' ? (wish.requirement ?? null) : row.requirement
    return {
      ...{ row, after, kept: { requirement, movedVersion: after.version } },
      entry: entryOf({ id: wish.id, units }, made),
      fact: outbox.rowOf('case.moved', { before: known, after, at: now }),
    }
  }

  /** The open case that this one goes into or comes out of is a version on; nobody's view of it is stale for that. */
  function masterStep(made: Moving): Step[] {
    const { master, wish, now } = made
    if (!master || (wish.move !== 'merge' && wish.move !== 'unmerge')) return []
    const before = toFact(master)
    const after = masterAfter(before, wish.move, now)
    return [
      {
        ...{ row: master, after },
        entry: masterEntry({ id: ids.next(), units }, made, after),
        fact: outbox.rowOf('case.moved', { before, after, at: now }),
      },
    ]
  }

  async function save(made: Moving & Decided, sent: Sent): Promise<CaseView | undefined> {
    const { row, wish, actor, after, now } = made
    const reply = toView(after, row.placeName, 'full')
    const command = { id: wish.id, accountId: actor.accountId, bodyHash: sent.hash, reply, at: now }
    const parts = [
      inserted({ table: caseCommands, rows: [command] }),
      ...mediaParts(made),
      ...wordParts(made),
    ]
    const clocks = { timers: made.changed, law: deps.clocks.law() }
    const steps = [stepOf(made), ...masterStep(made)] as const
    if (!(await saveSteps(askAlone(database), steps, { clocks, parts }).catch(isOutrun))) return undefined
    outbox.wake()
    return reply
  }

  /** The case to merge into or to be taken out of. */
  async function masterFor(wish: PostedMove, own: { id: string; masterId: string | null }) {
    const masterId = wish.move === 'merge' ? wish.masterId : wish.move === 'unmerge' ? own.masterId : null
    return masterId === null || masterId === own.id ? undefined : readCase(database.orm, masterId)
  }

  /** Undefined when the case was moved by somebody else meanwhile. */
  async function tryMove(id: string, sent: Sent): Promise<Result<CaseView> | undefined> {
    const { wish, actor } = sent
    const standing = await standingOf(id, wish.id)
    const before = repeated(standing ? standing.made : await commandOf(database.orm, wish.id), sent)
    if (before) return before
    if (!standing) return refuse('case.unknown', { id })
    const { row, timers } = standing
    const master = await masterFor(wish, row)
    const moving: Moving = { row, timers, known: toFact(row), master, wish, actor, now: clock.now() }
    const decided = await decide(deps, database, moving)
    if (!decided.ok) return decided
    const reply = await save({ ...moving, ...decided.value }, sent)
    return reply && grant(reply)
  }

  /**
   * Moves a case. The same id with the same body from the same account gets the same reply ever after.
   * Refuses: what `decideMove` and `turnClocks` refuse, `command.idTaken`, `case.stale`, `unit.unknown`,
   * `case.unknownMedia`.
   */
  async function move(id: string, wish: PostedMove, actor: Actor): Promise<Result<CaseView>> {
    const sent = { wish, actor, hash: bodyHash({ case: id, ...wish }) }
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const moved = await tryMove(id, sent)
      if (moved) return moved
      await wait(Math.random() * tries)
    }
    throw new DatabaseUnavailable('contended', new Error(`case ${id} did not stand still`))
  }

  return { move }
}

/** The move's id was used at the same moment, or another transaction was in the way: looked at anew, like any other. */
function isOutrun(cause: unknown): false {
  if (stateOf(cause) === uniqueViolation || asUnavailable(cause)?.reason === 'contended') return false
  throw cause
}

function mediaParts({ row, files, after, now }: Moving & Decided): Part[] {
  if (files.length === 0) return []
  const rows = mediaRows(row.id, files, { version: after.version, now })
  return [kept({ table: caseMedia, rows })]
}

/** What a case is found by changes with its kind alone. */
const wordParts = ({ row, after }: Moving & Decided): Part[] =>
  after.categoryCode === row.categoryCode
    ? []
    : [replaced({ table: caseWords, rows: [wordsAfter(row, after)] }, ['caseId'])]
