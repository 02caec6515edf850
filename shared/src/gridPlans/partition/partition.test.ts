import { describe, expect, it } from 'vitest'
import { aLeaningVillage, aPlannedGrid, placeOfVillage, villageOfPlans } from '../testing/village.ts'
import {
  areaM2,
  begunFrom,
  describeGrid,
  doubleArea,
  drawGrid,
  faultsOf,
  historyOf,
  isSound,
  mendFault,
  mergeGrids,
  moveCorner,
  nameHeir,
  outlineOf,
  partitionOf,
  redo,
  removeCorner,
  addCorner,
  snap,
  splitGrid,
  undo,
  withEdit,
  type EditOutcome,
  type GridCorner,
  type GridPartition,
} from './index.ts'

const [first, second] = [`${villageOfPlans}001`, `${villageOfPlans}002`]
const village = aLeaningVillage()
const bend = placeOfVillage(0.6, 0.5)

function made(outcome: EditOutcome): GridPartition {
  if (!outcome.ok) throw new Error(outcome.fault)
  return outcome.partition
}
const faultIn = (outcome: EditOutcome) => (outcome.ok ? undefined : outcome.fault)
const ringOf = ({ grids }: GridPartition, code: string) => grids.find(grid => grid.code === code)?.ring ?? []
const across = (north: number): GridCorner[] => [placeOfVillage(-0.1, north), placeOfVillage(0.9, north)]

describe('editing the grids of a village', () => {
  it('moves a corner for both grids that share it', () => {
    const to = placeOfVillage(0.7, 0.4)
    const after = made(moveCorner(village, bend, to))

    expect(after.grids.map(({ ring }) => ring.filter(corner => corner.join() === to.join()).length)).toEqual([
      1, 1,
    ])
    expect(isSound(after)).toBe(true)
  })

  it('refuses a corner moved across a border, and one of the village’s own border', () => {
    expect(faultIn(moveCorner(village, bend, placeOfVillage(1.4, 0.5)))).toBe('crosses')
    expect(faultIn(moveCorner(village, placeOfVillage(0.5, 0), placeOfVillage(0.4, 0)))).toBe('villageBorder')
    expect(faultIn(moveCorner(village, [0, 1], [0, 2]))).toBe('unknown')
  })

  it('adds a corner to an edge for both sides, and takes it out again', () => {
    const edge = [placeOfVillage(0.5, 0), bend] as const
    const after = made(addCorner(village, edge, placeOfVillage(0.55, 0.25)))
    const added = ringOf(after, first).find(
      corner => !ringOf(village, first).some(one => one.join() === corner.join()),
    )

    expect(ringOf(after, second)).toContainEqual(added)
    expect(made(removeCorner(after, added ?? bend)).grids).toEqual(village.grids)
  })

  it('splits a grid along a line: the larger part keeps the code, people go by the land', () => {
    const after = made(splitGrid(village, { code: first, line: across(0.75), former: [] }))
    const [kept, , part] = after.grids

    expect(after.grids.map(({ code }) => code)).toEqual([first, second, `${villageOfPlans}003`])
    expect(areaM2(kept?.ring ?? [])).toBeGreaterThan(areaM2(part?.ring ?? []))
    expect((kept?.population ?? 0) + (part?.population ?? 0)).toBe(400)
    expect(part?.population).toBeGreaterThan(60)
    expect(isSound(after)).toBe(true)
  })

  it('gives a part no code that a grid had before', () => {
    const after = made(
      splitGrid(village, { code: first, line: across(0.5), former: [`${villageOfPlans}007`] }),
    )

    expect(after.grids.at(-1)?.code).toBe(`${villageOfPlans}008`)
  })

  it('draws grids that are registered but drawn nowhere, one by one as the village is split', () => {
    const undrawn = [1, 2].map(n => aPlannedGrid({ code: `${villageOfPlans}00${n}`, population: 100 * n }))
    const { outline } = village
    const blank = partitionOf({
      boundary: outlineOf(outline),
      grids: undrawn.map(({ ring: _, ...grid }) => ({ ...grid, boundary: null })),
    })
    if (!blank) throw new Error('no outline')
    const line = [placeOfVillage(0.5, -0.1), placeOfVillage(0.5, 1.1)]
    const after = made(splitGrid(begunFrom(blank), { code: first, line, former: [] }))

    expect(after.grids.map(({ code, population }) => [code, population])).toEqual([
      [first, 100],
      [second, 200],
    ])
    expect(isSound(after)).toBe(true)
  })

  it('refuses a split by a line that does not go through', () => {
    const line = [placeOfVillage(0.1, 0.5), placeOfVillage(0.3, 0.5)]
    expect(faultIn(splitGrid(village, { code: first, line, former: [] }))).toBe('noCut')
  })

  it('merges neighbours with their people; the one that ceases has the other as heir, and so has whoever it was heir of', () => {
    const split = made(splitGrid(village, { code: first, line: across(0.75), former: [] }))
    const once = made(mergeGrids(split, `${villageOfPlans}003`, first))
    const twice = made(mergeGrids(once, second, `${villageOfPlans}003`))

    expect(twice.grids.map(({ code, population }) => [code, population])).toEqual([[second, 700]])
    expect(twice.ceased.map(({ code, heirCode }) => [code, heirCode])).toEqual([
      [first, second],
      [`${villageOfPlans}003`, second],
    ])
    expect(doubleArea(ringOf(twice, second))).toBe(doubleArea(twice.outline))
    expect(nameHeir(once, first, second).ceased[0]?.heirCode).toBe(second)
  })

  it('refuses to merge what has no common border; grids round another grid on three sides are one', () => {
    const one = made(splitGrid(village, { code: first, line: across(0.3), former: [] }))
    const two = made(splitGrid(one, { code: first, line: across(0.7), former: [] }))
    const [south, middle, north] = two.grids
      .filter(({ code }) => code !== second)
      .sort((a, b) => Math.max(...a.ring.map(at => at[1])) - Math.max(...b.ring.map(at => at[1])))
    if (!south || !middle || !north) throw new Error('not split')
    const around = made(mergeGrids(made(mergeGrids(two, second, south.code)), second, north.code))

    expect(faultIn(mergeGrids(two, south.code, north.code))).toBe('noNeighbours')
    expect(isSound(around)).toBe(true)
    expect(faultIn(mergeGrids(around, middle.code, second))).toBeUndefined()
  })

  it('draws a school over two grids: each gives its land and the people of it', () => {
    const ring = [
      placeOfVillage(0.45, 0.3),
      placeOfVillage(0.7, 0.3),
      placeOfVillage(0.7, 0.6),
      placeOfVillage(0.45, 0.6),
    ]
    const after = made(drawGrid(village, { ring, specialKind: '学校', former: [] }))

    expect(after.grids.map(({ code }) => code)).toEqual([first, second, `${villageOfPlans}901`])
    expect(after.grids.reduce((sum, { population }) => sum + population, 0)).toBe(700)
    expect(isSound(after)).toBe(true)
  })

  it('refuses what would be a hole in a grid, or leave nothing of one', () => {
    const square = (low: number, high: number) => [
      placeOfVillage(low, low),
      placeOfVillage(high, low),
      placeOfVillage(high, high),
      placeOfVillage(low, high),
    ]
    const draw = (ring: GridCorner[]) => drawGrid(village, { ring, specialKind: null, former: [] })

    expect(faultIn(draw(square(0.1, 0.3)))).toBe('hole')
    expect(faultIn(draw(square(-0.2, 1.2)))).toBe('swallows')
    expect(faultIn(draw(square(1.3, 1.5)))).toBe('noCut')
  })

  it('pulls a point to corners first, then to edges', () => {
    expect(snap(village, [bend[0] + 20, bend[1]], { withinM: 5 })).toEqual({ to: 'corner', corner: bend })
    expect(snap(village, placeOfVillage(0.001, 0.5), { withinM: 5 }).to).toBe('edge')
    expect(snap(village, placeOfVillage(0.3, 0.5), { withinM: 5 }).to).toBe('nothing')
    expect(snap(village, bend, { withinM: 5, but: bend }).to).toBe('nothing')
  })

  it('undoes and does again', () => {
    const after = describeGrid(village, first, { name: '东庄网格' })
    const history = withEdit(historyOf(village), after)

    expect(undo(history).present).toBe(village)
    expect(redo(undo(history)).present).toBe(after)
    expect(undo(undo(history))).toEqual(undo(history))
    expect(redo(history)).toBe(history)
  })
})

describe('opening the grids of a village as they are stored', () => {
  const stored = (rings: readonly (readonly GridCorner[])[]) => ({
    boundary: outlineOf(village.outline),
    grids: rings.map((ring, nth) => {
      const { ring: _, ...grid } = aPlannedGrid({ code: `${villageOfPlans}00${nth + 1}` })
      return { ...grid, boundary: outlineOf(ring) }
    }),
  })

  it('takes corners that differ by rounding for one, in either direction of going round', () => {
    const [west = [], east = []] = village.grids.map(({ ring }) => ring)
    const beside = east.map(([lon, lat]): GridCorner => [lon + 2, lat - 1])
    const opened = partitionOf(stored([[...west].reverse(), beside]))

    expect(opened && faultsOf(opened)).toEqual([])
    expect(opened && isSound(opened)).toBe(true)
  })

  it('tells gaps from overlaps, with their size, and mends each at one stroke', () => {
    const [west = [], east = []] = village.grids.map(({ ring }) => ring)
    const shrunk = east.map(corner =>
      corner === bend || corner.join() === bend.join() ? placeOfVillage(0.63, 0.5) : corner,
    )
    const grown = east.map(corner => (corner.join() === bend.join() ? placeOfVillage(0.57, 0.5) : corner))
    for (const [ring, kind] of [[shrunk, 'gap'] as const, [grown, 'overlap'] as const]) {
      const opened = partitionOf(stored([west, ring]))
      if (!opened) throw new Error('no outline')
      const [fault, another] = faultsOf(opened)
      expect([fault?.kind, another]).toEqual([kind, undefined])
      expect(fault?.areaM2).toBeGreaterThan(10_000)
      expect(fault && isSound(made(mendFault(opened, fault)))).toBe(true)
    }
  })

  it('finds the corner that only one of two neighbours has on their border', () => {
    const line = [placeOfVillage(-0.1, 0.4), placeOfVillage(0.58, 0.4)]
    const split = made(splitGrid(village, { code: first, line, former: [] }))
    const rings = split.grids.map(({ code, ring }) => (code === second ? ringOf(village, second) : ring))
    const opened = partitionOf(stored(rings))

    expect(opened && isSound(opened)).toBe(true)
  })

  it('has no partition of a village whose outline nobody knows', () => {
    expect(partitionOf({ boundary: null, grids: [] })).toBeUndefined()
  })

  it('makes the village’s outline of its grids where it has none of its own', () => {
    const opened = partitionOf({ ...stored(village.grids.map(({ ring }) => ring)), boundary: null })
    expect(opened && isSound(opened)).toBe(true)
  })
})
