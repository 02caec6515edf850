import type { Position } from '@shuniu/shared/kernel'
import pointInPolygon from 'point-in-polygon-hao'
import { describe, expect, it } from 'vitest'
import { cutCounty } from '../../../tools/county/cut.ts'
import { between, randomFrom } from '../../../tools/county/random.ts'
import { readCountySource, taiheFolder } from '../../../tools/county/read.ts'
import { createGridIndex } from './locate.ts'

const source = await readCountySource(taiheFolder)
const { grids, divisions } = cutCounty(source.register, source.outline)
const index = createGridIndex(grids)
const outline = divisions[0]?.boundary ?? []
const random = randomFrom(11)

const cells = grids
  .map(({ code, boundary }) => ({
    code,
    ring: boundary.map(([lon, lat]) => [lon, lat]),
    west: Math.min(...boundary.map(([lon]) => lon)),
    east: Math.max(...boundary.map(([lon]) => lon)),
    south: Math.min(...boundary.map(([, lat]) => lat)),
    north: Math.max(...boundary.map(([, lat]) => lat)),
  }))
  .sort((a, b) => (a.code < b.code ? -1 : 1))

/** Asks every cell in turn: those that hold the point inside, then those that have it on their border. */
function askAll([lon, lat]: Position): { inside: string[]; border: string[] } {
  const near = cells.filter(
    cell => cell.west <= lon && lon <= cell.east && cell.south <= lat && lat <= cell.north,
  )
  const asked = near.map(({ code, ring }) => ({ code, found: pointInPolygon([lon, lat], [ring]) }))
  return {
    inside: asked.filter(({ found }) => found === true).map(({ code }) => code),
    border: asked.filter(({ found }) => found === 0).map(({ code }) => code),
  }
}

const [west, east] = [Math.min(...outline.map(([lon]) => lon)), Math.max(...outline.map(([lon]) => lon))]
const [south, north] = [
  Math.min(...outline.map(([, lat]) => lat)),
  Math.max(...outline.map(([, lat]) => lat)),
]
const anywhere = (): Position => [
  between(random, west - 0.01, east + 0.01),
  between(random, south - 0.01, north + 0.01),
]
const someOf = <T>(list: readonly T[], count: number): T[] =>
  Array.from({ length: count }, () => list[Math.floor(random() * list.length)]).filter(
    one => one !== undefined,
  )

const sides = grids.flatMap(({ boundary }) =>
  boundary
    .slice(1)
    .map(([lon, lat], i): Position => [
      (lon + (boundary[i]?.[0] ?? lon)) / 2,
      (lat + (boundary[i]?.[1] ?? lat)) / 2,
    ]),
)
const corners = grids.flatMap(({ boundary }) => boundary)

describe('the grid index', () => {
  it.each([
    ['anywhere in and around the county', Array.from({ length: 14_000 }, anywhere)],
    ['on corners', someOf(corners, 3_000)],
    ['on sides', someOf(sides, 3_000)],
  ])('agrees with asking every grid, for points %s', (_, points) => {
    for (const point of points) {
      const { inside, border } = askAll(point)
      expect(inside.length).toBeLessThanOrEqual(1)
      expect(index.gridAt(point)).toBe(inside[0] ?? border[0])
    }
  })

  it('gives a shared corner to the smallest code of those that meet there', () => {
    for (const corner of someOf(corners, 300)) {
      const meeting = grids.filter(({ boundary }) =>
        boundary.some(([lon, lat]) => lon === corner[0] && lat === corner[1]),
      )
      expect(index.gridAt(corner)).toBe(meeting.map(({ code }) => code).sort()[0])
    }
  })

  it('knows the county’s own land, whatever grid it is', () => {
    const ring = [outline.map(([lon, lat]) => [lon, lat])]
    for (const point of Array.from({ length: 4_000 }, anywhere)) {
      expect(index.isInsideCounty(point)).toBe(pointInPolygon([...point], ring) !== false)
    }
  })

  it('finds every grid and its village at the grid’s own centre', () => {
    for (const grid of grids) {
      expect(index.gridAt(grid.centre)).toBe(grid.code)
      expect(index.villageOf(grid.centre)).toBe(grid.villageCode)
    }
  })

  it('finds nothing where no county is loaded', () => {
    expect(createGridIndex([]).gridAt([115.6, 33.2])).toBeUndefined()
  })
})
