import { doubleArea, edgesOf, isSameCorner, type GridCorner, type GridRing } from './corners.ts'

/**
 * Borders as sums of directed edges: an edge and the one back along it cancel out. Where rings that go round once add up to the
 * ring of the whole, every point of the whole lies in exactly one of them: that is how no gap and no overlap is known.
 */
type BorderSum = Map<string, { readonly edge: readonly [GridCorner, GridCorner]; times: number }>

const keyOf = ([a, b]: readonly [GridCorner, GridCorner]): string => `${a.join()}>${b.join()}`

function sumOf(rings: readonly GridRing[], less: readonly GridRing[]): BorderSum {
  const sum: BorderSum = new Map()
  const add = (edge: readonly [GridCorner, GridCorner]) => {
    const back = sum.get(keyOf([edge[1], edge[0]]))
    if (back && back.times > 0) return void (back.times -= 1)
    const known = sum.get(keyOf(edge))
    if (known) known.times += 1
    else sum.set(keyOf(edge), { edge, times: 1 })
  }
  for (const ring of rings) edgesOf(ring).forEach(add)
  for (const ring of less) for (const [from, to] of edgesOf(ring)) add([to, from])
  return sum
}

/**
 * What remains of borders laid together, `less` those taken away, as rings: none when all cancels out. At a corner with several
 * ways on, the leftmost is taken, so that what meets in a corner only comes out as rings of its own.
 */
export function bordersOf(rings: readonly GridRing[], less: readonly GridRing[] = []): GridRing[] {
  const waysFrom = new Map<string, GridCorner[]>()
  for (const { edge, times } of sumOf(rings, less).values()) {
    const ways = waysFrom.get(edge[0].join()) ?? []
    for (let n = 0; n < times; n += 1) ways.push(edge[1])
    if (ways.length > 0) waysFrom.set(edge[0].join(), ways)
  }
  const found: GridRing[] = []
  for (const [start, ways] of waysFrom) {
    while (ways.length > 0) found.push(...loopsOf(walkFrom(start, waysFrom)))
  }
  return found
}

function walkFrom(start: string, waysFrom: Map<string, GridCorner[]>): GridCorner[] {
  const [east = 0, north = 0] = start.split(',').map(Number)
  const walked: GridCorner[] = [[east, north]]
  for (;;) {
    const at = walked.at(-1)
    const ways = at && waysFrom.get(at.join())
    if (!at || !ways || ways.length === 0) return walked
    const next = leftmost(walked.at(-2), at, ways)
    ways.splice(ways.indexOf(next), 1)
    if (next.join() === start) return walked
    walked.push(next)
  }
}

function leftmost(from: GridCorner | undefined, at: GridCorner, ways: readonly GridCorner[]): GridCorner {
  const bearing = (to: GridCorner) => Math.atan2(to[1] - at[1], to[0] - at[0])
  const back = from ? bearing(from) : 0
  const turned = (to: GridCorner) => (back - bearing(to) + 4 * Math.PI) % (2 * Math.PI)
  return ways.reduce((best, way) => (turned(way) < turned(best) ? way : best))
}

/** A walk that comes by a corner again, as the loops that it is made of. */
function loopsOf(walk: readonly GridCorner[]): GridRing[] {
  const loops: GridRing[] = []
  const open: GridCorner[] = []
  for (const corner of walk) {
    const before = open.findIndex(known => isSameCorner(known, corner))
    if (before >= 0) loops.push(open.splice(before))
    open.push(corner)
  }
  return [...loops, open].filter(loop => loop.length >= 3 && doubleArea(loop) !== 0)
}
