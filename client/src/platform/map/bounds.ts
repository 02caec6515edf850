import type { Position } from '@shuniu/shared/kernel'

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** The smallest box around the positions; undefined for none. */
export function boundsOf(positions: Iterable<readonly number[]>): Bounds | undefined {
  let box: [number, number, number, number] | undefined
  for (const [lon, lat] of positions) {
    if (lon === undefined || lat === undefined) continue
    box ??= [lon, lat, lon, lat]
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box
}

/** A box of about a kilometre around one place, to fly to. */
export const boundsAround = ([lon, lat]: Position, degrees = 0.008): Bounds => [
  lon - degrees,
  lat - degrees,
  lon + degrees,
  lat + degrees,
]
