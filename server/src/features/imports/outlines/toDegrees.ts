import { meridianOf } from '@shuniu/shared/imports'
import type { Position } from '@shuniu/shared/kernel'
import gcoord from 'gcoord'
import proj4 from 'proj4'
import type { FileCorner } from './rings.ts'

/** Before the metres of a zone stands its number, in millions. */
const zoneM = 1_000_000

/** A tenth of a metre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

const shifted = { GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const

/** From a system's coordinates to WGS-84, which CGCS2000 is the same as to a centimetre. */
export function toDegreesOf(system: string): (corner: FileCorner) => Position {
  const meridian = meridianOf(system)
  if (meridian !== undefined) {
    const projection = proj4(
      `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m`,
    )
    return ([x, y]) => {
      const [lon = 0, lat = 0] = projection.inverse([x > zoneM ? x % zoneM : x, y])
      return [rounded(lon), rounded(lat)]
    }
  }
  if (system !== 'GCJ02' && system !== 'BD09') return ([lon, lat]) => [rounded(lon), rounded(lat)]
  const from = shifted[system]
  return ([x, y]) => {
    const [lon, lat] = gcoord.transform<[number, number]>([x, y], from, gcoord.WGS84)
    return [rounded(lon), rounded(lat)]
  }
}
