import { distanceM, type Instant } from '@shuniu/shared/kernel'
import type { MemberFix } from '@shuniu/shared/patrol'

/** Movement, of the place or of the edge around it, that the county's picture need not show, and the age at which it is told all the same. */
const countyStepM = 25
const countyRefreshMs = 30_000

/** A reading less sure than this, in metres, names no place in a township: it is stored, and shown nowhere. */
const vaguestM = 2_000
/** So long, in milliseconds, a good reading says more than a much vaguer one that came after it. */
const betterForMs = 60_000
/** How a reading without a word of its accuracy is taken, in metres. */
const usualM = 50

interface ToldFix {
  readonly lon: number
  readonly lat: number
  readonly accuracyM: number
  readonly at: number
}

/** A fix and the township it lies in; the township of the member's own post where the place is unknown. */
export interface PlacedFix extends MemberFix {
  readonly areaCode: string
}

/** Where members on patrol are now: the newest reading of each, and which have changed since they were last told. */
export class Fixes {
  readonly #byMember = new Map<string, PlacedFix>()
  readonly #changed = new Map<string, PlacedFix>()
  readonly #toldCounty = new Map<string, ToldFix>()

  /** Keeps the newer of two readings, unless it says less of where the member is than the one before it did. */
  put(fix: PlacedFix): void {
    const known = this.#byMember.get(fix.memberId)
    if (known && known.at >= fix.at) return
    if ((fix.accuracyM ?? usualM) > vaguestM || (known && saysLess(fix, known))) return
    this.#byMember.set(fix.memberId, fix)
    this.#changed.set(fix.memberId, fix)
  }

  has(memberId: string): boolean {
    return this.#byMember.has(memberId)
  }

  leave(memberId: string): void {
    this.#byMember.delete(memberId)
    this.#changed.delete(memberId)
    this.#toldCounty.delete(memberId)
  }

  /** Forgets whoever has been silent since. */
  forgetBefore(at: Instant): void {
    for (const fix of this.#byMember.values()) if (fix.at < at) this.leave(fix.memberId)
  }

  within(areaCode: string): MemberFix[] {
    return [...this.#byMember.values()].filter(fix => fix.areaCode.startsWith(areaCode)).map(bare)
  }

  /** Takes what has changed since the last taking, by township. */
  takeChanged(): Map<string, MemberFix[]> {
    const byTownship = new Map<string, MemberFix[]>()
    for (const fix of this.#changed.values()) {
      const township = fix.areaCode.slice(0, 9)
      const known = byTownship.get(township)
      if (known) known.push(bare(fix))
      else byTownship.set(township, [bare(fix)])
    }
    this.#changed.clear()
    return byTownship
  }

  /** Of the fixes those that change the county's picture: moved or surer by a step, or not told for a while. */
  forCounty(fixes: readonly MemberFix[]): MemberFix[] {
    return fixes.filter(fix => {
      const told = this.#toldCounty.get(fix.memberId)
      const { lon, lat, accuracyM = usualM } = fix
      const at = Date.parse(fix.at)
      const isNews =
        !told ||
        at - told.at >= countyRefreshMs ||
        Math.abs(accuracyM - told.accuracyM) >= countyStepM ||
        distanceM([told.lon, told.lat], [lon, lat]) >= countyStepM
      if (isNews) this.#toldCounty.set(fix.memberId, { lon, lat, accuracyM, at })
      return isNews
    })
  }
}

const saysLess = (fix: PlacedFix, known: PlacedFix): boolean =>
  Date.parse(fix.at) - Date.parse(known.at) < betterForMs &&
  (fix.accuracyM ?? usualM) > Math.max(100, 3 * (known.accuracyM ?? usualM))

const bare = ({ memberId, at, lon, lat, gridCode, accuracyM }: PlacedFix): MemberFix => ({
  memberId,
  at,
  lon,
  lat,
  gridCode,
  ...(accuracyM !== undefined && { accuracyM }),
})
