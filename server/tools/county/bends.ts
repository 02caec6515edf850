import { at } from './at.ts'
import { outlineIndex } from './crossings.ts'
import type { Land, Spot } from './ground.ts'
import { between, type Random } from './random.ts'
import type { Way } from './way.ts'

/** Borders shorter than this stay straight, in micro-degrees: a map of the county is sent to every console. */
const shortest = { major: 1_500, minor: 5_500 }
/** From this length on a border of villages bends twice. */
const longMajor = 4_500
/** How far a border may bend toward a site: of the distance to it, and of its own length. */
const most = { ofDistance: 0.24, ofLength: 0.16 }

const toward = (from: Spot, to: Spot, share: number): Spot => ({
  x: from.x + share * (to.x - from.x),
  y: from.y + share * (to.y - from.y),
})

const distance = (a: Spot, b: Spot): number => Math.hypot(b.x - a.x, b.y - a.y)

const rounded = ({ x, y }: Spot): Spot => ({ x: Math.round(x), y: Math.round(y) })

/**
 * A point moved off a straight border toward one of its two sites. The triangle of a border and its site is that
 * border's own (cells are convex around their sites), so bent borders cannot cross one another.
 */
const offLine = (
  way: Way,
  sites: { left: Spot; right: Spot },
  by: { along: number; chance: number },
): Spot => {
  const straight = toward(way.from, way.to, by.along)
  const site = by.chance > 0 ? sites.left : sites.right
  const room = (most.ofLength * distance(way.from, way.to)) / distance(straight, site)
  return rounded(toward(straight, site, Math.abs(by.chance) * Math.min(most.ofDistance, room)))
}

/** Whether bends run forward between the ends, so that a bend to the left and one to the right stay in order. */
function runsForward({ from, to }: Way, bends: readonly Spot[]): boolean {
  const along = (spot: Spot) => (spot.x - from.x) * (to.x - from.x) + (spot.y - from.y) * (to.y - from.y)
  const steps = [from, ...bends, to].map(along)
  return steps.every((step, i) => i === 0 || step > at(steps, i - 1))
}

interface Bending {
  readonly ground: Land
  readonly random: Random
  /** Borders of villages and larger divisions bend more often. */
  readonly isMajor: (way: Way) => boolean
}

/** Bends the borders between sites by chance, as fields and lanes do. The outline and what would cross it stay straight. */
export function bendBorders(ways: readonly Way[], sites: readonly Spot[], by: Bending): void {
  const outline = outlineIndex(by.ground)
  for (const way of ways) {
    if (way.site === undefined || way.twin.site === undefined) continue
    const length = distance(way.from, way.to)
    const isMajor = by.isMajor(way)
    if (length < (isMajor ? shortest.major : shortest.minor)) continue
    const beside = { left: at(sites, way.site), right: at(sites, way.twin.site) }
    const count = isMajor && length > longMajor ? 2 : 1
    const bends = Array.from({ length: count }, (_, i) =>
      offLine(way, beside, { along: (i + 1) / (count + 1), chance: between(by.random, -1, 1) }),
    )
    const stops = [way.from, ...bends, way.to]
    const leaves = bends.some((_, i) => outline.crossingsOf(at(stops, i), at(stops, i + 1)).length > 0)
    const returns = outline.crossingsOf(at(bends, count - 1), way.to).length > 0
    if (!leaves && !returns && runsForward(way, bends)) way.bend(bends)
  }
}
