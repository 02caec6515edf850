import type { GridCorner, GridPartition, PlannedGrid } from '../partition/index.ts'

export const villageOfPlans = '341222100201'

export const aPlannedGrid = (of: Partial<PlannedGrid> = {}): PlannedGrid => ({
  code: `${villageOfPlans}001`,
  name: '第1网格',
  ring: [],
  population: 400,
  households: 120,
  specialKind: null,
  oversizeNote: null,
  ...of,
})

/** A place of the village below, by its share of the way east and north: its borders lean, so that few lines cross in whole numbers. */
export const placeOfVillage = (east: number, north: number): GridCorner => [
  Math.round(10_000 * (east + 0.313 * north)),
  Math.round(10_000 * (north - 0.171 * east)),
]

/** About a kilometre each way, cut in two by a border in the middle that bends. */
export function aLeaningVillage(): GridPartition {
  const [southWest, southEast] = [placeOfVillage(0, 0), placeOfVillage(1, 0)]
  const [northEast, northWest] = [placeOfVillage(1, 1), placeOfVillage(0, 1)]
  const [south, bend, north] = [placeOfVillage(0.5, 0), placeOfVillage(0.6, 0.5), placeOfVillage(0.5, 1)]
  return {
    outline: [southWest, south, southEast, northEast, north, northWest],
    grids: [
      aPlannedGrid({ ring: [southWest, south, bend, north, northWest] }),
      aPlannedGrid({
        code: `${villageOfPlans}002`,
        name: '第2网格',
        ring: [south, southEast, northEast, north, bend],
        population: 300,
      }),
    ],
    ceased: [],
  }
}
