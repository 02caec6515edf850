import { at } from './at.ts'
import { bordersOf } from './borders.ts'
import { facesOf, loopOf } from './faces.ts'
import type { Land, Spot } from './ground.ts'
import type { GridCell, Face, Way } from './way.ts'

/** A clipped cell below this share of its neighbours' middle size is no grid of its own. */
const sliver = 0.3

export const waysOf = (cell: GridCell): Way[] => cell.faces.flatMap(face => loopOf(face.first))

const areaOf = (cell: GridCell): number => cell.faces.reduce((sum, face) => sum + face.area, 0)

const lengthOf = (way: Way): number => Math.hypot(way.to.x - way.from.x, way.to.y - way.from.y)

/** How long a border each neighbouring cell shares, longest first. */
export function neighboursOf(ways: readonly Way[]): { cell: GridCell; length: number }[] {
  const lengths = new Map<GridCell, number>()
  for (const way of ways) {
    const [own, other] = [way.cell, way.twin.cell]
    if (other && other !== own) lengths.set(other, (lengths.get(other) ?? 0) + lengthOf(way))
  }
  return [...lengths].map(([cell, length]) => ({ cell, length })).sort((a, b) => b.length - a.length)
}

function join(cell: GridCell, into: GridCell): void {
  for (const face of cell.faces) face.cell = into
  into.faces.push(...cell.faces)
  cell.faces = []
}

/** Every face a cell of its own, but the largest face of a site comes first. */
function cellPerFace(faces: readonly Face[]): { main: GridCell[]; strays: GridCell[] } {
  const known = new Set<number>()
  const [main, strays]: [GridCell[], GridCell[]] = [[], []]
  for (const face of [...faces].sort((a, b) => b.area - a.area)) {
    const cell: GridCell = { site: face.site, faces: [face] }
    face.cell = cell
    if (known.has(face.site)) strays.push(cell)
    else main.push(cell)
    known.add(face.site)
  }
  return { main, strays }
}

function isSliver(cell: GridCell): boolean {
  const ways = waysOf(cell)
  if (ways.every(way => way.twin.face)) return false
  const around = neighboursOf(ways)
    .map(({ cell: other }) => areaOf(other))
    .sort((a, b) => a - b)
  return areaOf(cell) < sliver * at(around, around.length >> 1)
}

/**
 * Cuts the county into one cell a site. What the outline cuts off from its site, and slivers,
 * go to the neighbour with the longest shared border.
 */
export function cellsOf(sites: readonly Spot[], ground: Land): GridCell[] {
  const { main, strays } = cellPerFace(facesOf(bordersOf(sites, ground)))
  for (const cell of [...strays, ...main.filter(isSliver)].sort((a, b) => areaOf(a) - areaOf(b))) {
    join(cell, at(neighboursOf(waysOf(cell)), 0).cell)
  }
  return main.concat(strays).filter(cell => cell.faces.length > 0)
}
