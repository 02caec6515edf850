import { at } from './at.ts'

/** A point in whole micro-degrees (about 0.1 m), so that orientation tests are exact. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** The county's land: its outline counter-clockwise, not closed, and how to measure on it. */
export interface Land {
  readonly outline: readonly Spot[]
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
  /** How much shorter a degree of longitude is than one of latitude here. */
  readonly squeeze: number
  readonly centre: Spot
  readonly area: number
}

/** Twice the signed area of a, b, c: positive when c lies left of a → b. Exact below 2^53. */
export const turn = (a: Spot, b: Spot, c: Spot): number =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

export function signedArea(ring: readonly Spot[]): number {
  const origin = at(ring, 0)
  let twice = 0
  for (let i = 1; i + 1 < ring.length; i++) twice += turn(origin, at(ring, i), at(ring, i + 1))
  return twice / 2
}

export function centroid(ring: readonly Spot[]): Spot {
  const origin = at(ring, 0)
  let [x, y, twice] = [0, 0, 0]
  for (let i = 1; i + 1 < ring.length; i++) {
    const [a, b] = [at(ring, i), at(ring, i + 1)]
    const weight = turn(origin, a, b)
    x += (a.x - origin.x + b.x - origin.x) * weight
    y += (a.y - origin.y + b.y - origin.y) * weight
    twice += weight
  }
  return { x: Math.round(origin.x + x / (3 * twice)), y: Math.round(origin.y + y / (3 * twice)) }
}

export function contains(ring: readonly Spot[], spot: Spot): boolean {
  let inside = false
  let before = at(ring, ring.length - 1)
  for (const corner of ring) {
    if (corner.y > spot.y !== before.y > spot.y) {
      const upward = before.y < corner.y
      if (turn(before, corner, spot) > 0 === upward) inside = !inside
    }
    before = corner
  }
  return inside
}

const squared = (spot: Spot, other: Spot, squeeze: number): number =>
  ((spot.x - other.x) * squeeze) ** 2 + (spot.y - other.y) ** 2

export const nearest = <T extends Spot>(spots: readonly T[], to: Spot, squeeze: number): T => {
  const [first, ...rest] = spots
  if (!first) throw new Error('no spot to choose from')
  return rest.reduce(
    (best, spot) => (squared(spot, to, squeeze) < squared(best, to, squeeze) ? spot : best),
    first,
  )
}

const micro = (deg: number): number => Math.round(deg * 1e6)

/** Reads a ring of `[longitude, latitude]`, closed or not, in either direction. */
export function groundOf(ring: readonly (readonly [number, number])[]): Land {
  const spots = ring.map(([lon, lat]) => ({ x: micro(lon), y: micro(lat) }))
  const outline = spots.filter((spot, i) => {
    const before = at(spots, (i + spots.length - 1) % spots.length)
    return spot.x !== before.x || spot.y !== before.y
  })
  if (outline.length < 3) throw new Error('an outline needs three corners')
  if (signedArea(outline) < 0) outline.reverse()
  const [xs, ys] = [outline.map(spot => spot.x), outline.map(spot => spot.y)]
  const [south, north] = [Math.min(...ys), Math.max(...ys)]
  return {
    outline,
    west: Math.min(...xs),
    south,
    east: Math.max(...xs),
    north,
    squeeze: Math.cos((((south + north) / 2) * Math.PI) / 180e6),
    centre: centroid(outline),
    area: signedArea(outline),
  }
}
