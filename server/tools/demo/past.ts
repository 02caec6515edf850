import type { CaseTimer, ClockLaw } from '@shuniu/shared/clocks'
import { shanghaiDay, shanghaiDayStart } from '@shuniu/shared/calendar'
import {
  decideMove,
  isRunning,
  shownBy,
  turnClocks,
  type CaseFact,
  type MoveWish,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { instant, toMs, type Instant, type Result } from '@shuniu/shared/kernel'
import { between, type Random } from '../county/random.ts'
import { nextStep } from './courses.ts'
import type { DemoKind } from './kinds.ts'
import type { Posts } from './posts.ts'

/** One entry of a past case's timeline, with what the actor filled in. */
export interface PastEntry {
  readonly at: Instant
  readonly version: number
  readonly move: string
  readonly from: CaseFact['status'] | null
  readonly to: CaseFact['status']
  readonly actor: Actor
  readonly filled: Record<string, unknown>
}

export interface PastCase {
  readonly fact: CaseFact
  readonly text: string
  readonly requirement: string | null
  readonly timers: readonly CaseTimer[]
  readonly entries: readonly PastEntry[]
}

export interface Past {
  readonly random: Random
  readonly posts: Posts
  readonly law: ClockLaw
  readonly now: Instant
}

/** How much of a clock's time a step takes: most are early, about one in twenty is late. */
function shareTaken(random: Random): number {
  return random() < 0.05 ? between(random, 1.02, 1.5) : 0.04 + 0.75 * random() * random()
}

const hourMs = 3_600_000
const wakes = 7.5 * hourMs
const sleeps = 21.5 * hourMs

/** Ordinary work is done by day; what falls into the night is done in the morning. Grave cases wait for nobody. */
function byDay(at: number, random: Random): number {
  const start = toMs(shanghaiDayStart(shanghaiDay(instant(at))))
  if (at - start < wakes) return start + wakes + random() * hourMs
  return at - start > sleeps ? start + 24 * hourMs + wakes + random() * hourMs : at
}

function stepTime(timers: readonly CaseTimer[], seen: CaseFact, random: Random): number {
  const running = timers.filter(isRunning).sort((a, b) => toMs(a.dueAt) - toMs(b.dueAt))
  const clock = running[0]
  const from = toMs(instant(seen.updatedAt))
  const limit = clock ? toMs(clock.dueAt) - toMs(clock.startedAt) : hourMs
  const at = from + Math.max(20_000, Math.min(limit, 72 * hourMs) * shareTaken(random))
  return seen.level === 'red' || seen.level === 'orange' ? at : byDay(at, random)
}

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`a past case breaks a rule: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** The clocks that ran out before `until` are marked, as the sweep would have done. */
const swept = (timers: readonly CaseTimer[], until: Instant): CaseTimer[] =>
  timers.map(timer =>
    isRunning(timer) && timer.overdueAt === null && timer.dueAt <= until
      ? { ...timer, overdueAt: timer.dueAt }
      : timer,
  )

interface Course {
  fact: CaseFact
  timers: readonly CaseTimer[]
  requirement: string | null
  readonly entries: PastEntry[]
}

const filledOf = ({ move: _, ...filled }: MoveWish): Record<string, unknown> => filled

interface Step {
  readonly actor: Actor
  readonly wish: MoveWish
  readonly at: Instant
}

function moved(course: Course, { actor, wish, at }: Step, past: Past): void {
  const before = course.fact
  const timers = swept(course.timers, at)
  const centreArea = { county: 6, township: 9, village: 12 }[before.tier]
  const centreUnitId = past.posts.centreOf(before.areaCode.slice(0, centreArea)).id
  const decided = valueOf(decideMove(before, wish, { actor, now: at, centreUnitId }))
  const version = before.version + 1
  const { next, stops, starts, isRelevelled } = decided
  course.timers = valueOf(
    turnClocks(
      timers,
      { move: wish.move, stops, starts, isRelevelled, timed: next, ordinal: version, now: at },
      past.law,
    ),
  )
  course.fact = { ...next, ...shownBy(course.timers, next.status), version }
  if (wish.move === 'assign') course.requirement = wish.requirement ?? null
  course.entries.push({
    at,
    version,
    move: wish.move,
    from: before.status,
    to: next.status,
    actor,
    filled: filledOf(wish),
  })
}

/** A case as it was reported, at its first version. */
export interface Opening {
  readonly fact: CaseFact
  readonly text: string
  readonly kind: DemoKind
  readonly reporter: Actor
}

/**
 * Lets a case take its course from its report until `past.now`, by the same rules that decide live moves.
 * Whoever would act after now has not acted yet: so some cases are open, and a few are late.
 */
export function runCourse({ fact, text, kind, reporter }: Opening, past: Past): PastCase {
  const openedAt = instant(fact.openedAt)
  const timers = valueOf(
    turnClocks(
      [],
      {
        move: 'report',
        stops: [],
        starts: ['acceptance'],
        isRelevelled: false,
        timed: fact,
        ordinal: 1,
        now: openedAt,
      },
      past.law,
    ),
  )
  const course: Course = {
    fact: { ...fact, ...shownBy(timers, 'reported') },
    timers,
    requirement: null,
    entries: [
      { at: openedAt, version: 1, move: 'report', from: null, to: 'reported', actor: reporter, filled: {} },
    ],
  }
  for (;;) {
    const step = nextStep({ ...past, kind, seen: course.fact }, reporter)
    const at = stepTime(course.timers, course.fact, past.random)
    if (!step || at >= toMs(past.now)) break
    moved(course, { ...step, at: instant(at) }, past)
  }
  const ended = swept(course.timers, past.now)
  const shown = { ...course.fact, ...shownBy(ended, course.fact.status) }
  return { fact: shown, text, requirement: course.requirement, timers: ended, entries: course.entries }
}
