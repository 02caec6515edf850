import { isRunning, type CaseClock, type ClockLaw, type Stage } from '@shuniu/shared/clocks'
import {
  decideMove,
  decideSystemMove,
  incidentNoted,
  incidentStages,
  needsNotice,
  shownBy,
  standardCatalogue,
  turnClocks,
  type AnyCommand,
  type CaseFact,
  type TimedCase,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { instant, toMs, type Instant, type Result } from '@shuniu/shared/kernel'
import { between, type Random } from '../county/random.ts'
import { tellUntil, type UnfinishedCase, type PastEntry } from './unfinishedCase.ts'
import { nextStep } from './nextSteps.ts'
import type { PastStep } from './stepContext.ts'
import type { DemoKind } from './kinds.ts'
import type { Posts } from './posts.ts'

export interface PastCase {
  readonly fact: CaseFact
  readonly text: string
  readonly requirement: string | null
  readonly caseClocks: readonly CaseClock[]
  readonly entries: readonly PastEntry[]
}

export interface PastContext {
  readonly random: Random
  readonly posts: Posts
  readonly law: ClockLaw
  readonly now: Instant
  /** Gives out the numbers of notices. */
  readonly noticeNumber: (at: Instant) => string
  /** Likewise of reports to those above. */
  readonly incidentNumber: (at: Instant) => string
}

/** One in twelve is solved too late; desks and first visits are late more rarely. */
const lateShare = (stage: Stage | undefined): number => (stage === 'handling' ? 0.08 : 0.02)

/** How much of a clock's time a step takes: most are early, a few late. */
function shareTaken(random: Random, stage: Stage | undefined): number {
  return random() < lateShare(stage) ? between(random, 1.02, 1.9) : 0.04 + 0.75 * random() * random()
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Shanghai's clock is ahead of UTC by as much all the year. */
const aheadMs = 8 * hourMs
const wakes = 7.5 * hourMs
const sleeps = 21.5 * hourMs

/** Ordinary work is done by day; what falls into the night is done in the morning. Grave cases wait for nobody. */
function byDay(at: number, random: Random): number {
  const sinceMidnight = (at + aheadMs) % dayMs
  const morning = at - sinceMidnight + wakes + random() * hourMs
  if (sinceMidnight < wakes) return morning
  return sinceMidnight > sleeps ? morning + dayMs : at
}

function stepTime(caseClocks: readonly CaseClock[], current: CaseFact, random: Random): number {
  const clock = caseClocks
    .filter(one => isRunning(one) && !incidentStages.includes(one.stage))
    .reduce<CaseClock | undefined>(
      (first, one) => (first && first.dueAt <= one.dueAt ? first : one),
      undefined,
    )
  const from = toMs(instant(current.updatedAt))
  const limit = clock ? toMs(clock.dueAt) - toMs(clock.startedAt) : hourMs
  const at = from + Math.max(20_000, Math.min(limit, 72 * hourMs) * shareTaken(random, clock?.stage))
  return current.level === 'red' || current.level === 'orange' ? at : byDay(at, random)
}

/** When a step is taken that somebody makes, or that the system does. */
function momentOf(step: PastStep | undefined, { caseClocks, fact }: UnfinishedCase, random: Random): number {
  if (!step?.actor) return systemTime(step, fact)
  const { quickMs } = step
  return quickMs === undefined ? stepTime(caseClocks, fact, random) : toMs(instant(fact.updatedAt)) + quickMs
}

/** The system settles at once what was not drawn, and files away what was closed a day ago. */
const systemTime = (step: PastStep | undefined, current: CaseFact): number =>
  toMs(instant(current.updatedAt)) + (step?.command.move === 'fileAway' ? 24 * hourMs : 2_000)

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`a past case breaks a rule: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** What was filled in, but for files: the demo keeps none, and shows them to the rules alone. */
function filledOf({ move: _, ...filled }: AnyCommand): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filled).filter(([name]) => name !== 'media'))
}

interface TimedStep extends PastStep {
  readonly at: Instant
  /** The case to merge into. */
  readonly master?: CaseFact
}

/** The decision on a step of a past case, by the rules of today. */
function decisionOn(before: TimedCase, step: TimedStep, past: PastContext): Result<TimedCase> {
  const { actor, command, at, master } = step
  const centres = past.posts.centresOver(before.fact.areaCode)
  const noticeNumber = needsNotice(before.fact, command.move) ? past.noticeNumber(at) : ''
  const incidentNumber = command.move === 'signIncident' ? past.incidentNumber(at) : ''
  const around = {
    now: at,
    law: past.law,
    catalogue: standardCatalogue,
    centres,
    noticeNumber,
    incidentNumber,
    ...(master && { master }),
  }
  if (actor) return decideMove(before, command, { ...around, actor })
  return decideSystemMove(before, command.move === 'settle' ? 'settle' : 'fileAway', around)
}

function take(unfinished: UnfinishedCase, step: TimedStep, past: PastContext): void {
  const { actor, command, at } = step
  const before = unfinished.fact
  const { fact: after, caseClocks } = valueOf(decisionOn(unfinished, step, past))
  unfinished.caseClocks = caseClocks
  unfinished.fact = after
  if (command.move === 'assign') unfinished.requirement = command.requirement ?? null
  const { version } = after
  const entry = { at, version, move: command.move, from: before.status, to: after.status, actor }
  const issued =
    after.supervision?.number === before.supervision?.number ? undefined : after.supervision?.number
  const noted = {
    ...incidentNoted(before, after),
    ...(issued !== undefined && { noticeNumber: issued }),
  }
  unfinished.entries.push({ ...entry, filled: { ...filledOf(command), ...noted } })
}

/** A past case with one step more. */
export function takenFurther(past: PastCase, step: TimedStep, around: PastContext): PastCase {
  const unfinished: UnfinishedCase = { ...past, entries: [...past.entries], toldUntil: around.now }
  take(unfinished, step, around)
  return { ...past, fact: unfinished.fact, caseClocks: unfinished.caseClocks, entries: unfinished.entries }
}

/** What a report says of itself: how it was settled, where it was settled on the spot. */
const saidOf = (fact: CaseFact): Record<string, unknown> =>
  fact.status === 'selfDone' ? { resultCode: '12', text: '已当场处置完毕，现场恢复正常。' } : {}

/** A case as it was reported, at its first version. */
export interface PastOpening {
  readonly fact: CaseFact
  readonly text: string
  readonly kind: DemoKind
  readonly reporter: Actor
}

/** A case at its first version, with its first clock and its first entry. */
function begun({ fact, reporter }: PastOpening, { law }: PastContext): UnfinishedCase {
  const openedAt = instant(fact.openedAt)
  const starts = [fact.status === 'selfDone' ? ('verification' as const) : ('acceptance' as const)]
  const turn = { move: 'report', stops: [], isRelevelled: false, timed: fact, ordinal: 1 } as const
  const caseClocks = valueOf(turnClocks([], { ...turn, starts, now: openedAt }, law))
  const entry = { at: openedAt, version: 1, move: 'report', from: null, to: fact.status, actor: reporter }
  return {
    fact: { ...fact, ...shownBy(caseClocks, fact.status) },
    caseClocks,
    requirement: null,
    toldUntil: openedAt,
    entries: [{ ...entry, filled: saidOf(fact) }],
  }
}

/** A refusal and an extension come while there is time for them: who is late signs, or goes on without. */
function inTime(step: TimedStep, { fact, caseClocks }: UnfinishedCase): TimedStep {
  const isUnsigned = fact.stage === 'signing' && fact.dueAt !== null && instant(fact.dueAt) <= step.at
  if (isUnsigned && step.command.move === 'refuse') return { ...step, command: { move: 'sign' } }
  const handling = caseClocks.find(one => isRunning(one) && one.unitId === null && one.stage === 'handling')
  const isLate = handling !== undefined && (handling.overdueAt !== null || handling.dueAt <= step.at)
  if (isLate && step.command.move === 'askExtension') {
    return { ...step, command: { move: 'progress', text: '检测结果未出，已先行采取临时措施。' } }
  }
  if (!isLate || step.command.move !== 'grantExtension') return step
  return { ...step, command: { move: 'denyExtension', text: '申请已过办理时限，请尽快办结。' } }
}

/**
 * Lets a case take its unfinished from its report until `past.now`, by the same rules that decide live moves.
 * Whoever would act after now has not acted yet: so some cases are open, and a few are late.
 */
export function playOut(opening: PastOpening, past: PastContext): PastCase {
  const { text, kind, reporter } = opening
  const unfinished = begun(opening, past)
  const next = () => nextStep({ ...past, kind, current: unfinished.fact, reporter })
  for (;;) {
    const wanted = next()
    const ms = momentOf(wanted, unfinished, past.random)
    if (!wanted || ms >= toMs(past.now)) break
    const at = instant(ms)
    const { supervision } = unfinished.fact
    tellUntil(unfinished, at, past)
    const step = unfinished.fact.supervision === supervision ? wanted : next()
    if (!step) break
    take(unfinished, inTime({ ...step, at }, unfinished), past)
  }
  tellUntil(unfinished, past.now, past)
  const { fact, requirement, caseClocks, entries } = unfinished
  return { fact, text, requirement, caseClocks, entries }
}
