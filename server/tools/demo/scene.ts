import type { AnyWish, CaseFact } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import type { Instant } from '@shuniu/shared/kernel'
import type { Random } from '../county/random.ts'
import { demoOpinions, type DemoKind } from './kinds.ts'
import { pick } from './people.ts'
import type { Posts } from './posts.ts'

/** The next step of a past case: who makes it and what it says; nobody's is the system's. */
export interface Step {
  readonly actor: Actor | undefined
  readonly wish: AnyWish
}

export interface Scene {
  readonly random: Random
  readonly posts: Posts
  readonly kind: DemoKind
  readonly seen: CaseFact
  readonly reporter: Actor
  readonly now: Instant
}

export const townshipOf = (seen: CaseFact): string => seen.areaCode.slice(0, 9)
export const countyOf = (seen: CaseFact): string => seen.areaCode.slice(0, 6)

/** Whoever keeps the desk of the tier that answers for the case. */
export const desk = ({ seen, posts }: Scene, post: 'Duty' | 'Dispatcher' | 'Director'): Actor =>
  seen.tier === 'county'
    ? posts.holder(`county${post}`, countyOf(seen))
    : posts.holder(`township${post}`, townshipOf(seen))

export const owner = ({ seen, posts }: Scene): Actor => posts.handlerOf(seen.ownerUnitId)

export const said = (random: Random, of: keyof typeof demoOpinions): string =>
  pick<string>(random, demoOpinions[of])
