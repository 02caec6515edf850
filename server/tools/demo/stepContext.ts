import type { AnyCommand, CaseFact } from '@shuniu/shared/cases'
import type { ClockLaw } from '@shuniu/shared/clocks'
import type { Actor } from '@shuniu/shared/identity'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import type { Random } from '../county/random.ts'
import { demoOpinions, type DemoKind } from './kinds.ts'
import { pick } from './people.ts'
import type { Posts } from './posts.ts'

/** The next step of a past case: who makes it and what it says; nobody's is the system's. */
export interface PastStep {
  readonly actor: Actor | undefined
  readonly command: AnyCommand
  /** So long after the step before it; absent where it takes its share of the time there is. */
  readonly quickMs?: number
}

export interface StepContext {
  readonly random: Random
  readonly posts: Posts
  readonly kind: DemoKind
  readonly current: CaseFact
  readonly reporter: Actor
  readonly now: Instant
  readonly law: ClockLaw
}

/** Whether it has stood so for no more days than these: nobody lets a case lie for ever. */
export const isRecent = ({ current, now }: StepContext, days: number): boolean =>
  toMs(now) - toMs(instant(current.updatedAt)) < days * 86_400_000

export const townshipOf = (current: CaseFact): string => current.areaCode.slice(0, 9)
export const countyOf = (current: CaseFact): string => current.areaCode.slice(0, 6)

/** Whoever keeps the desk of the tier that answers for the case. */
export const desk = ({ current, posts }: StepContext, post: 'Duty' | 'Dispatcher' | 'Director'): Actor =>
  current.tier === 'county'
    ? posts.holder(`county${post}`, countyOf(current))
    : posts.holder(`township${post}`, townshipOf(current))

export const owner = ({ current, posts }: StepContext): Actor => posts.handlerOf(current.ownerUnitId)

export const said = (random: Random, of: keyof typeof demoOpinions): string =>
  pick<string>(random, demoOpinions[of])
