import { edgesOf, gapBetween, isSameCorner, nearestOn, type GridCorner } from './corners.ts'
import type { GridPartition } from './partition.ts'

/** What a point was pulled to. */
export type SnappedCorner =
  | { readonly to: 'corner' | 'nothing'; readonly corner: GridCorner }
  | { readonly to: 'edge'; readonly corner: GridCorner; readonly edge: readonly [GridCorner, GridCorner] }

interface SnapReach {
  /** In metres. */
  readonly withinM: number
  /** A corner that nothing is pulled to: the one being moved, with its edges. */
  readonly but?: GridCorner
}

/** Pulls a point to the nearest corner within reach, else to the nearest edge, of the grids or the village; else it stays. */
export function snap(
  { outline, grids }: GridPartition,
  point: GridCorner,
  { withinM, but }: SnapReach,
): SnappedCorner {
  const rings = [outline, ...grids.map(({ ring }) => ring)]
  const isMeant = (corner: GridCorner) => !but || !isSameCorner(corner, but)
  const nearest = <T>(all: readonly T[], cornerOf: (one: T) => GridCorner): T | undefined =>
    all
      .map(one => ({ one, far: gapBetween(point, cornerOf(one)) }))
      .filter(({ far }) => far <= withinM)
      .sort((a, b) => a.far - b.far)[0]?.one
  const corner = nearest(rings.flat().filter(isMeant), one => one)
  if (corner) return { to: 'corner', corner }
  const edges = rings.flatMap(edgesOf).filter(([a, b]) => isMeant(a) && isMeant(b))
  const edge = nearest(edges, one => nearestOn(one, point))
  return edge ? { to: 'edge', corner: nearestOn(edge, point), edge } : { to: 'nothing', corner: point }
}
