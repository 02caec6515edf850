import type { CaseView } from '@shuniu/shared/cases'
import type { Position } from '@shuniu/shared/kernel'
import { defineLayer, markName, noFeatures, type MapLayer } from '../../../platform/map/index.ts'

export interface ChosenCase {
  readonly seen: Pick<CaseView, 'level' | 'overdue'>
  readonly at: Position
}

/** The chosen case by itself, out of any cluster, in a ring of the colour of selection. */
export const chosenLayer = (above: string, chosen: () => ChosenCase | undefined): MapLayer =>
  defineLayer({
    id: 'dispatch.chosen',
    needs: 'case.read',
    above,
    features() {
      const one = chosen()
      if (!one) return noFeatures
      const properties = { icon: markName('mark', one.seen.level, one.seen.overdue) }
      const geometry = { type: 'Point' as const, coordinates: one.at }
      return { type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry }] }
    },
    style: ({ u, colour }) => [
      {
        part: 'ring',
        type: 'circle',
        paint: {
          'circle-radius': u * 1.6,
          'circle-color': colour.surface,
          'circle-stroke-color': colour.accent,
          'circle-stroke-width': 3,
        },
      },
      { part: 'mark', type: 'symbol', layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true } },
    ],
  })
