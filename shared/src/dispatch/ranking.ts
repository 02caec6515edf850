import { dayNumberAt, shanghaiDay, weekdayOf, type DutyTime } from '../calendar/index.ts'
import { caseTiers, type CaseTier } from '../cases/index.ts'
import { isUnder } from '../clocks/index.ts'
import { toMs, type Instant } from '../kernel/index.ts'
import { isAnswered, type UnitProfile } from '../staffing/index.ts'
import { mostProposals, type UnitCharge, type UnitDutyNow, type UnitProposal } from './contracts.ts'

/** A unit that may be sent, with what its own entry says of it and what is counted of its work. */
export interface UnitCandidate {
  readonly unitId: string
  readonly kind: 'centre' | 'department' | 'force'
  /** 6, 9 or 12 digits; the case lies within it. */
  readonly areaCode: string
  readonly profile: Pick<UnitProfile, 'duties' | 'lines' | 'stationing' | 'stationingDays'>
  /** Open cases that it owns, of the newest that were looked at; `isOpenFloor` where there may be more. */
  readonly open: number
  readonly isOpenFloor: boolean
  /** Cases of this very kind that it was sent lately in this township, or in the county for the county's own. */
  readonly sent: number
  /** It has sent this very case back already. */
  readonly hasRefused: boolean
}

/** What is to be sent, and when. */
export interface SentCase {
  readonly categoryCode: string
  readonly areaCode: string
  readonly tier: CaseTier
}

/** How narrowly a unit is charged with the kind in this place, in characters of the category; 0 where it is not at all. */
function chargeOf({ profile: { duties } }: UnitCandidate, { categoryCode, areaCode }: SentCase): number {
  const widths = duties
    .filter(duty => isUnder(categoryCode, duty.categoryPrefix) && areaCode.startsWith(duty.areaCode))
    // 矛盾纠纷 as a whole stands in the list beside its classes, and is the widest of them.
    .map(({ categoryPrefix }) => (categoryCode.startsWith(categoryPrefix) ? categoryPrefix.length : 1))
  return Math.max(0, ...widths)
}

/** A class is `E05` or `01`; what is longer is a kind. */
const chargeWord = (width: number, { categoryCode }: SentCase): UnitCharge | null => {
  if (width === 0) return null
  return width > (categoryCode.startsWith('E') ? 3 : 2) ? 'kind' : 'class'
}

/**
 * Whether anybody is to be expected at the unit now: within office hours where it stands every day or on this day of the week,
 * else by a line that is answered. There is no roster of persons to know more by. Source: domain.md §1.4, S31, S34.
 */
export function dutyNow({ profile }: UnitCandidate, now: Instant, duty: DutyTime): UnitDutyNow {
  const ms = toMs(now)
  const isOffice = duty
    .shiftsOn(dayNumberAt(ms))
    .some(({ opensMs, closesMs }) => opensMs <= ms && ms < closesMs)
  const isThere =
    profile.stationing === 'rotating'
      ? profile.stationingDays.includes(weekdayOf(shanghaiDay(now)))
      : profile.stationing !== 'onCall'
  if (isOffice && isThere) return 'hours'
  const hasLine = profile.lines.some(line => line.kind !== 'office' && isAnswered(line, now))
  return hasLine ? 'line' : 'off'
}

const tierByDigits: Readonly<Record<number, CaseTier>> = { 6: 'county', 9: 'township', 12: 'village' }
const tierOfUnit = ({ areaCode }: UnitCandidate): CaseTier => tierByDigits[areaCode.length] ?? 'county'

/** How many tiers lie between the unit and the centre that has the case in hand; of two alike the nearer to the place. */
function tiersApart(unit: UnitCandidate, { tier }: SentCase): number {
  const apart = caseTiers.indexOf(tierOfUnit(unit)) - caseTiers.indexOf(tier)
  return apart > 0 ? 2 * apart - 1 : -2 * apart
}

const dutyRanks = { hours: 0, line: 1, off: 2 } as const satisfies Record<UnitDutyNow, number>

/** Smaller is better, from what counts first to what counts last. */
const orderOf = (unit: UnitCandidate, proposal: UnitProposal, current: SentCase): readonly number[] => [
  unit.hasRefused ? 1 : 0,
  -chargeOf(unit, current),
  tiersApart(unit, current),
  dutyRanks[proposal.duty],
  unit.open,
  -unit.sent,
]

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/**
 * The units to send for a case, the likeliest first. Who is charged with this kind in this place stands before all others, the
 * narrower charge first; then the tier that has the case in hand, who is there now, who has less open, and last who was sent for
 * it before. A unit that is charged with nothing of it is proposed only where it was sent for this very kind, and a centre,
 * which passes cases on, only where it is charged. Who sent this case back comes last. Pure. Source: domain.md §4.2, S31, desk.md §4.
 */
export function rankUnits(
  current: SentCase,
  candidates: readonly UnitCandidate[],
  at: { readonly now: Instant; readonly duty: DutyTime },
): UnitProposal[] {
  return candidates
    .filter(unit => current.areaCode.startsWith(unit.areaCode))
    .map(unit => {
      const charge = chargeWord(chargeOf(unit, current), current)
      const { unitId, open, isOpenFloor, sent, hasRefused } = unit
      const duty = dutyNow(unit, at.now, at.duty)
      const near = tierOfUnit(unit)
      const proposal: UnitProposal = { unitId, charge, near, duty, open, isOpenFloor, sent, hasRefused }
      return { unit, proposal, order: orderOf(unit, proposal, current) }
    })
    .filter(({ unit, proposal }) => proposal.charge !== null || (unit.kind !== 'centre' && unit.sent > 0))
    .sort((a, b) => compare(a.order, b.order) || (a.unit.unitId < b.unit.unitId ? -1 : 1))
    .slice(0, mostProposals)
    .map(({ proposal }) => proposal)
}
