import type { Position } from '@shuniu/shared/kernel'
import { defineLayer, noFeatures, type MapLayer } from '../../../platform/map/index.ts'

/** Where the map was clicked, and the division whose land lies there. */
export interface PointedLand {
  readonly code: string
  readonly at: Position
}

/** The point that somebody sets for what is not a case yet. */
export const pointedLayer = (above: string, point: () => Position | undefined): MapLayer =>
  defineLayer({
    id: 'dispatch.pointed',
    needs: 'division.read',
    above,
    features() {
      const at = point()
      if (!at) return noFeatures
      const geometry = { type: 'Point' as const, coordinates: [...at] }
      return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] }
    },
    style: ({ u, colour }) => [
      {
        part: 'dot',
        type: 'circle',
        paint: {
          'circle-radius': u * 0.7,
          'circle-color': colour.accent,
          'circle-stroke-color': colour.surface,
          'circle-stroke-width': 3,
        },
      },
    ],
  })
