import type { Position } from '../../kernel/index.ts'

/**
 * A corner of a border in micro-degrees, `[east, north]`, whole numbers: about a tenth of a metre. Neighbours' corners are equal
 * exactly or not at all, and areas and sides of lines within a county are reckoned without rounding.
 */
export type GridCorner = readonly [east: number, north: number]

/** A border that goes round once: the first corner is not repeated; counter-clockwise round what it holds. */
export type GridRing = readonly GridCorner[]

const microsADegree = 1e6
const metresAMicro = 0.111_32

export const cornerOf = ([lon, lat]: Position): GridCorner => [
  Math.round(lon * microsADegree),
  Math.round(lat * microsADegree),
]

/** The closed outline in degrees, WGS-84, as grids keep it: the last position repeats the first. */
export const outlineOf = (ring: GridRing): Position[] =>
  [...ring, ...ring.slice(0, 1)].map(([east, north]) => [east / microsADegree, north / microsADegree])

export const isSameCorner = (a: GridCorner, b: GridCorner): boolean => a[0] === b[0] && a[1] === b[1]

/** The corners with the one that follows each; the last is followed by the first. */
export const edgesOf = (ring: GridRing): (readonly [GridCorner, GridCorner])[] =>
  ring.flatMap((from, nth) => {
    const to = ring[(nth + 1) % ring.length]
    return to ? [[from, to] as const] : []
  })

/** Twice the area of the triangle: positive where `c` lies left of the way from `a` to `b`. */
export const turnOf = (a: GridCorner, b: GridCorner, c: GridCorner): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])

/** Twice the area in square micro-degrees, exactly; negative for a border that goes round clockwise. */
export function doubleArea(ring: GridRing): number {
  const [first] = ring
  if (!first) return 0
  return edgesOf(ring).reduce((sum, [from, to]) => sum + turnOf(first, from, to), 0)
}

const squeezeAt = (north: number): number => Math.cos((north / microsADegree / 180) * Math.PI)

export function areaM2(ring: GridRing): number {
  const [first] = ring
  return first ? (Math.abs(doubleArea(ring)) / 2) * metresAMicro ** 2 * squeezeAt(first[1]) : 0
}

/** In metres. */
export const gapBetween = (a: GridCorner, b: GridCorner): number =>
  Math.hypot((a[0] - b[0]) * squeezeAt(a[1]), a[1] - b[1]) * metresAMicro

export const lengthM = (ring: GridRing): number =>
  edgesOf(ring).reduce((sum, [from, to]) => sum + gapBetween(from, to), 0)

/** The corner on the way from `a` to `b` that is nearest to `c`, as people see it: a degree east is shorter than one north. */
export function nearestOn([a, b]: readonly [GridCorner, GridCorner], c: GridCorner): GridCorner {
  const squeeze = squeezeAt(a[1])
  const [east, north] = [(b[0] - a[0]) * squeeze, b[1] - a[1]]
  const long = east * east + north * north
  if (long === 0) return a
  const along = ((c[0] - a[0]) * squeeze * east + (c[1] - a[1]) * north) / long
  const share = Math.min(1, Math.max(0, along))
  return [Math.round(a[0] + share * (b[0] - a[0])), Math.round(a[1] + share * (b[1] - a[1]))]
}

const spans = (low: number, high: number, at: number) =>
  Math.min(low, high) <= at && at <= Math.max(low, high)

const isOn = (a: GridCorner, b: GridCorner, c: GridCorner): boolean =>
  turnOf(a, b, c) === 0 && spans(a[0], b[0], c[0]) && spans(a[1], b[1], c[1])

/** Whether two edges have any point in common. */
export function doTouch(
  [a, b]: readonly [GridCorner, GridCorner],
  [c, d]: readonly [GridCorner, GridCorner],
): boolean {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) return false
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) return false
  const [left, right] = [turnOf(a, b, c), turnOf(a, b, d)]
  const [fore, back] = [turnOf(c, d, a), turnOf(c, d, b)]
  if (Math.sign(left) * Math.sign(right) < 0 && Math.sign(fore) * Math.sign(back) < 0) return true
  return isOn(a, b, c) || isOn(a, b, d) || isOn(c, d, a) || isOn(c, d, b)
}

/** Whether a border holds something and neither crosses nor touches itself. */
export function isSimple(ring: GridRing): boolean {
  if (ring.length < 3 || doubleArea(ring) <= 0) return false
  const edges = edgesOf(ring)
  return edges.every((edge, nth) =>
    edges.slice(nth + 1).every((other, between) => {
      if (between === 0) return !isFoldedBack(edge, other[1])
      const isLastAndFirst = nth === 0 && between === edges.length - 2
      return isLastAndFirst ? !isFoldedBack(other, edge[1]) : !doTouch(edge, other)
    }),
  )
}

/** Whether the way goes on from the end of an edge back along it. */
const isFoldedBack = ([a, b]: readonly [GridCorner, GridCorner], next: GridCorner): boolean =>
  isOn(a, b, next) || isOn(b, next, a)

/** Whether a point lies in what the border holds; `on` when on the border itself. Points may be between whole numbers. */
export function placeIn(ring: GridRing, point: GridCorner): 'in' | 'on' | 'out' {
  let isIn = false
  for (const [a, b] of edgesOf(ring)) {
    if (isOn(a, b, point)) return 'on'
    const [low, high] = a[1] <= b[1] ? [a, b] : [b, a]
    if (low[1] <= point[1] && point[1] < high[1] && turnOf(low, high, point) > 0) isIn = !isIn
  }
  return isIn ? 'in' : 'out'
}
