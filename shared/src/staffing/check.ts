import type { Day } from '../calendar/index.ts'
import { fills, holdsOn, type Appointment } from './appointment.ts'
import type { CentreTier, OrganKind, PostKind } from './posts.ts'
import { rulesOn, type Demand, type StaffingRule } from './rule.ts'

/** A centre as its staffing is judged. */
export interface StaffedCentre {
  readonly unitId: string
  readonly tier: CentreTier
  /** Organs with the day since which they are set up. */
  readonly organs: readonly { readonly kind: OrganKind; readonly since: Day }[]
}

/** `vacant`: too few hold the post · `wrongHolder`: somebody holds it who may not, or too many do · `noOrgan`: not set up. */
export const findingKinds = ['vacant', 'wrongHolder', 'noOrgan'] as const

/** What one rule finds wrong at one post. */
export interface StaffingFinding {
  readonly rule: string
  readonly severity: 'must' | 'should'
  readonly kind: (typeof findingKinds)[number]
  /** Null where it is about organs. */
  readonly post: PostKind | null
  /** The organs that are not set up; empty but for `noOrgan`. */
  readonly organs: readonly OrganKind[]
  /** So many are lacking; 0 for `wrongHolder`. */
  readonly lacking: number
  /** So many stand in for them. */
  readonly standIns: number
  /** Whose holding it is about: those who should not, or the stand-ins. */
  readonly personIds: readonly string[]
}

type Found = Omit<StaffingFinding, 'rule' | 'severity'>

interface Held {
  /** Organs set up by then. */
  readonly organs: readonly OrganKind[]
  readonly holders: (post: PostKind) => readonly string[]
  readonly standIns: (post: PostKind) => readonly string[]
}

/** A centre with whoever holds something somewhere, its own among them. */
interface Judged {
  readonly centre: StaffedCentre
  readonly appointments: readonly Appointment[]
}

function heldOn({ centre, appointments }: Judged, day: Day): Held {
  const now = appointments.filter(one => one.unitId === centre.unitId && holdsOn(one, day))
  const persons = (found: readonly Appointment[]) => [...new Set(found.map(({ personId }) => personId))]
  return {
    organs: centre.organs.filter(({ since }) => since <= day).map(({ kind }) => kind),
    holders: post => persons(now.filter(one => one.post === post && fills(one))),
    standIns: post => persons(now.filter(one => one.post === post && one.manner === 'standIn')),
  }
}

function vacantIn(post: PostKind, atLeast: number, { holders, standIns }: Held): Found[] {
  const lacking = atLeast - holders(post).length
  if (lacking <= 0) return []
  const stood = standIns(post)
  return [{ kind: 'vacant', post, organs: [], lacking, standIns: stood.length, personIds: stood }]
}

const wronglyHeld = (post: PostKind, personIds: readonly string[]): Found[] =>
  personIds.length === 0
    ? []
    : [{ kind: 'wrongHolder', post, organs: [], lacking: 0, standIns: 0, personIds }]

function foundBy(demand: Demand, held: Held): Found[] {
  const { holders } = held
  switch (demand.kind) {
    case 'filled':
      return vacantIn(demand.post, demand.atLeast, held)
    case 'sole': {
      const all = holders(demand.post)
      return all.length > 1 ? wronglyHeld(demand.post, all) : vacantIn(demand.post, 1, held)
    }
    case 'heldBy': {
      const also = holders(demand.also)
      const wrong = holders(demand.post).filter(id => !also.includes(id))
      return [...vacantIn(demand.post, 1, held), ...wronglyHeld(demand.post, wrong)]
    }
    case 'pair':
      return unpaired(demand.posts, held)
    case 'organs':
      return missingOf(demand.organs.filter(kind => !held.organs.includes(kind)))
    default:
      return demand satisfies never
  }
}

const missingOf = (organs: readonly OrganKind[]): Found[] =>
  organs.length === 0
    ? []
    : [{ kind: 'noOrgan', post: null, organs, lacking: organs.length, standIns: 0, personIds: [] }]

/** Each post has a holder, and not one and the same alone in both. */
function unpaired(posts: readonly PostKind[], held: Held): Found[] {
  const vacant = posts.flatMap(post => vacantIn(post, 1, held))
  if (vacant.length > 0) return vacant
  const all = [...new Set(posts.flatMap(post => held.holders(post)))]
  const [first] = posts
  return all.length < 2 && first !== undefined ? wronglyHeld(first, all) : []
}

/**
 * What the rules in force on a day find wrong at a centre: vacancies and breaches, in the order of the rules. `appointments`
 * are those at the centre; others are passed over. Pure; a stand-in leaves a post vacant and is told beside it.
 * Source: domain.md §1.1, S2–S11.
 */
export function checkStaffing(rules: readonly StaffingRule[], judged: Judged, day: Day): StaffingFinding[] {
  const held = heldOn(judged, day)
  return rulesOn(rules, day)
    .filter(({ tier }) => tier === judged.centre.tier)
    .flatMap(({ code, severity, demand }) =>
      foundBy(demand, held).map(found => ({
        ...found,
        rule: code,
        severity: severity === 'must' ? 'must' : 'should',
      })),
    )
}

export const staffingLights = ['red', 'yellow', 'green'] as const
export type StaffingLight = (typeof staffingLights)[number]

/** Red while a must is broken or vacant with nobody standing in; yellow for what else is found; else green. */
export function staffingLight(findings: readonly StaffingFinding[]): StaffingLight {
  if (findings.length === 0) return 'green'
  const isGrave = findings.some(
    ({ severity, lacking, standIns }) => severity === 'must' && (lacking === 0 || standIns < lacking),
  )
  return isGrave ? 'red' : 'yellow'
}
