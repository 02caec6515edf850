import { distance, type Disc, type PlanePoint } from './shapes.ts'

/** A township on a wall's map, before anything has made room for anything. */
export interface TownshipPlace extends PlanePoint {
  readonly code: string
  readonly name: string
}

export type Discs = ReadonlyMap<string, Disc>

/** Reach of a township's mark with the ring of lateness, in labels' heights. */
const reachU = 1.65
/** Air between two marks: a line may pass there. */
const air = 0.3

/** The townships' marks: those that would cover each other step apart, each by half. */
export function stepApart(places: readonly TownshipPlace[]): Discs {
  const spots = places.map(({ code, x, y }) => ({ code, x, y }))
  for (let round = 0; round < 80; round += 1) {
    spots.forEach((spot, i) => spots.slice(i + 1).forEach(other => push(spot, other)))
  }
  return new Map(spots.map(({ code, x, y }) => [code, { x, y, r: reachU }]))
}

interface Movable {
  x: number
  y: number
}

function push(a: Movable, b: Movable): void {
  const apart = Math.max(distance(a, b), 0.01)
  const by = (2 * reachU + air - apart) / 2
  if (by <= 0) return
  const [dx, dy] = [((b.x - a.x) / apart) * by, ((b.y - a.y) / apart) * by]
  a.x -= dx
  a.y -= dy
  b.x += dx
  b.y += dy
}
