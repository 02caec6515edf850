import type { MemberFix } from '@shuniu/shared/patrol'
import type { FeatureCollection } from 'geojson'
import { defineLayer, type MapLayer } from '../../platform/map/index.ts'
import { usePositions } from './positions.store.ts'

const minuteMs = 60_000
/** Whole minutes after which a fix is faint. */
const faintAfterMin = 15

/** Metres a pixel covers at zoom 0 on the equator. */
const metresPerPixel = 78_271.517
/** Wide enough for any zoom a map stands at. */
const farZoom = 20

/** An accuracy in metres as pixels at zoom 0, at a latitude in degrees. */
const pixelsAtZero = (accuracyM: number, lat: number): number =>
  accuracyM / (metresPerPixel * Math.cos((lat * Math.PI) / 180))

/** Members as points with the age of their fix in whole minutes, at most 15; no name and no account goes on the map. */
export const memberPoints = (fixes: Iterable<MemberFix>, nowMs: number): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [...fixes].map(({ at, lon, lat, accuracyM = 0 }) => ({
    type: 'Feature',
    properties: {
      ageMin: Math.min(faintAfterMin, Math.max(0, Math.floor((nowMs - Date.parse(at)) / minuteMs))),
      reach: pixelsAtZero(accuracyM, lat),
    },
    geometry: { type: 'Point', coordinates: [lon, lat] },
  })),
})

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
        minzoom: 12,
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
