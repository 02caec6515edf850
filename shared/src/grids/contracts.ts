import * as Type from 'typebox'
import type { Static, TSchema } from 'typebox'
import { closed, contract, nullable, Position } from '../kernel/index.ts'
import { FormerDivision } from './history.ts'
import { DivisionView } from './model.ts'

/** Of a division or grid as a map shows it; colours come by feature-state, keyed by `code`. */
export const AreaFeature = closed({
  type: Type.Literal('Feature'),
  properties: closed({ code: Type.String(), name: Type.String(), population: Type.Integer() }),
  geometry: closed({ type: Type.Literal('Polygon'), coordinates: Type.Array(Type.Array(Position)) }),
})
export type AreaFeature = Static<typeof AreaFeature>

const collectionOf = <F extends TSchema>(feature: F) =>
  closed({
    type: Type.Literal('FeatureCollection'),
    /** Borders are drawn, not surveyed: show 示意边界 beside them. */
    synthetic: Type.Boolean(),
    features: Type.Array(feature),
  })

/** GeoJSON (RFC 7946), WGS-84, coordinates rounded to 1e-5 degree (about a metre). */
export const AreaMap = collectionOf(AreaFeature)
export type AreaMap = Static<typeof AreaMap>

/** Divisions without an outline are left out; `county` is null while its own is not known. */
export const CountyMap = closed({ county: nullable(AreaFeature), townships: AreaMap, villages: AreaMap })
export type CountyMap = Static<typeof CountyMap>

const digits = (lengths: string) => Type.String({ pattern: `^(?:${lengths})$` })
const divisionCode = digits('[0-9]{6}|[0-9]{9}|[0-9]{12}')
const shared = { method: 'GET', needs: 'division.read' } as const

/** Without `parent` the county, its townships and villages; with it that division's children: a village's are its grids. */
export const listDivisions = contract({
  ...shared,
  name: 'listDivisions',
  path: '/divisions',
  summary: '区划与网格名录',
  shape: {
    query: closed({ parent: Type.Optional(divisionCode) }),
    reply: closed({
      items: Type.Array(DivisionView),
      /** What divisions were, but for grids, in the order of the acts that changed them. */
      former: Type.Array(FormerDivision),
    }),
  },
  refuses: ['area.notYours'],
})

export const mapCounty = contract({
  ...shared,
  name: 'mapCounty',
  path: '/map/county',
  summary: '全县轮廓、乡镇和村的边界',
  shape: { reply: CountyMap },
  refuses: ['area.notYours'],
})

export const mapDivision = contract({
  ...shared,
  name: 'mapDivision',
  path: '/map/divisions/:code',
  summary: '下一级区划(村则为网格)的边界',
  shape: { params: closed({ code: divisionCode }), reply: AreaMap },
  refuses: ['area.notYours'],
})

export const mapGrids = contract({
  ...shared,
  name: 'mapGrids',
  path: '/map/grids/:code',
  summary: '一县、一乡镇或一村的全部网格边界',
  shape: { params: closed({ code: divisionCode }), reply: AreaMap },
  refuses: ['area.notYours'],
})
