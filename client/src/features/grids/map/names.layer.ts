import type { DivisionLevel, DivisionView } from '@shuniu/shared/grids'
import type { FeatureCollection } from 'geojson'
import { defineLayer, type MapLayer, type MapTheme } from '../../../platform/map/index.ts'
import { useDivisions } from '../divisions.store.ts'
import { tallyUntilZoom } from './zooms.ts'

/** 关北社区居委会 → 关北社区, 李庄村委会 → 李庄村, 开发区管理委员会 → 开发区: as people call the place. */
export const shortPlace = (name: string): string =>
  name.replace(/村(民委员|委)会$/, '村').replace(/(居民委员|居委|管理委员|管委)会$/, '')

/** Names of one tier as points; larger places win where two would collide. */
export const namePoints = (divisions: Iterable<DivisionView>, level: DivisionLevel): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [...divisions]
    .filter(division => division.level === level)
    .flatMap(({ name, population, centre }) =>
      centre === null
        ? []
        : [
            {
              type: 'Feature',
              properties: { name: shortPlace(name), order: -population },
              geometry: { type: 'Point', coordinates: [...centre] },
            },
          ],
    ),
})

/** Letters with a halo of ground, as all names on a map are drawn. */
export const namePaint = ({ u, colour }: MapTheme, isBright: boolean) => ({
  'text-color': colour[isBright ? 'text' : 'text-muted'],
  'text-halo-color': colour.ground,
  'text-halo-width': Math.max(1.2, u * 0.12),
})

interface NameTier {
  readonly id: string
  readonly level: DivisionLevel
  readonly above: string
  readonly zooms: (theme: MapTheme) => { readonly minzoom: number; readonly maxzoom: number }
  /** Height of the letters in labels' heights. */
  readonly sizeU: number
  readonly isBright: boolean
  /** Beside the middle of the division, where its tally stands; else in the middle if there is room. */
  readonly isBeside: boolean
}

const tiers: readonly NameTier[] = [
  {
    id: 'names.village',
    level: 'village',
    above: 'divisions.focus',
    zooms: () => ({ minzoom: 11.6, maxzoom: 18 }),
    sizeU: 1,
    isBright: false,
    isBeside: false,
  },
  {
    id: 'names.near',
    level: 'township',
    above: 'names.village',
    zooms: theme => ({ minzoom: tallyUntilZoom(theme), maxzoom: tallyUntilZoom(theme) + 2 }),
    sizeU: 1.05,
    isBright: true,
    isBeside: false,
  },
  {
    id: 'names.township',
    level: 'township',
    above: 'names.near',
    zooms: theme => ({ minzoom: 7, maxzoom: tallyUntilZoom(theme) }),
    sizeU: 1,
    isBright: true,
    isBeside: true,
  },
]

const besides = [
  'top',
  'bottom',
  'right',
  'left',
  'top-right',
  'top-left',
  'bottom-right',
  'bottom-left',
] as const

const nameLayer = ({ id, level, above, zooms, sizeU, isBright, isBeside }: NameTier): MapLayer =>
  defineLayer({
    id,
    needs: 'division.read',
    above,
    features: () => namePoints(useDivisions().byCode.values(), level),
    style: theme => [
      {
        part: 'text',
        type: 'symbol',
        ...zooms(theme),
        layout: {
          'text-field': ['get', 'name'],
          'text-font': ['Noto Sans SC'],
          'text-size': theme.u * sizeU,
          'text-padding': 0,
          'text-variable-anchor': isBeside ? [...besides] : ['center', ...besides],
          'text-radial-offset': isBeside ? 2.3 : 1.4,
          'text-justify': 'auto',
          'symbol-sort-key': ['get', 'order'],
        },
        paint: namePaint(theme, isBright),
      },
    ],
  })

/** Names with a halo, appearing as there is room for them; they stand aside for the marks of cases. */
export const nameLayers = (): MapLayer[] => tiers.map(nameLayer)

/** The same without the townships' names while the whole county is in view: who shows those gives each its room. */
export const nearNameLayers = (): MapLayer[] => tiers.filter(tier => !tier.isBeside).map(nameLayer)
