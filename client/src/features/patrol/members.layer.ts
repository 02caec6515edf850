import type { MemberFix } from '@shuniu/shared/patrol'
import type { FeatureCollection } from 'geojson'
import { defineLayer, type MapLayer } from '../../platform/map/index.ts'
import { usePositions } from './positions.store.ts'

const minuteMs = 60_000
/** Whole minutes after which a fix is faint. */
const faintAfterMin = 15

/** Members as points with the age of their fix in whole minutes, at most 15; no name and no account goes on the map. */
export const memberPoints = (fixes: Iterable<MemberFix>, nowMs: number): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [...fixes].map(({ at, lon, lat }) => ({
    type: 'Feature',
    properties: {
      ageMin: Math.min(faintAfterMin, Math.max(0, Math.floor((nowMs - Date.parse(at)) / minuteMs))),
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
