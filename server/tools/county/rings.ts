import type { Spot } from './ground.ts'
import type { Way } from './way.ts'

/** What lies left of a way: one and the same thing for all ways of an area; undefined outside. */
type AreaOf = (way: Way) => unknown

/** The next way around the same area: whatever borders lie within it are passed over. */
function nextAround(way: Way, areaOf: AreaOf, area: unknown): Way {
  let next = way.next
  while (areaOf(next.twin) === area) next = next.twin.next
  return next
}

/**
 * The outline of the area left of the given ways, counter-clockwise and not closed, through every corner and bend.
 * Faults when the area is in several pieces, has a hole or touches itself: such a cut is not offered.
 */
export function ringOf(ways: readonly Way[], areaOf: AreaOf): Spot[] {
  const outer = ways.filter(way => areaOf(way.twin) !== areaOf(way))
  const [first] = outer
  const area = first && areaOf(first)
  if (!first || area === undefined) throw new Error('an area without a border')
  const ring: Spot[] = []
  const corners = new Set<Spot>()
  let way = first
  do {
    if (corners.has(way.from)) throw new Error('an area that touches itself')
    corners.add(way.from)
    ring.push(way.from, ...way.bends)
    way = nextAround(way, areaOf, area)
  } while (way !== first)
  if (corners.size !== outer.length) throw new Error('an area in several pieces or with a hole')
  return ring
}
