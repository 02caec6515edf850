import { bordersOf } from './borders.ts'
import {
  areaM2,
  doubleArea,
  edgesOf,
  isSameCorner,
  isSimple,
  type GridCorner,
  type GridRing,
} from './corners.ts'

/** A grid as a plan has it. */
export interface PlannedGrid {
  /** 15 digits. */
  readonly code: string
  readonly name: string
  /** Empty while the grid is registered but drawn nowhere. */
  readonly ring: GridRing
  readonly population: number
  readonly households: number
  /** What a grid of its own is made for (专属网格); null for a grid of residents. Source: domain.md §2.9. */
  readonly specialKind: string | null
  /** Why it may have more people than a grid is to have; null where nobody says so. */
  readonly oversizeNote: string | null
}

/** A grid that a plan does away with, and the one that takes over its cases and its member. */
export interface CeasedGrid {
  readonly code: string
  readonly name: string
  readonly heirCode: string
}

/** A village cut into grids that share their corners. */
export interface GridPartition {
  /** The village's own border, with every corner where a grid's border meets it. */
  readonly outline: GridRing
  readonly grids: readonly PlannedGrid[]
  readonly ceased: readonly CeasedGrid[]
}

/** A place of a village that no grid has, or that several have. */
export interface PartitionFault {
  readonly kind: 'gap' | 'overlap'
  readonly ring: GridRing
  readonly areaM2: number
}

/** Where the grids are no partition of the village: empty when every point of it lies in exactly one. Source: S40. */
export const faultsOf = ({ outline, grids }: Pick<GridPartition, 'outline' | 'grids'>): PartitionFault[] =>
  bordersOf(
    [outline],
    grids.map(({ ring }) => ring),
  ).map(ring => ({ kind: doubleArea(ring) > 0 ? 'gap' : 'overlap', ring, areaM2: areaM2(ring) }))

/** Whether every grid that is drawn is one whole piece, and together they are the village and nothing twice. */
export const isSound = (partition: GridPartition): boolean =>
  isSimple(partition.outline) &&
  partition.grids.every(({ ring }) => ring.length === 0 || isSimple(ring)) &&
  faultsOf(partition).length === 0

/** The rings with a corner put on an edge, wherever they have that edge, in whichever direction. */
export const withCornerOn = (
  ring: GridRing,
  [a, b]: readonly [GridCorner, GridCorner],
  corner: GridCorner,
): GridRing =>
  ring.some(known => isSameCorner(known, corner))
    ? ring
    : edgesOf(ring).flatMap(([from, to]) => {
        const isIt =
          (isSameCorner(from, a) && isSameCorner(to, b)) || (isSameCorner(from, b) && isSameCorner(to, a))
        return isIt ? [from, corner] : [from]
      })

/** The partition with each of its rings, the village's too, made anew. */
export const withRings = (partition: GridPartition, change: (ring: GridRing) => GridRing): GridPartition => ({
  ...partition,
  outline: change(partition.outline),
  grids: partition.grids.map(grid => ({ ...grid, ring: change(grid.ring) })),
})

export const gridIn = ({ grids }: GridPartition, code: string): PlannedGrid | undefined =>
  grids.find(grid => grid.code === code)
