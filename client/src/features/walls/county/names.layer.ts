import type { Feature, FeatureCollection, LineString, Point } from 'geojson'
import { defineLayer, type MapLayer } from '../../../platform/map/index.ts'
import { namePaint, tallyUntilZoom } from '../../grids/index.ts'
import type { Townships } from './useTownships.ts'

/** Names of the townships, each in its own room. */
export function namePoints({ places, arranged, plane }: Townships): FeatureCollection {
  const features = places.value.flatMap(({ code, name }): Feature<Point>[] => {
    const box = arranged.value.names.get(code)?.box
    if (!box) return []
    const coordinates = [...plane.value.toPosition(box)]
    return [{ type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates } }]
  })
  return { type: 'FeatureCollection', features }
}

/** Lines from marks to names that stand away from them. */
export function leaderLines({ arranged, plane }: Townships): FeatureCollection {
  const features = [...arranged.value.names.values()].flatMap(({ leader }): Feature<LineString>[] => {
    if (!leader) return []
    const coordinates = [leader.from, leader.to].map(spot => [...plane.value.toPosition(spot)])
    return [{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } }]
  })
  return { type: 'FeatureCollection', features }
}

/** Every township by its name while the whole county is in view. */
export const townshipNameLayers = (townships: Townships, above: string): MapLayer[] => [
  defineLayer({
    id: 'townships.leaders',
    needs: 'division.read',
    above,
    features: () => leaderLines(townships),
    style: theme => [
      {
        part: 'line',
        type: 'line',
        maxzoom: tallyUntilZoom(theme),
        paint: { 'line-color': theme.colour['text-muted'], 'line-width': Math.max(1, theme.u / 14) },
      },
    ],
  }),
  defineLayer({
    id: 'townships.names',
    needs: 'division.read',
    above: 'townships.leaders',
    features: () => namePoints(townships),
    style: theme => [
      {
        part: 'text',
        type: 'symbol',
        maxzoom: tallyUntilZoom(theme),
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['Noto Sans SC'],
          'text-size': theme.u,
          'text-padding': 0,
          'text-max-width': 20,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: namePaint(theme, true),
      },
    ],
  }),
]
