import { bordersOf } from './borders.ts'
import { edgesOf, gapBetween, isSimple, type GridRing } from './corners.ts'
import { edited, notEdited, type EditOutcome } from './edits.ts'
import type { GridPartition, PartitionFault, PlannedGrid } from './partition.ts'

/** How far a grid's border goes along a fault, against its direction, in metres. */
function sharedM(ring: GridRing, fault: PartitionFault): number {
  const own = new Set(edgesOf(ring).map(String))
  return edgesOf(fault.ring)
    .filter(([from, to]) => own.has(String([to, from])))
    .reduce((sum, [from, to]) => sum + gapBetween(from, to), 0)
}

/**
 * Gives a gap to the grid that has most of its border, or takes an overlap from the one that has most of it. Refuses: `hole`
 * where none can and stay one piece.
 */
export function mendFault(partition: GridPartition, fault: PartitionFault): EditOutcome {
  const nearest = partition.grids
    .map(grid => ({ grid, long: sharedM(grid.ring, fault) }))
    .filter(({ long }) => long > 0)
    .sort((a, b) => b.long - a.long)
  for (const { grid } of nearest) {
    const [ring, another] = bordersOf([grid.ring, fault.ring])
    if (ring && !another && isSimple(ring)) return edited(withRing(partition, grid, ring))
  }
  return notEdited('hole')
}

const withRing = (partition: GridPartition, grid: PlannedGrid, ring: GridRing): GridPartition => ({
  ...partition,
  grids: partition.grids.map(one => (one === grid ? { ...grid, ring } : one)),
})
