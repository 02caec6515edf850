import { caseFacts, masterAfter, playbookOf, type CaseView, type PostedMove } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { setTimeout as wait } from 'node:timers/promises'
import { bodyHash } from '../../platform/commands/index.ts'
import { asUnavailable, DatabaseUnavailable, stateOf } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { onPool, insert, insertIgnore, type Cte } from '../../platform/sql/index.ts'
import { toColumns, toFact, toView, type CaseRow } from './case.rows.ts'
import { commandOf, isEntrysOwn, readCase, standingsOf, type MadeCommand } from './cases.repo.ts'
import { caseCommands, caseMedia, caseWords } from './cases.tables.ts'
import { mediaRows } from './media.ts'
import { decide, isBeside, type Decided, type Moving } from './decision.ts'
import { entryOf, masterEntry } from './entries.ts'
import type { CaseDeps } from './deps.ts'
import { retold } from './masking.ts'
import { relatedOf } from './references.ts'
import { reporterIn } from './reporterWords.ts'
import { saveSteps, type CaseTransition } from './saving.ts'
import { callerHashesOf } from './callerKey.ts'
import { overFormerWords, wordsAfter } from './search.ts'

type CaseCommandDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live'> &
  CaseDeps & { readonly secrets: Secrets }

/** How often a move is decided anew when others were quicker; whoever is quicker has moved on, so the crowd thins out. */
const mostTries = 40
const uniqueViolation = '23505'

interface SentMove {
  readonly command: PostedMove
  readonly accountId: string
  readonly hash: string
}

const isRepeat = (made: MadeCommand, { accountId, hash }: SentMove): boolean =>
  made.accountId === accountId && made.bodyHash === hash

/** The writing side of cases: a move is decided by the shared rules on what was read, and saved if that still stands. */
export function caseCommandsOf(deps: CaseCommandDeps) {
  const { database, ids, units, clock } = deps
  const outbox = outboxOf(caseFacts, () => deps.live.wake())
  const standingOf = standingsOf(database.orm)

  function stepOf(made: Moving & Decided): CaseTransition {
    const { row, known, command, after, now } = made
    const requirement = command.move === 'assign' ? (command.requirement ?? null) : row.requirement
    return {
      row,
      after,
      kept: { requirement, movedVersion: isBeside(command) ? row.movedVersion : after.version },
      entry: entryOf({ id: command.id, units }, made),
      fact: outbox.rowOf('case.moved', { before: known, after, at: now }),
    }
  }

  /** The open case that this one goes into or comes out of is a version on; nobody's view of it is stale for that. */
  function masterStep(made: Moving): CaseTransition[] {
    const { master, command, now } = made
    if (!master || (command.move !== 'merge' && command.move !== 'unmerge')) return []
    const before = toFact(master)
    const after = masterAfter(before, command.move, now)
    return [
      {
        row: master,
        after,
        entry: masterEntry({ id: ids.next(), units }, made, after),
        fact: outbox.rowOf('case.moved', { before, after, at: now }),
      },
    ]
  }

  /** The case as the move left it, as far as whoever made the move may read the case as it stands in `row`. */
  async function replyTo(actor: Actor, row: CaseRow, told: CaseView): Promise<CaseView> {
    const countyCode = deps.places.countyCode() ?? actor.scope
    const related = await relatedOf(database.orm, { actor, countyCode }, [told])
    return retold(actor, row, { told, related: related(told) })
  }

  async function save(made: Moving & Decided, sent: SentMove): Promise<CaseView | undefined> {
    const { row, command, actor, after, now } = made
    const reply = toView(after, row.placeName, 'full')
    const sentRow = { id: command.id, accountId: actor.accountId, bodyHash: sent.hash, reply, at: now }
    const ctes = [
      insert({ table: caseCommands, rows: [sentRow] }),
      ...mediaCtes(made),
      ...wordCtes(made, deps.secrets),
    ]
    const clocks = { caseClocks: made.changed, law: deps.clocks.law() }
    const steps = [stepOf(made), ...masterStep(made)] as const
    if (!(await saveSteps(onPool(database), steps, { clocks, ctes }).catch(isOutrun))) return undefined
    outbox.wake()
    return replyTo(actor, { ...row, ...toColumns(after) }, reply)
  }

  /** The case to merge into or to be taken out of. */
  async function masterFor(command: PostedMove, own: { id: string; masterId: string | null }) {
    const masterId =
      command.move === 'merge' ? command.masterId : command.move === 'unmerge' ? own.masterId : null
    return masterId === null || masterId === own.id ? undefined : readCase(database.orm, masterId)
  }

  /** Undefined when the case was moved by somebody else meanwhile. */
  async function tryMove(id: string, sent: SentMove): Promise<Result<CaseView> | undefined> {
    const { command, accountId } = sent
    const standing = await standingOf({ id, commandId: command.id, accountId })
    if (!standing) {
      const isTaken = (await commandOf(database.orm, command.id)) !== undefined
      return isTaken ? refuse('command.idTaken') : refuse('case.unknown', { id })
    }
    const { row, caseClocks, made, actor } = standing
    if (!actor) return refuse('session.none')
    if (made) {
      return isRepeat(made, sent) ? grant(await replyTo(actor, row, made.reply)) : refuse('command.idTaken')
    }
    const master = await masterFor(command, row)
    const [known, now] = [toFact(row), clock.now()]
    const playbook = playbookOf(deps.playbooks.editions(), known, now)
    const moving: Moving = { row, caseClocks, known, master, command, actor, now, playbook }
    const decided = await decide(deps, database, moving)
    if (!decided.ok) return decided
    const reply = await save({ ...moving, ...decided.value }, sent)
    return reply && grant(reply)
  }

  /**
   * Moves a case. The same id with the same body from the same account gets the same reply ever after, as far as the account
   * may still read it. Who moves is judged by their account as it stands, whatever the session remembers of it.
   * Refuses: `session.none`, what `decideMove` and `turnClocks` refuse, `command.idTaken`, `case.stale`, `unit.unknown`,
   * `case.unknownMedia`.
   */
  async function move(id: string, command: PostedMove, actor: Actor): Promise<Result<CaseView>> {
    const sent = { command, accountId: actor.accountId, hash: bodyHash({ case: id, ...command }) }
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const moved = await tryMove(id, sent)
      if (moved) return moved
      if (tries === 1 && (await isEntrysOwn(database.orm, command.id))) return refuse('command.idTaken')
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

function mediaCtes({ row, files, after, now }: Moving & Decided): Cte[] {
  if (files.length === 0) return []
  const rows = mediaRows(row.id, files, { version: after.version, now })
  return [insertIgnore({ table: caseMedia, rows })]
}

/** What a case is found by changes with its kind alone. */
function wordCtes({ row, after }: Moving & Decided, secrets: Secrets): Cte[] {
  if (after.categoryCode === row.categoryCode) return []
  const reporter = reporterIn(row, secrets)
  const reporterTail = reporter.phone ? callerHashesOf(secrets).tailOf(reporter.phone) : null
  const rows = [wordsAfter({ ...row, reporter, reporterTail }, after)]
  return [insert({ table: caseWords, rows }, overFormerWords)]
}
