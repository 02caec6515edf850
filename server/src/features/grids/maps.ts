import { createHash } from 'node:crypto'
import type { AreaFeature, AreaMap, CountyMap } from '@shuniu/shared/grids'
import type { Position } from '@shuniu/shared/kernel'
import type { Area } from './grids.repo.ts'
import type { Places } from './places.ts'

/** A map ready to be sent: boundaries change rarely, so each is written once and known by its content. */
export interface ReadyMap<M> {
  readonly map: M
  readonly text: string
  readonly etag: string
}

/** About a metre, which no screen of a county can show. */
const rounded = (deg: number): number => Math.round(deg * 1e5) / 1e5

/** Undefined while no outline is known. */
function featureOf({ code, name, population, boundary }: Area): AreaFeature | undefined {
  if (boundary === null) return undefined
  const ring = boundary.map(([lon, lat]): Position => [rounded(lon), rounded(lat)])
  return {
    type: 'Feature',
    properties: { code, name, population },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }
}

const mapOf = (areas: readonly Area[]): AreaMap => ({
  type: 'FeatureCollection',
  synthetic: areas.some(area => area.synthetic && area.boundary !== null),
  features: areas.map(featureOf).filter(feature => feature !== undefined),
})

function ready<M>(map: M): ReadyMap<M> {
  const text = JSON.stringify(map)
  return { map, text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}

const remembered = <M>(make: (code: string) => M | undefined) => {
  const known = new Map<string, ReadyMap<M>>()
  return (code: string): ReadyMap<M> | undefined => {
    const before = known.get(code)
    if (before) return before
    const map = make(code)
    if (!map) return undefined
    const made = ready(map)
    known.set(code, made)
    return made
  }
}

/** The maps of one state of the county; made on demand and kept. */
export function mapsOf(places: Places) {
  const countyMap = (code: string): CountyMap | undefined => {
    const county = places.areaOf(code)
    return (
      county && {
        county: featureOf(county) ?? null,
        townships: mapOf(places.within(code, 'township')),
        villages: mapOf(places.within(code, 'village')),
      }
    )
  }
  const known = (code: string) => places.areaOf(code) !== undefined
  return {
    county: remembered(countyMap),
    children: remembered(code => (known(code) ? mapOf(places.childrenOf(code)) : undefined)),
    grids: remembered(code => (known(code) ? mapOf(places.within(code, 'grid')) : undefined)),
  }
}
