import type { MemberFix } from '@shuniu/shared/patrol'
import type { Feature, FeatureCollection, MultiPoint, Position } from 'geojson'
import { defineLayer, type MapLayer } from '../../platform/map/index.ts'
import { usePositions } from './positions.store.ts'

const minuteMs = 60_000
/** Whole minutes after which a fix is faint. */
const faintAfterMin = 15

/** Metres a pixel covers at zoom 0 on the equator. */
const metresPerPixel = 78_271.517
/** From where a village fills the map, on the smallest wall too: farther out discs would cover what else is to be seen. */
const reachFromZoom = 11
/** Wide enough for any zoom a map stands at. */
const farZoom = 20

/** An accuracy in metres as pixels at zoom 0, at a latitude in degrees. */
const pixelsAtZero = (accuracyM: number, lat: number): number =>
  accuracyM / (metresPerPixel * Math.cos((lat * Math.PI) / 180))

/** Steps of sureness: discs in the same one are drawn alike, a hundredth too narrow or too wide. */
const stepsPerE = 40
const stepOf = (reach: number): number => Math.round(Math.log(reach) * stepsPerE)
/** More than there are steps either side of one pixel. */
const manySteps = 2 ** 20

interface Alike {
  readonly ageMin: number
  readonly reach: number
  readonly coordinates: Position[]
}

/**
 * Members as points with the age of their fix in whole minutes, at most 15; no name and no account goes on the map. Those
 * drawn alike go as one feature: what handing them to the map costs goes by features rather than by points.
 */
export function memberPoints(fixes: Iterable<MemberFix>, nowMs: number): FeatureCollection<MultiPoint> {
  const byLook = new Map<number, Alike>()
  for (const { at, lon, lat, accuracyM = 0 } of fixes) {
    const ageMin = Math.min(faintAfterMin, Math.max(0, Math.floor((nowMs - Date.parse(at)) / minuteMs)))
    const step = accuracyM > 0 ? stepOf(pixelsAtZero(accuracyM, lat)) : -manySteps
    const look = 2 * ageMin * manySteps + step
    const known = byLook.get(look)
    if (known) known.coordinates.push([lon, lat])
    else byLook.set(look, { ageMin, reach: Math.exp(step / stepsPerE), coordinates: [[lon, lat]] })
  }
  const features = [...byLook.values()].map(({ ageMin, reach, coordinates }): Feature<MultiPoint> => ({
    type: 'Feature',
    properties: { ageMin, reach },
    geometry: { type: 'MultiPoint', coordinates },
  }))
  return { type: 'FeatureCollection', features }
}

/** Small muted dots that fade with the age of their fix; without labels, which would cost more than the dots. */
export const membersLayer = ({ above, nowMs }: { above: string; nowMs: () => number }): MapLayer =>
  defineLayer({
    id: 'patrol.members',
    needs: 'position.read',
    above,
    features: () => memberPoints(usePositions().byMember.values(), nowMs()),
    style: ({ u, colour }) => [
      {
        part: 'reach',
        type: 'circle',
        minzoom: reachFromZoom,
        paint: {
          'circle-radius': [
            'interpolate',
            ['exponential', 2],
            ['zoom'],
            0,
            ['get', 'reach'],
            farZoom,
            ['*', ['get', 'reach'], 2 ** farZoom],
          ],
          'circle-color': colour['text-muted'],
          'circle-opacity': 0.1,
          'circle-stroke-color': colour['text-muted'],
          'circle-stroke-width': 0.5,
          'circle-stroke-opacity': 0.4,
        },
      },
      {
        part: 'dot',
        type: 'circle',
        paint: {
          'circle-radius': u * 0.16,
          'circle-color': colour['text-muted'],
          'circle-opacity': ['interpolate', ['linear'], ['get', 'ageMin'], 0, 0.9, faintAfterMin, 0.25],
        },
      },
    ],
  })
