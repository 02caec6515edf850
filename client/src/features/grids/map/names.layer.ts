import type { DivisionLevel, DivisionView } from '@shuniu/shared/grids'
import type { FeatureCollection } from 'geojson'
import { defineLayer, type MapLayer } from '../../../platform/map/index.ts'
import { useDivisions } from '../divisions.store.ts'

/** 关北社区居委会 → 关北社区, 李庄村委会 → 李庄村, 开发区管理委员会 → 开发区: as people call the place. */
export const shortPlace = (name: string): string =>
  name.replace(/村(民委员|委)会$/, '村').replace(/(居民委员|居委|管理委员|管委)会$/, '')

/** Names of one tier as points; larger places win where two would collide. */
export const namePoints = (divisions: Iterable<DivisionView>, level: DivisionLevel): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [...divisions]
    .filter(division => division.level === level)
    .map(({ name, population, centre }) => ({
      type: 'Feature',
      properties: { name: shortPlace(name), order: -population },
      geometry: { type: 'Point', coordinates: [...centre] },
    })),
})

interface NameTier {
  readonly level: DivisionLevel
  readonly above: string
  readonly minzoom: number
  readonly maxzoom: number
  /** Height of the letters in labels' heights. */
  readonly sizeU: number
  readonly isBright: boolean
}

const tiers: readonly NameTier[] = [
  { level: 'village', above: 'divisions.edge', minzoom: 11.6, maxzoom: 18, sizeU: 1, isBright: false },
  { level: 'township', above: 'names.village', minzoom: 7, maxzoom: 12.6, sizeU: 1.05, isBright: true },
]

const nameLayer = ({ level, above, minzoom, maxzoom, sizeU, isBright }: NameTier): MapLayer =>
  defineLayer({
    id: `names.${level}`,
    needs: 'division.read',
    above,
    features: () => namePoints(useDivisions().byCode.values(), level),
    style: ({ u, colour }) => [
      {
        part: 'text',
        type: 'symbol',
        minzoom,
        maxzoom,
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['Noto Sans SC'],
          'text-size': u * sizeU,
          'text-padding': u * 0.2,
          'symbol-sort-key': ['get', 'order'],
        },
        paint: {
          'text-color': colour[isBright ? 'text' : 'text-muted'],
          'text-halo-color': colour.ground,
          'text-halo-width': Math.max(1.2, u * 0.12),
        },
      },
    ],
  })

/** Names with a halo, appearing as there is room for them. */
export const nameLayers = (): MapLayer[] => tiers.map(nameLayer)
