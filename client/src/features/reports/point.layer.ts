import { defineLayer, noFeatures, type MapLayer } from '../../platform/map/index.ts'
import { shortPlace, useDivisions, useOutlines } from '../grids/index.ts'

export interface Point {
  readonly lon: number
  readonly lat: number
}

interface Pointing {
  readonly township: string
  readonly point: () => Point | undefined
  readonly pick: (at: Point) => void
}

/** The villages of a township to point into, and the point. */
export const pointLayers = ({ township, point, pick }: Pointing): MapLayer[] => [
  defineLayer({
    id: 'reports.land',
    needs: 'division.read',
    features: () => ({
      type: 'FeatureCollection',
      features: useOutlines().villages.filter(area => area.properties.code.startsWith(township)),
    }),
    style: ({ colour }) => [
      { part: 'land', type: 'fill', paint: { 'fill-color': colour.surface } },
      { part: 'edge', type: 'line', paint: { 'line-color': colour['line-strong'], 'line-width': 1 } },
    ],
    pick: ({ at: [lon, lat] }) => pick({ lon, lat }),
  }),
  defineLayer({
    id: 'reports.point',
    needs: 'division.read',
    above: 'reports.land',
    features: () => {
      const at = point()
      if (!at) return noFeatures
      const geometry = { type: 'Point' as const, coordinates: [at.lon, at.lat] }
      return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] }
    },
    style: ({ u, colour }) => [
      {
        part: 'dot',
        type: 'circle',
        paint: {
          'circle-radius': u * 0.55,
          'circle-color': colour.accent,
          'circle-stroke-color': colour.surface,
          'circle-stroke-width': 3,
        },
      },
    ],
  }),
  defineLayer({
    id: 'reports.names',
    needs: 'division.read',
    above: 'reports.point',
    features: () => ({
      type: 'FeatureCollection',
      features: townshipNames(township),
    }),
    style: ({ u, colour }) => [
      {
        part: 'text',
        type: 'symbol',
        layout: { 'text-field': ['get', 'name'], 'text-font': ['Noto Sans SC'], 'text-size': u * 0.8 },
        paint: {
          'text-color': colour['text-muted'],
          'text-halo-color': colour.surface,
          'text-halo-width': 1.4,
        },
      },
    ],
  }),
]

const townshipNames = (township: string) =>
  [...useDivisions().byCode.values()]
    .filter(one => one.level === 'village' && one.code.startsWith(township))
    .flatMap(({ name, centre }) =>
      centre === null
        ? []
        : [
            {
              type: 'Feature' as const,
              properties: { name: shortPlace(name) },
              geometry: { type: 'Point' as const, coordinates: [...centre] },
            },
          ],
    )
