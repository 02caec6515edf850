import fc from 'fast-check'
import {
  addCorner,
  drawGrid,
  edgesOf,
  mergeGrids,
  moveCorner,
  removeCorner,
  snap,
  splitGrid,
  type EditOutcome,
  type GridCorner,
  type GridPartition,
} from '../partition/index.ts'
import { placeOfVillage } from './village.ts'

/** So many edits one after the other. */
export const editsInTurn = 40

const share = fc.double({ min: -0.05, max: 1.05, noNaN: true })
const place = fc.tuple(share, share).map(([east, north]) => placeOfVillage(east, north))
const edit = fc.record({
  kind: fc.constantFrom('move', 'nudge', 'add', 'remove', 'merge', 'split', 'split', 'draw'),
  pick: fc.nat(),
  other: fc.nat(),
  line: fc.array(place, { minLength: 2, maxLength: 5 }),
})

/** Around a corner, so that borders are met. */
const squareAround = ([east, north]: GridCorner, reach: number): GridCorner[] => [
  [east - reach, north - reach],
  [east + reach, north - reach + 37],
  [east + reach, north + reach],
  [east - reach, north + reach - 53],
]

export interface RandomEdit {
  readonly kind: string
  readonly pick: number
  readonly other: number
  readonly line: readonly GridCorner[]
}

const nth = <T>(all: readonly T[], n: number): T => {
  const found = all[n % all.length]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

export function tryEdit(partition: GridPartition, { kind, pick, other, line }: RandomEdit): EditOutcome {
  const grid = nth(partition.grids, pick)
  const corner = nth(grid.ring, other)
  const [first = corner] = line
  const pulled = line.map(point => snap(partition, point, { withinM: 40 }).corner)
  if (kind === 'move') {
    const part = (of: 0 | 1) => Math.round(corner[of] + (first[of] - corner[of]) / 8)
    const to = snap(partition, [part(0), part(1)], { withinM: 20, but: corner }).corner
    return moveCorner(partition, corner, to)
  }
  if (kind === 'nudge') {
    return moveCorner(partition, corner, [corner[0] + (pick % 301) - 150, corner[1] + (other % 301) - 150])
  }
  if (kind === 'add') return addCorner(partition, nth(edgesOf(grid.ring), other), first)
  if (kind === 'remove') return removeCorner(partition, corner)
  if (kind === 'merge') return mergeGrids(partition, grid.code, nth(partition.grids, other).code)
  if (kind === 'split') {
    const across = [corner, nth(grid.ring, other + Math.floor(grid.ring.length / 2))]
    return splitGrid(partition, { code: grid.code, line: pick % 2 ? across : pulled, former: [] })
  }
  const ring = pick % 3 === 0 ? pulled : squareAround(corner, 150 + (other % 1_700))
  return drawGrid(partition, { ring, specialKind: pick % 2 ? '学校' : null, former: [] })
}

/** How many grids have a point, by the number of borders west of it: knows nothing of how edits are made. */
export const holdersOf = ({ grids }: GridPartition, [east, north]: GridCorner): number =>
  grids.filter(({ ring }) => {
    const west = edgesOf(ring).filter(([a, b]) => {
      if (a[1] > north === b[1] > north) return false
      return a[0] + ((north - a[1]) / (b[1] - a[1])) * (b[0] - a[0]) < east
    })
    return west.length % 2 === 1
  }).length

/** Points all over the village. */
export const sampledPlaces = Array.from({ length: 37 }, (_, n): GridCorner => {
  const [east, north] = placeOfVillage(((n * 29) % 37) / 37 + 0.01, (n + 0.5) / 37)
  return [east + 0.37, north + 0.41]
})

export const randomEdits: fc.Arbitrary<RandomEdit[]> = fc.array(edit, {
  minLength: editsInTurn,
  maxLength: editsInTurn,
})
