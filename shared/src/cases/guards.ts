import { shanghaiDay } from '../calendar/index.ts'
import { maxExtensions } from '../clocks/index.ts'
import { centreDirectorRoles, directorRoles, roleRow, type Actor, type Role } from '../identity/index.ts'
import { refuse, toMs, instant, type Instant, type Refused } from '../kernel/index.ts'
import { sources, type CoState } from './catalogue/index.ts'
import { owingUnits } from './coUnits.ts'
import type { CaseMove } from './inputs/index.ts'
import type { CaseFact, CaseLevel } from './model.ts'
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
type Guard = (seen: CaseFact, asking: Asking) => Refused | undefined

const isGrave = ({ level }: CaseFact): boolean => level === 'red' || level === 'orange'
const notYourLevel = () => refuse('case.notYourLevel')
const isAboveOrAt = (seen: CaseFact, actor: Actor): boolean => compareTiers(tierOf(actor), seen.tier) >= 0
const isHandler = (seen: CaseFact, actor: Actor): boolean => seen.handlerIds.includes(actor.accountId)

const notByHandler: Guard = (seen, { actor }) =>
  isHandler(seen, actor) ? refuse('case.handlerVerifies') : undefined

const notMaster: Guard = seen =>
  seen.mergedCount > 0 ? refuse('case.hasMerged', { merged: seen.mergedCount }) : undefined

/** A helping unit's own step is open only from its own state. */
const coIs =
  (...states: readonly CoState[]): Guard =>
  (seen, { actor }) => {
    const own = seen.coUnits.find(one => one.unitId === actor.unitId)
    return own && states.includes(own.state) ? undefined : refuse('case.illegalMove', { state: own?.state })
  }

const fromUpperTier: Guard = (seen, { actor }) =>
  seen.status === 'escalated' && !isAboveOrAt(seen, actor)
    ? refuse('case.notYourTier', { tier: seen.tier })
    : undefined

/** First: any desk; second: the director of a centre. Nobody who asked or works on the case. */
const decidesExtension: Guard = (seen, { actor }) => {
  const { extension } = seen
  if (!extension) return refuse('case.noExtension')
  if (extension.askedById === actor.accountId || isHandler(seen, actor)) return refuse('case.ownExtension')
  return extension.nth > 1 && !centreDirectorRoles.includes(actor.role) ? notYourLevel() : undefined
}

/** Time that has run out is not given more: what is late is answered for, not extended. Source: domain.md §3.3 row 18. */
const isLateToHandle = ({ stage, dueAt }: CaseFact, now: Instant): boolean =>
  stage === 'handling' && dueAt !== null && dueAt <= now

const asksExtension: Guard = (seen, { now }) => {
  if (seen.extension) return refuse('case.extensionPending')
  if (isLateToHandle(seen, now)) return refuse('clock.ranOut', { dueAt: seen.dueAt })
  return seen.extensionCount >= maxExtensions ? refuse('case.noMoreExtensions') : undefined
}

/** Red and orange are put on account, and taken off it, by the county. Source: domain.md §3.3 row 19. */
const suspends: Guard = (seen, { actor }) =>
  isGrave(seen) && tierOf(actor) !== 'county' ? notYourLevel() : undefined

/** A tier hands up what it owns or answers for; the county has no one above. Source: domain.md §3.3 row 20. */
const escalates: Guard = (seen, { actor }) => {
  const own = tierOf(actor)
  const isOwn = actor.unitId === seen.ownerUnitId || compareTiers(seen.tier, own) <= 0
  if (tierAbove(own) === undefined || !isOwn) return refuse('case.notYourTier', { tier: seen.tier })
  return undefined
}

const urges: Guard = (seen, { actor, now }) =>
  !isOverseer(seen, actor) && seen.reporterUrgedOn === shanghaiDay(now)
    ? refuse('case.urgedToday')
    : undefined

const reopens: Guard = (seen, { now }) => {
  const closedAt = seen.closedAt === null ? now : instant(seen.closedAt)
  return toMs(now) - toMs(closedAt) > reopenDays * dayMs ? refuse('case.tooLate', { closedAt }) : undefined
}

const finishes: Guard = seen => {
  const owing = owingUnits(seen.coUnits)
  return owing.length > 0 ? refuse('case.coUnitsOpen', { unitIds: owing.map(one => one.unitId) }) : undefined
}

const asksReporter: Guard = seen => {
  if (seen.askCount >= maxAsks) return refuse('case.askedTooOften')
  return seen.reporterId === null ? refuse('case.illegalMove', { status: seen.status }) : undefined
}

/** Only what came from outside is looked at first, and only where a grid member is near. Source: domain.md §3.3 row 6. */
const sendsToLook: Guard = seen => {
  const isPublic = sources.some(({ code, checkFirst }) => code === seen.sourceCode && checkFirst)
  return isPublic && seen.areaCode.length >= 12 ? undefined : refuse('case.noCheckNeeded')
}

/**
 * An assignment is refused while T3 runs, and by one unit only: after that the unit signs, and a dispatcher assigns it
 * anew. Source: domain.md §3.3 row 13.
 */
const refuses: Guard = (seen, { now }) => {
  if (seen.refuseCount > 0) return refuse('case.refusedBefore')
  const isOver = seen.stage === 'signing' && seen.dueAt !== null && instant(seen.dueAt) <= now
  return isOver ? refuse('case.refusedLate', { dueAt: seen.dueAt }) : undefined
}

const when =
  (isWrong: (seen: CaseFact, actor: Actor) => boolean, code: string): Guard =>
  (seen, { actor }) =>
    isWrong(seen, actor) ? refuse(code) : undefined

const guards: Readonly<Partial<Record<CaseMove, Guard>>> = {
  accept: fromUpperTier,
  sendBack: fromUpperTier,
  reject: when((seen, { role }) => isGrave(seen) && !directorRoles.includes(role), 'case.notYourLevel'),
  askInfo: asksReporter,
  askVerification: sendsToLook,
  withdraw: notMaster,
  merge: notMaster,
  passReview: notByHandler,
  failReview: notByHandler,
  refuse: refuses,
  designate: when(seen => seen.refuseCount === 0, 'case.notRefused'),
  arrive: coIs('called'),
  coSign: coIs('waiting'),
  coRefuse: coIs('waiting', 'called'),
  coFeedBack: coIs('working'),
  waive: when(seen => owingUnits(seen.coUnits).length === 0, 'case.notCoUnit'),
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
  close: when((seen, { role }) => !closableLevels(role).includes(seen.level), 'case.notYourLevel'),
  reopen: reopens,
  void: notMaster,
  urge: urges,
  answerSupervision: when(({ supervision }) => supervision?.answeredAt !== null, 'case.notSupervised'),
  acknowledge: when(seen => !seen.instructed, 'case.notInstructed'),
}

/** What beyond right, status and tie keeps a move closed. */
export const guard = (seen: CaseFact, move: CaseMove, asking: Asking): Refused | undefined =>
  guards[move]?.(seen, asking)
