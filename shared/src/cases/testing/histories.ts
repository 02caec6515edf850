import type { ClockLaw } from '../../clocks/index.ts'
import type { Actor, Role } from '../../identity/index.ts'
import { instant, isOneOf, toMs, type Instant } from '../../kernel/index.ts'
import { aCaseFact, aMaster, anActor, aPlaybook, centres } from './builders.ts'
import { aCommand } from './commands.ts'
import { anId, county, units } from './ids.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import { decideMove, decideSystemMove, openMoves } from '../lifecycle/decideMove.ts'
import { caseLevels, standardCatalogue } from '../catalogue/index.ts'
import type { CaseFact } from '../model.ts'
import { systemMoves, type AnyCommand } from '../moves/commands.ts'
import { caseMoveNames, moveRule, type CaseMove } from '../moves/index.ts'
import { turnClocks } from '../clocks/turnClocks.ts'

/** Random histories of a case for property tests: anybody tries anything, legal and illegal, at any time. */
export interface Attempt {
  readonly actor: number
  readonly move: number
  /** Mostly a move that is open to the actor, sometimes any. */
  readonly isBlind: boolean
  readonly minutes: number
  readonly variety: number
}

/** One command and what came of it; `after` is the same standing where it was refused. */
export interface Happened {
  readonly before: TimedCase
  readonly after: TimedCase
  readonly move: CaseMove
  readonly actor: Actor
  readonly now: Instant
  readonly isGranted: boolean
}

const people: readonly Role[] = [
  'gridMember',
  'villageOfficer',
  'villageSecretary',
  'townshipDuty',
  'townshipDispatcher',
  'townshipDirector',
  'townshipLeader',
  'countyDuty',
  'countyDispatcher',
  'countyDirector',
  'countyLeader',
  'supervisor',
  'wall',
  'systemAdmin',
]

/** Everyone around the builder's case, two units' handlers among them, and an officer of another township. */
export const crowd: readonly Actor[] = [
  ...people.map((role, at) => anActor(role, { accountId: anId(200 + at) })),
  anActor('unitHandler', { accountId: anId(230) }),
  anActor('unitHandler', { accountId: anId(231) }),
  anActor('unitHandler', { accountId: anId(232), unitId: units.other, scope: county }),
  anActor('townshipDuty', { accountId: anId(240), scope: '341222102', unitId: anId(99) }),
]

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length]
  if (found === undefined) throw new Error('an empty list')
  return found
}

const dayMs = 86_400_000
const owners = [units.department, units.other, units.village] as const
const categories = ['0101', 'E0301', 'E0601'] as const

function commandOf(move: CaseMove, variety: number, now: Instant): AnyCommand {
  const inDays = instant(toMs(now) + (1 + (variety % 40)) * dayMs)
  const ownerUnitId = at(owners, variety)
  const coUnitIds = owners.slice(0, variety % 3)
  const media = [anId(900)]
  switch (move) {
    case 'accept':
      return { move, categoryCode: at(categories, variety), level: at(caseLevels, variety) }
    case 'assign':
      return variety % 5 === 0
        ? { move, ownerUnitId, coUnitIds, dueAt: inDays }
        : { move, ownerUnitId, coUnitIds }
    case 'designate':
      return { move, ownerUnitId, coUnitIds, text: '指定主办' }
    case 'reassign':
      return { move, ownerUnitId, coUnitIds, reason: '改派' }
    case 'whistle':
      return { move, unitIds: [at(owners, variety + 1)], purpose: '请到场' }
    case 'waive':
      return { move, unitId: at(owners, variety), reason: '免除' }
    case 'finish':
      return { ...aCommand(move), media }
    case 'askExtension':
      return { ...aCommand(move), dueAt: inDays, media }
    case 'suspend':
      return { ...aCommand(move), until: inDays }
    case 'supervise':
      return { move, card: at(['yellow', 'orange', 'red'], variety), text: '督办' }
    case 'draftIncident':
      return { ...aCommand(move), reportKind: at(['first', 'following', 'final'], variety) }
    case 'changeLevel':
      return { move, level: at(caseLevels, variety), reason: '变化' }
    default:
      return aCommand(move)
  }
}

/** A case just reported or settled on the spot, with its first clock. */
export function opened(law: ClockLaw, now: Instant, seed: number): TimedCase {
  const isSelfDone = seed % 4 === 0
  const id = `00000000-0000-7000-8000-0000000001${(seed % 256).toString(16).padStart(2, '0')}`
  const fact = aCaseFact({
    id,
    sourceCode: seed % 2 === 0 ? '04' : '01',
    openedAt: now,
    updatedAt: now,
    ...(isSelfDone && { status: 'selfDone', categoryCode: 'E0601', handlerIds: [anId(200)] }),
    sampled: isSelfDone && seed % 8 === 0,
  })
  const turn = {
    move: 'report',
    stops: [],
    starts: [],
    isRelevelled: false,
    timed: fact,
    ordinal: 1,
    now,
  } as const
  const caseClocks = turnClocks([], { ...turn, starts: [isSelfDone ? 'verification' : 'acceptance'] }, law)
  return { fact, caseClocks: caseClocks.ok ? caseClocks.value : [] }
}

const decisionOf = (
  current: TimedCase,
  command: AnyCommand,
  by: { actor: Actor; now: Instant; law: ClockLaw },
) => {
  const around = {
    ...by,
    centres,
    catalogue: standardCatalogue,
    noticeNumber: `DB-${current.fact.version}`,
    master: aMaster(),
    playbook: aPlaybook(),
  }
  return isOneOf<CaseMove>(systemMoves, command.move) &&
    (command.move === 'settle' || command.move === 'fileAway')
    ? decideSystemMove(current, command.move, around)
    : decideMove(current, command, around)
}

/** Moves that lead off the common course, or nowhere: made now and then, so that histories go far. */
const sideways: readonly CaseMove[] = [
  'withdraw',
  'void',
  'reject',
  'merge',
  'changeLevel',
  'urge',
  'supervise',
  'instruct',
  'transfer',
  'acknowledge',
  'recall',
  'refuse',
  'suspend',
  'escalate',
  'reassign',
  'waive',
  'whistle',
]

/** The moves open to somebody that lead on; now and then all that are open, and seldom what is only written down. */
function onwardOf(
  fact: CaseFact,
  actor: Actor,
  { attempt, now }: { attempt: Attempt; now: Instant },
): CaseMove[] {
  const isRecorded = attempt.variety % 16 === 0
  const open = openMoves(fact, actor, now).filter(
    move => isRecorded || !moveRule(move).isBeside || move === 'signIncident' || move === 'returnIncident',
  )
  return attempt.variety % 4 === 0 ? open : open.filter(move => !sideways.includes(move))
}

/** What the system would do with a case by itself, now and then before anybody else. */
const tended: Readonly<Partial<Record<CaseFact['status'], CaseMove>>> = {
  selfDone: 'settle',
  closed: 'fileAway',
}

/** Who tries what: blindly, or the next of the crowd who has a move to make. */
function choiceOf(fact: CaseFact, attempt: Attempt, now: Instant): { actor: Actor; move: CaseMove } {
  const first = at(crowd, attempt.actor)
  if (attempt.isBlind) return { actor: first, move: at(caseMoveNames, attempt.move) }
  const systems = tended[fact.status]
  if (systems !== undefined && attempt.variety % 3 === 0) return { actor: first, move: systems }
  for (const ahead of crowd.keys()) {
    const actor = at(crowd, attempt.actor + ahead)
    const onward = onwardOf(fact, actor, { attempt, now })
    if (onward.length > 0) return { actor, move: at(onward, attempt.move) }
  }
  return { actor: first, move: at(caseMoveNames, attempt.move) }
}

/** What is signed or returned is the draft that waits. */
const ofDraft = (command: AnyCommand, { incident }: CaseFact): AnyCommand =>
  command.move === 'signIncident' || command.move === 'returnIncident'
    ? { ...command, draft: incident?.pending?.version ?? command.draft }
    : command

/** Lets one command happen, or be refused. */
export function happen(before: TimedCase, attempt: Attempt, by: { now: Instant; law: ClockLaw }): Happened {
  const { now, law } = by
  const { actor, move } = choiceOf(before.fact, attempt, now)
  const command = ofDraft(commandOf(move, attempt.variety, now), before.fact)
  const decided = decisionOf(before, command, { actor, now, law })
  const after = decided.ok ? decided.value : before
  return { before, after, move, actor, now, isGranted: decided.ok }
}
