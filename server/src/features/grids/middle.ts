import type { Position } from '@shuniu/shared/kernel'

/** The centroid of a ring. */
function centroidOf(ring: readonly Position[]): Position {
  const [[x0, y0] = [0, 0]] = ring
  let [whole, sumX, sumY] = [0, 0, 0]
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
    const cross = (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0)
    whole += cross
    sumX += (x + nextX - 2 * x0) * cross
    sumY += (y + nextY - 2 * y0) * cross
  })
  return [x0 + sumX / (3 * whole), y0 + sumY / (3 * whole)]
}

/** Where a line of latitude enters and leaves a ring, west to east. */
function crossingsAt(lat: number, ring: readonly Position[]): number[] {
  return ring
    .flatMap(([x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length] ?? [x, y]
      return y <= lat === nextY <= lat ? [] : [x + ((lat - y) / (nextY - y)) * (nextX - x)]
    })
    .sort((a, b) => a - b)
}

/** A point surely inside a ring: its centroid, else the middle of the widest stretch on the centroid's latitude. */
export function middleOf(ring: readonly Position[]): Position {
  const [lon, lat] = centroidOf(ring)
  const crossings = crossingsAt(lat, ring)
  const stretches = crossings.flatMap((from, i) => {
    const to = crossings[i + 1]
    return i % 2 === 0 && to !== undefined ? [[from, to] as const] : []
  })
  if (stretches.some(([from, to]) => from < lon && lon < to)) return [lon, lat]
  const [widest] = [...stretches].sort((a, b) => b[1] - b[0] - (a[1] - a[0]))
  return widest ? [(widest[0] + widest[1]) / 2, lat] : [lon, lat]
}
