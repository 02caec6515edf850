import { bordersOf } from './borders.ts'
import { edgesOf, isSameCorner, isSimple, nearestOn, type GridCorner, type GridRing } from './corners.ts'
import { gridIn, withCornerOn, withRings, type GridPartition, type PlannedGrid } from './partition.ts'

/** Why an edit cannot be made; nothing is changed then. */
export const editFaults = [
  'crosses',
  'villageBorder',
  'junction',
  'noNeighbours',
  'hole',
  'noCut',
  'swallows',
  'inPieces',
  'full',
  'unknown',
] as const
export type EditFault = (typeof editFaults)[number]

export type EditOutcome =
  { readonly ok: true; readonly partition: GridPartition } | { readonly ok: false; readonly fault: EditFault }

export const edited = (partition: GridPartition): EditOutcome => ({ ok: true, partition })
export const notEdited = (fault: EditFault): EditOutcome => ({ ok: false, fault })

/** The edit, unless it makes a border cross itself where it was sound before. */
export function soundly(before: GridPartition, after: GridPartition): EditOutcome {
  const known = new Map(before.grids.map(({ code, ring }) => [code, ring]))
  const isWorse = after.grids.some(({ code, ring }) => {
    const former = known.get(code)
    return former !== ring && ring.length > 0 && !isSimple(ring) && (!former || isSimple(former))
  })
  return isWorse || !isSimple(after.outline) ? notEdited('crosses') : edited(after)
}

const has = (ring: GridRing, corner: GridCorner): boolean => ring.some(one => isSameCorner(one, corner))

/**
 * Moves a corner for all grids that share it; onto the corner beside it, the edge between them goes. Refuses: `villageBorder` for
 * a corner of the village's own border, which no grid decides, `crosses`, `unknown`.
 */
export function moveCorner(partition: GridPartition, from: GridCorner, to: GridCorner): EditOutcome {
  if (!partition.grids.some(({ ring }) => has(ring, from))) return notEdited('unknown')
  if (has(partition.outline, from)) return notEdited('villageBorder')
  const moved = (ring: GridRing) =>
    has(ring, from)
      ? ring
          .map(corner => (isSameCorner(corner, from) ? to : corner))
          .filter((corner, nth, all) => !isSameCorner(corner, all.at(nth - 1) ?? from))
      : ring
  return soundly(partition, withRings(partition, moved))
}

/** Puts a corner on an edge for all that share the edge, where it comes nearest to `near`. Refuses: `unknown`, `crosses`. */
export function addCorner(
  partition: GridPartition,
  edge: readonly [GridCorner, GridCorner],
  near: GridCorner,
): EditOutcome {
  const corner = nearestOn(edge, near)
  const after = withRings(partition, ring => withCornerOn(ring, edge, corner))
  return has(
    after.grids.flatMap(({ ring }) => ring),
    corner,
  )
    ? soundly(partition, after)
    : notEdited('unknown')
}

const beside = (ring: GridRing, corner: GridCorner): GridCorner[] =>
  edgesOf(ring).flatMap(([from, to]) =>
    isSameCorner(from, corner) ? [to] : isSameCorner(to, corner) ? [from] : [],
  )

/** Takes a corner out of a border. Refuses: `junction` where more than two borders meet, `villageBorder`, `crosses`, `unknown`. */
export function removeCorner(partition: GridPartition, corner: GridCorner): EditOutcome {
  if (has(partition.outline, corner)) return notEdited('villageBorder')
  const ways = partition.grids.flatMap(({ ring }) => beside(ring, corner))
  if (ways.length === 0) return notEdited('unknown')
  if (new Set(ways.map(String)).size > 2) return notEdited('junction')
  const without = (ring: GridRing) => ring.filter(one => !isSameCorner(one, corner))
  return soundly(partition, withRings(partition, without))
}

/**
 * Joins a neighbour to a grid, with its people; it ceases, and the grid is its heir. One that is drawn nowhere joins any grid.
 * Refuses: `noNeighbours` without a common border, `hole` where others would lie within what comes of it, `unknown`.
 */
export function mergeGrids(partition: GridPartition, into: string, joining: string): EditOutcome {
  const [grid, other] = [gridIn(partition, into), gridIn(partition, joining)]
  if (!grid || !other || into === joining) return notEdited('unknown')
  const areDrawn = grid.ring.length > 0 && other.ring.length > 0
  if (areDrawn && !shareEdge(grid.ring, other.ring)) return notEdited('noNeighbours')
  const [ring = [], another] = bordersOf([grid.ring, other.ring])
  if (another) return notEdited('hole')
  const merged: PlannedGrid = {
    ...grid,
    ring,
    population: grid.population + other.population,
    households: grid.households + other.households,
  }
  return soundly(partition, {
    ...partition,
    grids: partition.grids.flatMap(one => (one === other ? [] : one === grid ? [merged] : [one])),
    ceased: [
      ...partition.ceased.map(one => (one.heirCode === joining ? { ...one, heirCode: into } : one)),
      { code: other.code, name: other.name, heirCode: into },
    ],
  })
}

const shareEdge = (ring: GridRing, other: GridRing): boolean => {
  const back = new Set(edgesOf(other).map(([from, to]) => [to, from].join()))
  return edgesOf(ring).some(edge => back.has(edge.join()))
}

/** Changes what is said of a grid: its name, its people, what it is for. */
export const describeGrid = (
  partition: GridPartition,
  code: string,
  words: Partial<Omit<PlannedGrid, 'code' | 'ring'>>,
): GridPartition => ({
  ...partition,
  grids: partition.grids.map(grid => (grid.code === code ? { ...grid, ...words } : grid)),
})

/** Names another heir of a grid that ceases. */
export const nameHeir = (partition: GridPartition, code: string, heirCode: string): GridPartition => ({
  ...partition,
  ceased: partition.ceased.map(one => (one.code === code ? { ...one, heirCode } : one)),
})
