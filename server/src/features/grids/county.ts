import type { Position } from '@shuniu/shared/kernel'

/** A closed ring: the last position repeats the first. */
export type Ring = readonly Position[]

/** A county, township or village with its boundary; population and households are the sums of its grids. */
export interface CountyDivision {
  readonly code: string
  readonly name: string
  readonly level: 'county' | 'township' | 'village'
  /** Null for the county. */
  readonly parentCode: string | null
  readonly population: number
  readonly households: number
  readonly centre: Position
  readonly boundary: Ring
  /** 示意边界: drawn by the generator, not surveyed. */
  readonly synthetic: boolean
}

/** A grid of at most 500 people. Source: S39. */
export interface CountyGrid {
  readonly code: string
  readonly villageCode: string
  readonly townshipCode: string
  readonly serial: number
  readonly name: string
  readonly population: number
  readonly households: number
  readonly centre: Position
  readonly boundary: Ring
}

/** A whole county as it is imported: parents before children. */
export interface County {
  readonly divisions: readonly CountyDivision[]
  readonly grids: readonly CountyGrid[]
}
