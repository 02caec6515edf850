import type { Position } from '../../kernel/index.ts'
import { bordersOf } from './borders.ts'
import {
  cornerOf,
  doTouch,
  doubleArea,
  edgesOf,
  gapBetween,
  isSameCorner,
  isSimple,
  nearestOn,
  turnOf,
  type GridCorner,
  type GridRing,
} from './corners.ts'
import { mendFault } from './mending.ts'
import { faultsOf, type GridPartition, type PlannedGrid } from './partition.ts'

/** Corners nearer than this to each other, or to an edge, were meant to be the same. In metres. */
const roundingM = 0.5
/** A gap or overlap of less comes of the rounding of coordinates and is nobody's decision. In square metres. */
const leastFaultM2 = 20
/** A way put through a corner beside it is bent by a hand's breadth, and may meet another: it is looked at again so often. */
const mostRounds = 4

interface OpenedVillage {
  /** Null while the village's own outline is not known. */
  readonly boundary: readonly Position[] | null
  readonly grids: readonly (Omit<PlannedGrid, 'ring'> & { readonly boundary: readonly Position[] | null })[]
}

/**
 * The grids of a village as they are stored, made to share their corners: what differs by rounding alone becomes one, the rest
 * is left as faults to be mended by hand. A village whose outline is not known is what its grids hold together. Undefined where
 * there is no outline to go by.
 */
export function partitionOf({ boundary, grids }: OpenedVillage): GridPartition | undefined {
  const drawn = grids.flatMap(({ boundary: ring }) => (ring ? [roundedRing(ring)] : []))
  const whole = boundary ? roundedRing(boundary) : onlyRing(bordersOf(together(drawn)))
  if (!whole || !isSimple(whole)) return undefined
  const [outline = whole, ...rings] = together([whole, ...drawn])
  let nth = 0
  const planned = grids.map(({ boundary: ring, ...grid }): PlannedGrid => {
    return { ...grid, ring: ring ? (rings[nth++] ?? []) : [] }
  })
  return withoutRounding({ outline, grids: planned, ceased: [] })
}

/** A partition to begin with: where nothing is drawn yet the first grid has the whole village, to be split. */
export function begunFrom(partition: GridPartition): GridPartition {
  const { outline, grids } = partition
  if (grids.some(({ ring }) => ring.length > 0)) return partition
  return { ...partition, grids: grids.map((grid, nth) => (nth === 0 ? { ...grid, ring: outline } : grid)) }
}

const onlyRing = (rings: readonly GridRing[]): GridRing | undefined =>
  rings.length === 1 ? rings[0] : undefined

/** Counter-clockwise, in whole micro-degrees, no corner right after itself. */
function roundedRing(boundary: readonly Position[]): GridRing {
  const corners = unrepeated(boundary.map(cornerOf))
  return doubleArea(corners) < 0 ? [...corners].reverse() : corners
}

const unrepeated = (corners: readonly GridCorner[]): GridCorner[] =>
  corners.filter((corner, nth) => {
    const before = corners.at(nth - 1)
    return corners.length < 2 || !before || !isSameCorner(before, corner)
  })

/** The rings with corners that were meant to be one made one, and a corner wherever they meet or cross. */
function together(rings: readonly GridRing[]): GridRing[] {
  const known = new Map<string, GridCorner[]>()
  let met = rings.map(ring => unrepeated(ring.map(corner => oneOf(known, corner))))
  for (let round = 0; round < mostRounds; round += 1) {
    const edges = met.flatMap(edgesOf)
    const corners = [...new Map(met.flat().map(corner => [corner.join(), corner])).values()]
    const next = met.map(ring =>
      edgesOf(ring).flatMap(edge => [edge[0], ...cornersOn(edge, { edges, corners })]),
    )
    const isDone = next.every((ring, nth) => ring.length === met[nth]?.length)
    met = next.map(unrepeated)
    if (isDone) break
  }
  return met
}

/** The corner known before that is as good as this one, else this one, known from now on. */
function oneOf(known: Map<string, GridCorner[]>, corner: GridCorner): GridCorner {
  const cell = 16
  const [column, row] = [Math.floor(corner[0] / cell), Math.floor(corner[1] / cell)]
  for (const east of [column, column - 1, column + 1])
    for (const north of [row, row - 1, row + 1]) {
      const found = known.get(`${east},${north}`)?.find(one => gapBetween(one, corner) <= roundingM)
      if (found) return found
    }
  const key = `${column},${row}`
  known.set(key, [...(known.get(key) ?? []), corner])
  return corner
}

interface MetWith {
  readonly edges: readonly (readonly [GridCorner, GridCorner])[]
  readonly corners: readonly GridCorner[]
}

/** The corners an edge has to go through on its way, in their order. */
function cornersOn(edge: readonly [GridCorner, GridCorner], { edges, corners }: MetWith): GridCorner[] {
  const [a, b] = edge
  const touched = corners.filter(
    corner =>
      !isSameCorner(corner, a) &&
      !isSameCorner(corner, b) &&
      gapBetween(nearestOn(edge, corner), corner) <= roundingM,
  )
  const crossed = edges.flatMap(other => {
    const corner = crossingOf(edge, other)
    return corner && !touched.some(one => gapBetween(one, corner) <= roundingM) ? [corner] : []
  })
  const along = (corner: GridCorner) =>
    (corner[0] - a[0]) * (b[0] - a[0]) + (corner[1] - a[1]) * (b[1] - a[1])
  return [...touched, ...crossed].sort((one, other) => along(one) - along(other))
}

/** Where two edges cross away from their ends; undefined where they do not. */
export function crossingOf(
  [a, b]: readonly [GridCorner, GridCorner],
  [c, d]: readonly [GridCorner, GridCorner],
): GridCorner | undefined {
  if (!doTouch([a, b], [c, d])) return undefined
  const [left, right] = [turnOf(c, d, a), turnOf(c, d, b)]
  if (left === right) return undefined
  const share = left / (left - right)
  if (share < 0 || share > 1) return undefined
  const corner: GridCorner = [
    Math.round(a[0] + share * (b[0] - a[0])),
    Math.round(a[1] + share * (b[1] - a[1])),
  ]
  return [a, b].some(end => gapBetween(end, corner) <= roundingM) ? undefined : corner
}

/** Faults that only rounding makes go to a neighbour. */
function withoutRounding(partition: GridPartition): GridPartition {
  return faultsOf(partition)
    .filter(fault => fault.areaM2 < leastFaultM2)
    .reduce((mended, fault) => {
      const outcome = mendFault(mended, fault)
      return outcome.ok ? outcome.partition : mended
    }, partition)
}
