import type { CaseFact, MoveWish } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { pick, pickWeighted } from './people.ts'
import { demoOpinions, type DemoKind } from './kinds.ts'
import type { Posts } from './posts.ts'
import type { Random } from '../county/random.ts'

/** The next step of a past case: who makes it and what it says; undefined when nobody makes one. */
export interface Step {
  readonly actor: Actor
  readonly wish: MoveWish
}

interface Scene {
  readonly random: Random
  readonly posts: Posts
  readonly kind: DemoKind
  readonly seen: CaseFact
}

const townshipOf = (seen: CaseFact): string => seen.areaCode.slice(0, 9)
const countyOf = (seen: CaseFact): string => seen.areaCode.slice(0, 6)

const desk = ({ seen, posts }: Scene, post: 'Duty' | 'Dispatcher'): Actor =>
  seen.tier === 'county'
    ? posts.holder(`county${post}`, countyOf(seen))
    : posts.holder(`township${post}`, townshipOf(seen))

const said = (random: Random, of: keyof typeof demoOpinions): string => pick<string>(random, demoOpinions[of])

/** The village settles most blue cases, a township force the rest, a department what the county has in hand. */
function ownerOf({ random, posts, kind, seen }: Scene): string {
  if (seen.tier === 'county') return posts.unitNamed(countyOf(seen), kind.department).id
  if (seen.level === 'blue' && random() < 0.55) return posts.centreOf(seen.areaCode).id
  return posts.unitNamed(townshipOf(seen), kind.force).id
}

const onReported = (scene: Scene): Step => {
  const { random, seen } = scene
  const actor = desk(scene, 'Duty')
  if (seen.askCount === 0 && random() < 0.03)
    return { actor, wish: { move: 'askInfo', text: said(random, 'askInfo') } }
  const isGrave = seen.level === 'red' || seen.level === 'orange'
  if (!isGrave && random() < 0.04) {
    return { actor, wish: { move: 'reject', reasonCode: 'notOurs', text: said(random, 'reject') } }
  }
  return { actor, wish: { move: 'accept', categoryCode: seen.categoryCode, level: seen.level } }
}

const onAssigned = ({ random, posts, seen }: Scene): Step => {
  const actor = posts.handlerOf(seen.ownerUnitId)
  const isRefused = seen.refuseCount === 0 && random() < 0.03
  return {
    actor,
    wish: isRefused
      ? { move: 'refuse', reasonCode: 'notOurDuty', text: said(random, 'refuse') }
      : { move: 'sign' },
  }
}

const onHandling = ({ random, posts, seen, kind }: Scene): Step => {
  const actor = posts.handlerOf(seen.ownerUnitId)
  if (seen.lastMove === 'start' && random() < 0.45) {
    return { actor, wish: { move: 'progress', text: said(random, 'progress') } }
  }
  const resultCode = kind.code.startsWith('E')
    ? '12'
    : pickWeighted(random, [
        ['11', 6],
        ['10', 3],
        ['13', 1],
      ])
  return { actor, wish: { move: 'finish', resultCode, text: said(random, 'finish') } }
}

const onDone = (scene: Scene): Step => {
  const { random, posts, seen } = scene
  const onSite = seen.gridCode !== null && seen.tier !== 'county' && random() < 0.6
  const actor = onSite ? posts.holder('gridMember', seen.gridCode ?? '') : desk(scene, 'Duty')
  if (seen.reworkCount === 0 && random() < 0.06)
    return { actor, wish: { move: 'rework', text: said(random, 'rework') } }
  return { actor, wish: { move: 'pass', method: onSite ? 'onSite' : 'phone' } }
}

const onVerified = (scene: Scene): Step => {
  const { random, posts, seen } = scene
  const closers = {
    blue: () => desk(scene, 'Duty'),
    yellow: () =>
      seen.tier === 'county'
        ? posts.holder('countyDirector', countyOf(seen))
        : posts.holder('townshipDirector', townshipOf(seen)),
    orange: () => posts.holder('countyDirector', countyOf(seen)),
    red: () => posts.holder('countyDirector', countyOf(seen)),
  }
  return { actor: closers[seen.level](), wish: { move: 'close', opinion: said(random, 'close') } }
}

/** What happens next in the course of a case, by where it stands. */
export function nextStep(scene: Scene, reporter: Actor): Step | undefined {
  const { seen, random, posts } = scene
  switch (seen.status) {
    case 'reported':
      return onReported(scene)
    case 'needInfo':
      return { actor: reporter, wish: { move: 'giveInfo', text: said(random, 'giveInfo') } }
    case 'accepted':
      return {
        actor: desk(scene, 'Dispatcher'),
        wish: { move: 'assign', ownerUnitId: ownerOf(scene), requirement: '请及时到场处置,按时限反馈结果。' },
      }
    case 'assigned':
      return onAssigned(scene)
    case 'signed':
    case 'rework':
      return { actor: posts.handlerOf(seen.ownerUnitId), wish: { move: 'start' } }
    case 'handling':
      return onHandling(scene)
    case 'done':
      return onDone(scene)
    case 'verified':
      return onVerified(scene)
    default:
      return undefined
  }
}
