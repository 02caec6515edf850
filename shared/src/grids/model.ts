import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, nullable, oneOf, Position } from '../kernel/index.ts'

/** The four tiers of a county, by the length of their codes. Source: domain.md §2.9. */
export const divisionLevels = ['county', 'township', 'village', 'grid'] as const
export type DivisionLevel = (typeof divisionLevels)[number]

/** A division or grid without its boundary; population and households are the sums of its grids. */
export const DivisionView = closed({
  code: Type.String(),
  name: Type.String(),
  level: oneOf(divisionLevels),
  parentCode: nullable(Type.String()),
  /** Pinyin initials of the name, for search; empty for a grid, which is found by its village. */
  initials: Type.String(),
  population: Type.Integer(),
  households: Type.Integer(),
  /** Null until its outline is known. */
  centre: nullable(Position),
})
export type DivisionView = Static<typeof DivisionView>
