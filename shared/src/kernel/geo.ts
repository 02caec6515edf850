import * as Type from 'typebox'
import type { Static } from 'typebox'

/** `[longitude, latitude]` in degrees, WGS-84/CGCS2000, as in GeoJSON (RFC 7946). */
export const Position = Type.Tuple([
  Type.Number({ minimum: -180, maximum: 180 }),
  Type.Number({ minimum: -90, maximum: 90 }),
])
export type Position = Static<typeof Position>

const earthRadiusM = 6_371_008.8
const rad = (deg: number): number => (deg * Math.PI) / 180

/** Great-circle distance in metres. */
export function distanceM([lonA, latA]: Position, [lonB, latB]: Position): number {
  const dLat = rad(latB - latA)
  const dLon = rad(lonB - lonA)
  const chord = Math.sin(dLat / 2) ** 2 + Math.cos(rad(latA)) * Math.cos(rad(latB)) * Math.sin(dLon / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.sqrt(chord))
}
