import { shanghaiDay } from '../../calendar/index.ts'
import { maxExtensions } from '../../clocks/index.ts'
import { centreDirectorRoles, directorRoles, roleRow, type Actor, type Role } from '../../identity/index.ts'
import { refuse, toMs, instant, type Instant, type Refused } from '../../kernel/index.ts'
import { sources, type CaseLevel, type CoState } from '../catalogue/index.ts'
import { incidentGuard } from '../incidents/incident.ts'
import { owingUnits } from './coUnits.ts'
import type { CaseMove } from '../moves/index.ts'
import type { CaseFact } from '../model.ts'
import { compareTiers, isOverseer, tierAbove, tierOf } from './ties.ts'

/** The levels a role may close; none for most. */
export const closableLevels = (role: Role): readonly CaseLevel[] => roleRow(role).closes ?? []

const maxAsks = 2
const reopenDays = 90
const dayMs = 86_400_000

/** Who asks for a move, and when: guards look at the clock too. */
export interface Asking {
  readonly actor: Actor
  readonly now: Instant
}
type Guard = (current: CaseFact, asking: Asking) => Refused | undefined

const isGrave = ({ level }: CaseFact): boolean => level === 'red' || level === 'orange'
const notYourLevel = () => refuse('case.notYourLevel')
const isAboveOrAt = (current: CaseFact, actor: Actor): boolean =>
  compareTiers(tierOf(actor), current.tier) >= 0
const isHandler = (current: CaseFact, actor: Actor): boolean => current.handlerIds.includes(actor.accountId)

const notByHandler: Guard = (current, { actor }) =>
  isHandler(current, actor) ? refuse('case.handlerVerifies') : undefined

const notMaster: Guard = current =>
  current.mergedCount > 0 ? refuse('case.hasMerged', { merged: current.mergedCount }) : undefined

/** A helping unit's own step is open only from its own state. */
const coIs =
  (...states: readonly CoState[]): Guard =>
  (current, { actor }) => {
    const own = current.coUnits.find(one => one.unitId === actor.unitId)
    return own && states.includes(own.state) ? undefined : refuse('case.illegalMove', { state: own?.state })
  }

const fromUpperTier: Guard = (current, { actor }) =>
  current.status === 'escalated' && !isAboveOrAt(current, actor)
    ? refuse('case.notYourTier', { tier: current.tier })
    : undefined

/** First: any desk; second: the director of a centre. Nobody who asked or works on the case. */
const decidesExtension: Guard = (current, { actor }) => {
  const { extension } = current
  if (!extension) return refuse('case.noExtension')
  if (extension.askedById === actor.accountId || isHandler(current, actor)) return refuse('case.ownExtension')
  return extension.nth > 1 && !centreDirectorRoles.includes(actor.role) ? notYourLevel() : undefined
}

/** Time that has run out is not given more: what is late is answered for, not extended. Source: domain.md §3.3 row 18. */
const isLateToHandle = ({ stage, dueAt }: CaseFact, now: Instant): boolean =>
  stage === 'handling' && dueAt !== null && dueAt <= now

const asksExtension: Guard = (current, { now }) => {
  if (current.extension) return refuse('case.extensionPending')
  if (isLateToHandle(current, now)) return refuse('clock.ranOut', { dueAt: current.dueAt })
  return current.extensionCount >= maxExtensions ? refuse('case.noMoreExtensions') : undefined
}

/** Red and orange are put on account, and taken off it, by the county. Source: domain.md §3.3 row 19. */
const suspends: Guard = (current, { actor }) =>
  isGrave(current) && tierOf(actor) !== 'county' ? notYourLevel() : undefined

/** A tier hands up what it owns or answers for; the county has no one above. Source: domain.md §3.3 row 20. */
const escalates: Guard = (current, { actor }) => {
  const own = tierOf(actor)
  const isOwn = actor.unitId === current.ownerUnitId || compareTiers(current.tier, own) <= 0
  if (tierAbove(own) === undefined || !isOwn) return refuse('case.notYourTier', { tier: current.tier })
  return undefined
}

const urges: Guard = (current, { actor, now }) =>
  !isOverseer(current, actor) && current.reporterUrgedOn === shanghaiDay(now)
    ? refuse('case.urgedToday')
    : undefined

const reopens: Guard = (current, { now }) => {
  const closedAt = current.closedAt === null ? now : instant(current.closedAt)
  return toMs(now) - toMs(closedAt) > reopenDays * dayMs ? refuse('case.tooLate', { closedAt }) : undefined
}

const finishes: Guard = current => {
  const owing = owingUnits(current.coUnits)
  return owing.length > 0 ? refuse('case.coUnitsOpen', { unitIds: owing.map(one => one.unitId) }) : undefined
}

const asksReporter: Guard = current => {
  if (current.askCount >= maxAsks) return refuse('case.askedTooOften')
  return current.reporterId === null ? refuse('case.illegalMove', { status: current.status }) : undefined
}

/** Only what came from outside is looked at first, and only where a grid member is near. Source: domain.md §3.3 row 6. */
const sendsToLook: Guard = current => {
  const isPublic = sources.some(({ code, checkFirst }) => code === current.sourceCode && checkFirst)
  return isPublic && current.areaCode.length >= 12 ? undefined : refuse('case.noCheckNeeded')
}

/**
 * An assignment is refused while T3 runs, and by one unit only: after that the unit signs, and a dispatcher assigns it
 * anew. Source: domain.md §3.3 row 13.
 */
const refuses: Guard = (current, { now }) => {
  if (current.refuseCount > 0) return refuse('case.refusedBefore')
  const isOver = current.stage === 'signing' && current.dueAt !== null && instant(current.dueAt) <= now
  return isOver ? refuse('case.refusedLate', { dueAt: current.dueAt }) : undefined
}

const when =
  (isWrong: (current: CaseFact, actor: Actor) => boolean, code: string): Guard =>
  (current, { actor }) =>
    isWrong(current, actor) ? refuse(code) : undefined

const guards: Readonly<Partial<Record<CaseMove, Guard>>> = {
  accept: fromUpperTier,
  sendBack: fromUpperTier,
  reject: when((current, { role }) => isGrave(current) && !directorRoles.includes(role), 'case.notYourLevel'),
  askInfo: asksReporter,
  askVerification: sendsToLook,
  withdraw: notMaster,
  merge: notMaster,
  passReview: notByHandler,
  failReview: notByHandler,
  refuse: refuses,
  designate: when(current => current.refuseCount === 0, 'case.notRefused'),
  arrive: coIs('called'),
  coSign: coIs('waiting'),
  coRefuse: coIs('waiting', 'called'),
  coFeedBack: coIs('working'),
  waive: when(current => owingUnits(current.coUnits).length === 0, 'case.notCoUnit'),
  finish: finishes,
  askExtension: asksExtension,
  grantExtension: decidesExtension,
  denyExtension: decidesExtension,
  suspend: suspends,
  resume: suspends,
  escalate: escalates,
  pass: notByHandler,
  rework: notByHandler,
  archive: notByHandler,
  close: when((current, { role }) => !closableLevels(role).includes(current.level), 'case.notYourLevel'),
  reopen: reopens,
  void: notMaster,
  urge: urges,
  answerSupervision: when(({ supervision }) => supervision?.answeredAt !== null, 'case.notSupervised'),
  callIncident: current => incidentGuard(current, 'callIncident'),
  draftIncident: current => incidentGuard(current, 'draftIncident'),
  signIncident: current => incidentGuard(current, 'signIncident'),
  returnIncident: current => incidentGuard(current, 'returnIncident'),
  acknowledge: when(current => !current.instructed, 'case.notInstructed'),
}

/** What beyond right, status and tie keeps a move closed. */
export const guard = (current: CaseFact, move: CaseMove, asking: Asking): Refused | undefined =>
  guards[move]?.(current, asking)
