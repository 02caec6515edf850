import { Delaunay } from 'd3-delaunay'
import { at } from './at.ts'
import { contains, type Land, type Spot } from './ground.ts'
import { outlineIndex, type Crossing } from './crossings.ts'
import { Way, type Corner } from './way.ts'

/** A border between two sites' lands before the outline cuts it. */
interface BorderLine {
  readonly from: Spot
  readonly to: Spot
  readonly fromInside: boolean
  readonly left: number
  readonly right: number
}

const guards = 48

/** Far sites all around, so that every border of a real site ends somewhere. */
function guardSites(ground: Land): Spot[] {
  const reach = 3 * Math.max(ground.east - ground.west, ground.north - ground.south)
  return Array.from({ length: guards }, (_, i) => {
    const angle = (2 * Math.PI * i) / guards
    return {
      x: Math.round(ground.centre.x + reach * Math.cos(angle)),
      y: Math.round(ground.centre.y + reach * Math.sin(angle)),
    }
  })
}

/** The lines halfway between neighbouring sites (Voronoi), corners rounded to micro-degrees. */
function linesBetween(sites: readonly Spot[], ground: Land): BorderLine[] {
  const all = [...sites, ...guardSites(ground)]
  const diagram = Delaunay.from(
    all,
    site => site.x * ground.squeeze,
    site => site.y,
  )
  const { triangles, halfedges } = diagram
  const { circumcenters } = diagram.voronoi()
  const corners = Array.from({ length: triangles.length / 3 }, (_, t) => ({
    x: Math.round(at(circumcenters, 2 * t) / ground.squeeze),
    y: Math.round(at(circumcenters, 2 * t + 1)),
  }))
  const inside = corners.map(corner => contains(ground.outline, corner))
  const lines: BorderLine[] = []
  halfedges.forEach((opposite, edge) => {
    const [start, end] = [at(triangles, edge), at(triangles, edge % 3 === 2 ? edge - 2 : edge + 1)]
    if (edge > opposite || (start >= sites.length && end >= sites.length)) return
    const [t, u] = [Math.floor(edge / 3), Math.floor(opposite / 3)]
    // Triangles turn clockwise in a north-up plane, hence a triangle's own land lies right of its edge.
    lines.push({
      from: at(corners, t),
      to: at(corners, u),
      fromInside: at(inside, t),
      left: start,
      right: end,
    })
  })
  return lines
}

/** Makes corners, one for each place, and the ways between them, never one twice. */
function sheet(ground: Land) {
  const corners = new Map<number, Corner>()
  const ways: Way[] = []
  const cornerAt = ({ x, y }: Spot): Corner => {
    const key = (x - ground.west) * 2 ** 24 + (y - ground.south)
    const known = corners.get(key)
    if (known) return known
    const made: Corner = { x, y, ways: [] }
    corners.set(key, made)
    return made
  }
  const connect = (a: Spot, b: Spot, sites: { left: number | undefined; right: number | undefined }) => {
    const [from, to] = [cornerAt(a), cornerAt(b)]
    if (from === to || from.ways.some(way => way.to === to)) return
    ways.push(new Way({ from, to }, sites))
  }
  return { corners, ways, connect }
}

export interface Borders {
  readonly corners: readonly Corner[]
  /** One side of every border; the other is its twin. */
  readonly ways: readonly Way[]
}

/** All borders of the county's cells: the outline, split where a line between sites meets it, and those lines inside it. */
export function bordersOf(sites: readonly Spot[], ground: Land): Borders {
  const { corners, ways, connect } = sheet(ground)
  const outline = outlineIndex(ground)
  const cuts = new Map<number, Crossing[]>()
  for (const line of linesBetween(sites, ground)) {
    const crossings = outline.crossingsOf(line.from, line.to)
    for (const crossing of crossings) {
      const known = cuts.get(crossing.segment) ?? []
      cuts.set(crossing.segment, [...known, crossing])
    }
    const stops = [line.from, ...crossings.map(crossing => crossing.spot), line.to]
    for (let i = line.fromInside ? 0 : 1; i + 1 < stops.length; i += 2) {
      connect(at(stops, i), at(stops, i + 1), line)
    }
  }
  ground.outline.forEach((from, i) => {
    const along = (cuts.get(i) ?? []).sort((a, b) => a.alongOutline - b.alongOutline)
    const stops = [from, ...along.map(cut => cut.spot), at(ground.outline, (i + 1) % ground.outline.length)]
    for (let k = 0; k + 1 < stops.length; k++) {
      connect(at(stops, k), at(stops, k + 1), { left: undefined, right: undefined })
    }
  })
  return { corners: [...corners.values()], ways }
}
