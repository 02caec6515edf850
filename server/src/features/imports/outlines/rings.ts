import type { Geometry } from 'geojson'
import polygonClipping from 'polygon-clipping'
import simplify from 'simplify-js'

/** A corner as the file has it: degrees, or metres of a projection. */
export type FileCorner = readonly [number, number]

/** What was done to an outline to make it one closed ring, or why none could be made of it. */
export interface DrawnOutline {
  readonly ring: readonly FileCorner[]
  readonly notes: readonly { readonly code: string; readonly detail: Readonly<Record<string, number>> }[]
  /** The code of a fault; null where the ring is sound. */
  readonly wrong: string | null
}

/** A ring has at most so many corners: a screen of a county shows no more, and each server keeps them all in memory. */
export const cornersAtMost = 2_000

const isCorner = (at: unknown): at is [number, number] =>
  Array.isArray(at) && Number.isFinite(at[0]) && Number.isFinite(at[1])

/** Twice the area, positive for a ring that runs counter-clockwise. */
export function doubleArea(ring: readonly FileCorner[]): number {
  let sum = 0
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
    sum += x * nextY - nextX * y
  })
  return sum
}

/** Without the last corner where it repeats the first, and without corners that repeat the one before. */
function opened(ring: readonly unknown[]): FileCorner[] {
  const corners = ring.filter(isCorner).map(([x, y]): FileCorner => [x, y])
  return corners.filter(([x, y], i) => {
    const [beforeX, beforeY] = corners[(i + corners.length - 1) % corners.length] ?? []
    return corners.length === 1 || x !== beforeX || y !== beforeY
  })
}

/** Fewer corners, by ever wider steps, until there are few enough. */
export function simplified(ring: readonly FileCorner[]): readonly FileCorner[] {
  if (ring.length <= cornersAtMost) return ring
  const points = ring.map(([x, y]) => ({ x, y }))
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const extent = (of: readonly number[]) =>
    of.reduce((a, b) => Math.max(a, b)) - of.reduce((a, b) => Math.min(a, b))
  let tolerance = Math.max(extent(xs), extent(ys)) / 100_000
  for (;;) {
    const fewer = simplify(points, tolerance, true)
    if (fewer.length <= cornersAtMost || fewer.length <= 4) return fewer.map(({ x, y }): FileCorner => [x, y])
    tolerance *= 1.6
  }
}

const side = ([ax, ay]: FileCorner, [bx, by]: FileCorner, [cx, cy]: FileCorner): number =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))

/** Whether two sides that are not neighbours cross. */
export function crossesItself(ring: readonly FileCorner[]): boolean {
  const sides = ring.map((from, i) => ({ from, to: ring[(i + 1) % ring.length] ?? from }))
  return sides.some(({ from: a, to: b }, i) =>
    sides.slice(i + 2).some(({ from: c, to: d }, k) => {
      if (i === 0 && k === sides.length - 3) return false
      const isApart =
        Math.max(a[0], b[0]) < Math.min(c[0], d[0]) ||
        Math.max(c[0], d[0]) < Math.min(a[0], b[0]) ||
        Math.max(a[1], b[1]) < Math.min(c[1], d[1]) ||
        Math.max(c[1], d[1]) < Math.min(a[1], b[1])
      return !isApart && side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
    }),
  )
}

type Polygons = ReturnType<typeof polygonClipping.union>

/** The largest part of a ring that crosses itself; undefined where none is left, or where much would be lost. */
function repaired(ring: readonly FileCorner[]): readonly FileCorner[] | undefined {
  let parts: Polygons
  try {
    parts = polygonClipping.union([ring.map(([x, y]): [number, number] => [x, y])])
  } catch {
    return undefined // The library gives up on some rings: they are refused as they are.
  }
  const rings = parts.flatMap(([outer]) => (outer ? [opened(outer)] : []))
  const areas = rings.map(part => Math.abs(doubleArea(part)))
  const largest = Math.max(0, ...areas)
  const whole = areas.reduce((sum, area) => sum + area, 0)
  return largest < 0.8 * whole ? undefined : rings[areas.indexOf(largest)]
}

/** The rings of all polygons, outer ones first, and how many holes there are. */
function outersOf(geometry: Geometry | null): { readonly outers: FileCorner[][]; readonly holes: number } {
  const polygons =
    geometry?.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry?.type === 'MultiPolygon'
        ? geometry.coordinates
        : geometry?.type === 'GeometryCollection'
          ? geometry.geometries.flatMap(part => (part.type === 'Polygon' ? [part.coordinates] : []))
          : []
  return {
    outers: polygons.map(([outer]) => opened(outer ?? [])).filter(({ length }) => length >= 3),
    holes: polygons.reduce((sum, rings) => sum + Math.max(0, rings.length - 1), 0),
  }
}

const wrongOutline = (wrong: string): DrawnOutline => ({ ring: [], notes: [], wrong })

/** One sound ring of a feature: the largest part, without holes, counter-clockwise, mended where it crosses itself. */
export function outlineOf(geometry: Geometry | null): DrawnOutline {
  const { outers, holes } = outersOf(geometry)
  const areas = outers.map(ring => Math.abs(doubleArea(ring)))
  const largest = outers[areas.indexOf(Math.max(...areas))]
  if (!largest || Math.max(...areas) === 0) return wrongOutline('outline.none')
  const fewer = simplified(largest)
  const isCrossed = crossesItself(fewer)
  const ring = isCrossed ? repaired(fewer) : fewer
  if (!ring || ring.length < 3) return wrongOutline('outline.crossing')
  const note = (code: string, detail: Readonly<Record<string, number>> = {}) => ({ code, detail })
  return {
    ring: doubleArea(ring) < 0 ? [...ring].reverse() : ring,
    notes: [
      ...(outers.length > 1 ? [note('outline.parts', { parts: outers.length })] : []),
      ...(holes > 0 ? [note('outline.holes', { holes })] : []),
      ...(fewer.length < largest.length
        ? [note('outline.simplified', { from: largest.length, to: fewer.length })]
        : []),
      ...(isCrossed ? [note('outline.repaired')] : []),
    ],
    wrong: null,
  }
}
