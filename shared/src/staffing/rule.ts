import * as Type from 'typebox'
import type { Static } from 'typebox'
import { effectiveDates, inForce, isRealDay, type Day } from '../calendar/index.ts'
import { closed, oneOf, refuse, type Refused } from '../kernel/index.ts'
import { centreTiers, organKinds, postKinds, postRule, type CentreTier, type PostKind } from './posts.ts'

const Post = oneOf(postKinds)

/**
 * What a rule asks of a centre. `filled`: so many hold the post · `sole`: one alone holds it · `heldBy`: whoever holds the
 * post holds another one too · `pair`: two persons hold the two posts · `organs`: these organs are set up.
 */
export const Demand = Type.Union([
  closed({ kind: Type.Literal('filled'), post: Post, atLeast: Type.Integer({ minimum: 1, maximum: 50 }) }),
  closed({ kind: Type.Literal('sole'), post: Post }),
  closed({ kind: Type.Literal('heldBy'), post: Post, also: Post }),
  closed({ kind: Type.Literal('pair'), posts: Type.Array(Post, { minItems: 2, maxItems: 2 }) }),
  closed({
    kind: Type.Literal('organs'),
    organs: Type.Array(oneOf(organKinds), { minItems: 1, maxItems: organKinds.length }),
  }),
])
export type Demand = Static<typeof Demand>

/** `must`: 必须 · `should`: 应当 · `off`: not asked for from that day on. */
export const severities = ['must', 'should', 'off'] as const

/** Who must stand at the centres of a tier, from a day on. Of rules with one code that are in force the last to take effect holds. */
export const StaffingRule = closed({
  code: Type.String({ pattern: String.raw`^S\d{1,2}(\.\d)?$` }),
  name: Type.String({ minLength: 1, maxLength: 60 }),
  tier: oneOf(centreTiers),
  severity: oneOf(severities),
  demand: Demand,
  ...effectiveDates,
})
export type StaffingRule = Static<typeof StaffingRule>

/** The S-number of the source text that a rule stands on. */
export const sourceOf = ({ code }: Pick<StaffingRule, 'code'>): string => code.replace(/\..*$/, '')

const since: Day = '2000-01-01'
const township = { tier: 'township', effectiveFrom: since } as const
const village = { tier: 'village', effectiveFrom: since } as const

/** What the source text asks for, as every county starts. Source: domain.md §1.1, S2–S11; the county's own posts are [D]. */
export const defaultStaffingRules: readonly StaffingRule[] = [
  {
    code: 'S33',
    name: '县综治中心主任到位',
    tier: 'county',
    severity: 'should',
    demand: { kind: 'sole', post: 'centreDirector' },
    effectiveFrom: since,
  },
  {
    ...township,
    code: 'S2',
    name: '党委书记任综治委主任',
    severity: 'must',
    demand: { kind: 'heldBy', post: 'committeeDirector', also: 'partySecretary' },
  },
  {
    ...township,
    code: 'S3',
    name: '党委副书记任综治办主任',
    severity: 'must',
    demand: { kind: 'heldBy', post: 'officeDirector', also: 'partyDeputySecretary' },
  },
  {
    ...township,
    code: 'S4.1',
    name: '综治专职副主任不少于 1 名',
    severity: 'must',
    demand: { kind: 'filled', post: 'fullTimeDeputy', atLeast: 1 },
  },
  {
    ...township,
    code: 'S4.2',
    name: '综治专职人员不少于 2 名',
    severity: 'must',
    demand: { kind: 'filled', post: 'fullTimeStaff', atLeast: 2 },
  },
  {
    ...township,
    code: 'S6',
    name: '明确一名牵头协调人',
    severity: 'must',
    demand: { kind: 'sole', post: 'coordinator' },
  },
  {
    ...village,
    code: 'S7',
    name: '村党组织书记为第一责任人',
    severity: 'must',
    demand: { kind: 'heldBy', post: 'firstResponsible', also: 'villageSecretary' },
  },
  {
    ...village,
    code: 'S8.1',
    name: '治保主任为直接责任人',
    severity: 'must',
    demand: { kind: 'filled', post: 'securityDirector', atLeast: 1 },
  },
  {
    ...village,
    code: 'S8.2',
    name: '调解主任为直接责任人',
    severity: 'must',
    demand: { kind: 'filled', post: 'mediationDirector', atLeast: 1 },
  },
  {
    ...village,
    code: 'S9.1',
    name: '每村一名辅警',
    severity: 'must',
    demand: { kind: 'filled', post: 'auxiliaryOfficer', atLeast: 1 },
  },
  {
    ...village,
    code: 'S9.2',
    name: '每村一名综治专职人员',
    severity: 'must',
    demand: { kind: 'filled', post: 'villageStaff', atLeast: 1 },
  },
  {
    ...village,
    code: 'S10',
    name: '“1+1”警务搭档',
    severity: 'should',
    demand: { kind: 'pair', posts: ['auxiliaryOfficer', 'villageStaff'] },
  },
  {
    ...village,
    code: 'S11',
    name: '六个村级组织一体运行',
    severity: 'should',
    demand: { kind: 'organs', organs: [...organKinds] },
  },
]

/** The rules in force on a day: of one code the last to take effect, of equal days the last said; those put off left out. */
export function rulesOn(rules: readonly StaffingRule[], day: Day): StaffingRule[] {
  const held = new Map<string, StaffingRule>()
  for (const rule of rules.filter(one => inForce(one, day))) {
    const known = held.get(rule.code)
    if (!known || known.effectiveFrom <= rule.effectiveFrom) held.set(rule.code, rule)
  }
  return [...held.values()].filter(({ severity }) => severity !== 'off')
}

/** The posts that a demand speaks of, in its order. */
export function postsOf(demand: Demand): readonly PostKind[] {
  switch (demand.kind) {
    case 'filled':
    case 'sole':
      return [demand.post]
    case 'heldBy':
      return [demand.post, demand.also]
    case 'pair':
      return demand.posts
    case 'organs':
      return []
    default:
      return demand satisfies never
  }
}

/** How many of each post the rules in force on a day ask for at a tier. */
export function askedOn(rules: readonly StaffingRule[], tier: CentreTier, day: Day): Map<PostKind, number> {
  const asked = new Map<PostKind, number>()
  for (const { demand } of rulesOn(rules, day).filter(rule => rule.tier === tier)) {
    const n = demand.kind === 'filled' ? demand.atLeast : 1
    for (const post of postsOf(demand)) asked.set(post, Math.max(n, asked.get(post) ?? 0))
  }
  return asked
}

/**
 * Why a rule may not be changed so; undefined when it may. `known`: all rules there are. Pure.
 * Refuses: `staffing.noRule`, `staffing.wrongDemand`, `staffing.pastRule`.
 */
export function wrongRule(
  changed: Pick<StaffingRule, 'code' | 'demand' | 'effectiveFrom'>,
  known: readonly StaffingRule[],
  today: Day,
): Refused | undefined {
  const former = known.find(({ code }) => code === changed.code)
  if (!former) return refuse('staffing.noRule', { code: changed.code })
  const posts = postsOf(changed.demand)
  const isOfTier = posts.every(post => postRule(post).at === former.tier)
  const isTwice = new Set(posts).size < posts.length
  if (changed.demand.kind !== former.demand.kind || !isOfTier || isTwice)
    return refuse('staffing.wrongDemand')
  const isPast = !isRealDay(changed.effectiveFrom) || changed.effectiveFrom <= today
  return isPast ? refuse('staffing.pastRule', { today }) : undefined
}
