import { directorRoles, type Actor } from '../../identity/index.ts'
import { instant, isMoment, refuse, type Instant, type Refused } from '../../kernel/index.ts'
import {
  cards,
  caseLevels,
  isDispute,
  outcomes,
  standardOf,
  wrongKind,
  type CaseLevel,
} from '../catalogue/index.ts'
import type { DecisionContext } from './context.ts'
import type { AnyCommand, CommandOf } from '../moves/commands.ts'
import type { CaseFact } from '../model.ts'
import { wrongDecision, wrongDraft } from '../incidents/incident.ts'
import { wrongTick } from '../playbooks/ticking.ts'
import { isOpen } from './status.ts'
import { caseSight } from '../access/caseSight.ts'

/** 处置情况 says what was done in at least so many characters. Source: domain.md §3.3 row 22. */
export const leastFinishText = 20

/** Duty officers raise a level, directors lower it. Source: domain.md §3.3 row 31. */
function wrongLevel(current: CaseFact, level: CaseLevel, actor: Actor): Refused | undefined {
  if (level === current.level) return refuse('case.sameLevel', { level })
  const isLower = caseLevels.indexOf(level) > caseLevels.indexOf(current.level)
  return isLower && !directorRoles.includes(actor.role) ? refuse('case.notYourLevel', { level }) : undefined
}

const writtenAgreement = '10'

/** What of a case and a command decides what must be filled in and attached. */
export type Owing = Pick<CaseFact, 'categoryCode' | 'extensionCount'>
interface OwedMove {
  readonly move: string
  readonly resultCode?: string | undefined
}

/** Whether a dispute is said to be resolved: then by what way, too. */
export const needsMethod = (seen: Owing, { move, resultCode }: OwedMove): boolean =>
  move === 'finish' &&
  isDispute(seen.categoryCode) &&
  outcomes.some(row => row.code === resultCode && row.kind === 'resolved')

/**
 * The file that a move of this case cannot do without: the written agreement, a photo of what was done, or the stamped
 * form of a second extension; undefined where none is needed. Source: domain.md §3.3 rows 18 and 22.
 */
export function evidenceFor(
  seen: Owing,
  { move, resultCode }: OwedMove,
): 'agreement' | 'photo' | 'form' | undefined {
  if (move === 'askExtension') return seen.extensionCount > 0 ? 'form' : undefined
  if (move !== 'finish') return undefined
  if (resultCode === writtenAgreement) return 'agreement'
  return standardOf(seen.categoryCode)?.photoAtClosing === true ? 'photo' : undefined
}

function lacksEvidence(
  current: CaseFact,
  command: CommandOf<'finish' | 'askExtension'>,
): Refused | undefined {
  const of = evidenceFor(current, command)
  return of !== undefined && (command.media?.length ?? 0) === 0
    ? refuse('case.evidenceMissing', { of })
    : undefined
}

/** What a finished case must show: what was done, by what way, and for some kinds a photo. Source: domain.md §3.3 row 22. */
function wrongFinish(current: CaseFact, command: CommandOf<'finish'>): Refused | undefined {
  const least = leastFinishText
  if ([...command.text.trim()].length < least) return refuse('case.textTooShort', { atLeast: least })
  if (needsMethod(current, command) && command.methodCode === undefined) return refuse('case.methodMissing')
  return lacksEvidence(current, command)
}

/** A case goes into another open one, never into itself, and nothing is merged twice over. Source: domain.md §3.3 row 8. */
function wrongMaster(
  current: CaseFact,
  masterId: string,
  { master, actor }: DecisionContext,
): Refused | undefined {
  if (masterId === current.id) return refuse('case.mergesItself')
  if (!master || caseSight(actor, master) !== 'full') return refuse('case.masterUnknown', { masterId })
  return isOpen(master.status) ? undefined : refuse('case.masterClosed', { masterId, status: master.status })
}

const isLater = (text: string, than: Instant): boolean => isMoment(text) && instant(text) > than

/** The second extension comes with the stamped form of its unit. Source: domain.md §3.3 row 18. */
function wrongAsk(current: CaseFact, command: CommandOf<'askExtension'>, now: Instant): Refused | undefined {
  if (!isLater(command.dueAt, now)) return refuse('clock.notLater', { dueAt: command.dueAt })
  return lacksEvidence(current, command)
}

function wrongGrant(
  current: CaseFact,
  { dueAt }: CommandOf<'grantExtension'>,
  now: Instant,
): Refused | undefined {
  const asked = current.extension?.dueAt
  if (dueAt === undefined || asked === undefined) return undefined
  return isLater(dueAt, now) && instant(dueAt) <= instant(asked)
    ? undefined
    : refuse('clock.tooFar', { atMost: asked })
}

const untilIsWrong = (until: string | undefined, now: Instant): Refused | undefined =>
  until === undefined || isLater(until, now) ? undefined : refuse('clock.notLater', { until })

function wrongCard(current: CaseFact, { card }: CommandOf<'supervise'>): Refused | undefined {
  const owed = current.supervision?.answeredAt === null ? current.supervision.card : undefined
  const isMilder = owed !== undefined && cards.indexOf(card) < cards.indexOf(owed)
  return isMilder ? refuse('case.graverCard', { card: owed }) : undefined
}

/** At least one of the units whistled for is new to the case. */
const wrongHelpers = (current: CaseFact, unitIds: readonly string[]): Refused | undefined =>
  unitIds.every(id => id === current.ownerUnitId || current.coUnits.some(one => one.unitId === id))
    ? refuse('case.helpsAlready', { unitIds })
    : undefined

/** What a case was reported under stays open to it, whatever has ended since. */
const wrongAcceptance = (
  current: CaseFact,
  { categoryCode }: CommandOf<'accept'>,
  { catalogue, now }: DecisionContext,
): Refused | undefined =>
  categoryCode === current.categoryCode
    ? undefined
    : wrongKind(catalogue, categoryCode, { occurredAt: instant(current.openedAt), now })

/** Whether another unit is sent than the one that was proposed first: then by what reason, too. Source: desk.md §4. */
export const isOverride = (sent: {
  readonly ownerUnitId?: unknown
  readonly proposedUnitId?: unknown
}): boolean => sent.proposedUnitId !== undefined && sent.ownerUnitId !== sent.proposedUnitId

const wrongOverride = (command: CommandOf<'assign'>): Refused | undefined =>
  isOverride(command) && command.overrideCode === undefined ? refuse('case.overrideUnexplained') : undefined

/** What is wrong with what was filled in, given the case as it stands; undefined when nothing is. */
export function validateInput(
  current: CaseFact,
  command: AnyCommand,
  by: DecisionContext,
): Refused | undefined {
  switch (command.move) {
    case 'accept':
      return wrongAcceptance(current, command, by)
    case 'assign':
      return wrongOverride(command)
    case 'changeLevel':
      return wrongLevel(current, command.level, by.actor)
    case 'merge':
      return wrongMaster(current, command.masterId, by)
    case 'unmerge':
      return by.master && isOpen(by.master.status) ? undefined : refuse('case.masterClosed')
    case 'waive':
      return current.coUnits.some(one => one.unitId === command.unitId && !isDone(one.state))
        ? undefined
        : refuse('case.notCoUnit', { unitId: command.unitId })
    case 'whistle':
      return wrongHelpers(current, command.unitIds)
    case 'finish':
      return wrongFinish(current, command)
    case 'askExtension':
      return wrongAsk(current, command, by.now)
    case 'grantExtension':
      return wrongGrant(current, command, by.now)
    case 'suspend':
    case 'recheck':
      return untilIsWrong(command.until, by.now)
    case 'supervise':
      return wrongCard(current, command)
    default:
      return wrongRecord(current, command, by)
  }
}

/** Of what is written beside the status: steps of a playbook, reports to those above. */
function wrongRecord(current: CaseFact, command: AnyCommand, by: DecisionContext): Refused | undefined {
  switch (command.move) {
    case 'draftIncident':
      return wrongDraft(current, command)
    case 'signIncident':
    case 'returnIncident':
      return wrongDecision(current, command)
    case 'tick':
      return wrongTick(current, command, by.playbook)
    default:
      return undefined
  }
}

const isDone = (state: string): boolean => state === 'answered' || state === 'waived'
