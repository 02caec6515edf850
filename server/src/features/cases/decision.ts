import type { CaseClock } from '@shuniu/shared/clocks'
import {
  caseSight,
  decideMove,
  entriesTold,
  moveRule,
  needsNotice,
  type CaseFact,
  type DecisionContext,
  type PlaybookInForce,
  type PostedMove,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Instant, type Refused, type Result } from '@shuniu/shared/kernel'
import type { Connections } from '../../platform/db/index.ts'
import { onPool } from '../../platform/sql/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { entriesOf } from './cases.repo.ts'
import { namedFiles, uncalled, wrongUnits } from './checks.ts'
import { hideReporter } from './masking.ts'
import { timelineFor } from './references.ts'
import { centresFor, countyOf, type CaseDeps, type NamedFile } from './deps.ts'
import { incidentNumbersAt, noticeNumbersAt } from './numbers.ts'

type DecisionReads = Pick<Connections, 'pool' | 'orm'>

/** A move under way: the case as it was read, the command, and who and when. */
export interface Moving {
  readonly row: CaseRow
  readonly known: CaseFact
  readonly caseClocks: readonly CaseClock[]
  /** The case to merge into or to be taken out of. */
  readonly master: CaseRow | undefined
  readonly command: PostedMove
  readonly actor: Actor
  readonly now: Instant
  /** The playbook that the case is worked by. */
  readonly playbook: PlaybookInForce | undefined
}

/** The case after a move and those of its clocks that are new or changed. */
export interface Decided {
  readonly after: CaseFact
  readonly changed: readonly CaseClock[]
  /** The files that the move names. */
  readonly files: readonly NamedFile[]
}

async function contextOf(deps: CaseDeps, { pool }: DecisionReads, moving: Moving): Promise<DecisionContext> {
  const { known, master, command, actor, now, playbook } = moving
  const isMasters = master !== undefined && (command.move === 'merge' || known.masterId === master.id)
  const n = needsNotice(known, command.move) ? 1 : 0
  const numbers = n === 0 ? [] : await noticeNumbersAt(onPool({ pool }), { now, n }, countyOf(deps.places))
  const [noticeNumber = ''] = numbers
  const [incidentNumber = ''] =
    command.move === 'signIncident'
      ? await incidentNumbersAt(onPool({ pool }), { now, n: 1 }, countyOf(deps.places))
      : []
  return {
    actor,
    now,
    law: deps.clocks.law(),
    catalogue: deps.catalogue.county(),
    noticeNumber,
    incidentNumber,
    centres: centresFor(deps.units, known.areaCode),
    ...(isMasters && { master: toFact(master) }),
    ...(playbook && { playbook }),
  }
}

/** What only adds to the record, and makes nobody's view stale. */
export const isBeside = ({ move }: PostedMove): boolean => moveRule(move).isBeside === true

/** Decides a move by the shared rules, on what was read. */
export async function decide(
  deps: CaseDeps,
  reading: DecisionReads,
  moving: Moving,
): Promise<Result<Decided>> {
  const { known, caseClocks, command, actor } = moving
  if (caseSight(actor, known) !== 'full') return refuse('case.unknown', { id: known.id })
  const stale = await staleness(reading.orm, moving)
  if (stale) return stale
  const current = { fact: known, caseClocks }
  const decided = decideMove(current, command, await contextOf(deps, reading, moving))
  if (!decided.ok) return decided
  const wrong = wrongUnits(deps.units, known, command) ?? (await uncalled(reading.orm, known.id, command))
  if (wrong) return wrong
  const files = await namedFiles(reading, deps.media, { command, actor })
  if (!files.ok) return files
  const { fact: after } = decided.value
  const changed = decided.value.caseClocks.filter(caseClock => !caseClocks.includes(caseClock))
  return grant({ after, changed, files: files.value })
}

/**
 * A view is stale when a person has moved the case since; who did what is told. A clock that ran out meanwhile makes
 * a version too, but changes nobody's mind.
 */
async function staleness(
  orm: DecisionReads['orm'],
  { row, command, actor }: Moving,
): Promise<Refused | undefined> {
  const { seenVersion } = command
  if (isBeside(command)) return undefined
  if (seenVersion >= row.movedVersion && seenVersion <= row.version) return undefined
  const since = await entriesOf(orm, row.id, { after: seenVersion, most: entriesTold })
  const made = await timelineFor(orm, actor, since.entries)
  const changes = hideReporter(made, row, { actor })
  return refuse('case.stale', {
    version: row.version,
    seenVersion,
    changes: changes.map(({ version, at, move, to, actorName, actorRole, actorUnit }) => {
      return { version, at, move, to, actorName, actorRole, actorUnit }
    }),
  })
}
