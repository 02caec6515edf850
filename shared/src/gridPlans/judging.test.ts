import { describe, expect, it } from 'vitest'
import { changeOf, isPlanOf, isSameGround, isSameRing, problemsOf, refusalOf } from './judging.ts'
import { describeGrid, mergeGrids, type GridPartition } from './partition/index.ts'
import { aLeaningVillage, aPlannedGrid, placeOfVillage, villageOfPlans } from './testing/village.ts'

const village = aLeaningVillage()
const [first, second] = [`${villageOfPlans}001`, `${villageOfPlans}002`]
const kindsIn = (partition: GridPartition) => problemsOf(partition).map(({ kind }) => kind)
const undrawn = {
  ...village,
  grids: village.grids.map(grid => (grid.code === second ? { ...grid, ring: [] } : grid)),
}
function merged(): GridPartition {
  const outcome = mergeGrids(village, first, second)
  if (!outcome.ok) throw new Error(outcome.fault)
  return outcome.partition
}

describe('what is to be seen to before a plan is approved', () => {
  it('is nothing in a village that is cut without gap or overlap', () => {
    expect(problemsOf(village)).toEqual([])
  })

  it('is a gap, and a grid that is drawn nowhere', () => {
    expect(kindsIn(undrawn)).toEqual(['gap', 'undrawn'])
    expect(problemsOf(undrawn).map(refusalOf)).toEqual(['gridPlan.faulty', 'gridPlan.undrawn'])
  })

  it('is a grid of more than 500 people, unless somebody says why or it is a special one', () => {
    const crowded = describeGrid(village, first, { population: 501 })

    expect(kindsIn(crowded)).toEqual(['oversize'])
    expect(kindsIn(describeGrid(crowded, first, { oversizeNote: '公寓' }))).toEqual([])
    expect(kindsIn(describeGrid(crowded, first, { specialKind: '学校' }))).toEqual([])
    expect(kindsIn(describeGrid(village, first, { population: 500 }))).toEqual([])
  })

  it('is told, and may stand, of a grid that is a mere strip', () => {
    const strip = [
      placeOfVillage(0, 0),
      placeOfVillage(1, 0),
      placeOfVillage(1, 0.001),
      placeOfVillage(0, 0.001),
    ]
    const narrow = aPlannedGrid({ code: `${villageOfPlans}003`, ring: strip, population: 0 })
    const told = problemsOf({ ...village, grids: [...village.grids, narrow] })

    expect(told.filter(({ kind }) => kind === 'sliver').map(refusalOf)).toEqual([undefined])
  })
})

describe('a plan beside what it is drawn on', () => {
  it('changes only what differs: another name is a change, another first corner is none', () => {
    const turned = {
      ...village,
      grids: village.grids.map(grid => ({
        ...grid,
        ring: [...grid.ring.slice(2), ...grid.ring.slice(0, 2)],
      })),
    }
    expect(changeOf(village, turned)).toEqual({ put: [], added: [], ceased: [] })
    expect(
      changeOf(village, describeGrid(village, first, { name: '东庄' })).put.map(({ code }) => code),
    ).toEqual([first])
  })

  it('does away with grids that were there before, and not with those that came and went while it was drawn', () => {
    const passing = {
      ...merged(),
      ceased: [...merged().ceased, { code: `${villageOfPlans}009`, name: '', heirCode: first }],
    }
    expect(changeOf(village, passing).ceased.map(({ code }) => code)).toEqual([second])
  })

  it('is of a village only when no grid is gone without an heir, and every code is its own', () => {
    expect(isPlanOf(village, merged())).toBe(true)
    expect(isPlanOf(village, { ...merged(), ceased: [] })).toBe(false)
    expect(isPlanOf(village, { ...village, grids: [...village.grids, ...village.grids] })).toBe(false)
    expect(isPlanOf(village, describeGrid(village, first, { population: 3 }))).toBe(true)
  })

  it('stands on the same ground whatever is said of the grids, not when a border or a grid is another', () => {
    expect(isSameGround(village, describeGrid(village, first, { population: 3 }))).toBe(true)
    expect(isSameGround(village, undrawn)).toBe(false)
    expect(isSameGround(village, merged())).toBe(false)
    expect(isSameRing([], [])).toBe(true)
  })
})
