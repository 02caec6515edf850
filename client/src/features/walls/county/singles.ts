import type { Arranged } from './arrange.ts'
import { distance, outward, reachTo, roomToDisc, turns, type Disc, type PlanePoint } from './shapes.ts'

/** Reach of a single case's mark with the ring of lateness, in labels' heights. */
const reachU = 0.95
const air = 0.1
/** Farther from its township's mark nobody would see that it belongs there. */
const farthestU = 2

/**
 * Where cases stand that are shown each on its own: as near their township's mark as there is room, covering neither
 * marks nor names nor lines; where there is none, on the rim of that mark, clear of its number. By the case's id; one
 * whose township has no mark is left out.
 */
export function singleMarks(
  cases: readonly { readonly id: string; readonly code: string }[],
  arranged: Arranged,
): Map<string, PlanePoint> {
  const singles = new Map<string, PlanePoint>()
  for (const { id, code } of cases) {
    const own = arranged.marks.get(code)
    if (own) singles.set(id, roomBeside(own, arranged, [...singles.values()]))
  }
  return singles
}

function roomBeside(own: Disc, { marks, names }: Arranged, singles: readonly PlanePoint[]): PlanePoint {
  const others = [...marks.values()].filter(disc => disc !== own)
  const taken = [...others, ...singles.map(({ x, y }) => ({ x, y, r: reachU }))]
  const words = [...names.values()]
  const clear = (spot: PlanePoint): number =>
    Math.min(
      9,
      ...taken.map(disc => distance(disc, spot) - disc.r - reachU),
      ...words.map(({ box }) => roomToDisc(box, { ...spot, r: reachU })),
      ...words.map(({ leader }) => (leader ? reachTo(leader, spot) - reachU : 9)),
    )
  for (let away = air; away < farthestU; away += 0.3) {
    const best = clearest(own, own.r + reachU + away, clear)
    if (clear(best) >= 0) return best
  }
  return clearest(own, own.r, clear)
}

/** Of all places around a mark, the one with most room. */
const clearest = (own: Disc, by: number, clear: (spot: PlanePoint) => number): PlanePoint =>
  turns.map(turn => outward(own, turn, by)).reduce((best, spot) => (clear(spot) > clear(best) ? spot : best))
