import type { Position } from '@shuniu/shared/kernel'
import type { County, CountyDivision, CountyGrid, Ring } from '../../src/features/grids/county.ts'
import { at } from './at.ts'
import { waysOf } from './cells.ts'
import { middleOf, type Plot } from './gather.ts'
import { centroid, contains, type Land, type Spot } from './ground.ts'
import { peopleOf, sumOf } from './people.ts'
import type { Random } from './random.ts'
import type { Register, RegisterRow } from './register.ts'
import { ringOf } from './rings.ts'
import type { Way } from './way.ts'

const positionOf = ({ x, y }: Spot): Position => [x / 1e6, y / 1e6]
const boundaryOf = (ring: readonly Spot[]): Ring => [...ring, at(ring, 0)].map(positionOf)

/** A point surely inside: the middle of the ring, else the given one. */
const centreIn = (ring: readonly Spot[], otherwise: Spot): Position => {
  const middle = centroid(ring)
  return positionOf(contains(ring, middle) ? middle : otherwise)
}

/** A cell's site is inside it but for cells the outline clipped; then a point beside its longest border is. */
function siteIn(plot: Plot, ring: readonly Spot[]): Spot {
  if (contains(ring, plot)) return { x: plot.x, y: plot.y }
  const inner = ring.map((spot, i) =>
    centroid([spot, at(ring, (i + 1) % ring.length), at(ring, (i + 2) % ring.length)]),
  )
  const found = inner.find(spot => contains(ring, spot))
  if (!found) throw new Error('a grid without an inner point')
  return found
}

/** The plots of one village, and the village's place in the register. */
export interface VillageCut {
  readonly township: string
  readonly code: string
  readonly name: string
  readonly plots: readonly Plot[]
}

interface Sketch {
  readonly ground: Land
  readonly random: Random
}

/** 关北社区居委会 → 关北社区, 李庄村委会 → 李庄村: as people call the place. */
export const shortName = (name: string): string =>
  name.replace(/村(民委员|委)会$/, '村').replace(/(居民委员|居委|委员)会$/, '')

/** Numbers a village's grids from north to south and gives each its people. Source: domain.md §2.9. */
function gridsOf({ code, name, township, plots }: VillageCut, random: Random): CountyGrid[] {
  const southward = [...plots].sort((a, b) => b.y - a.y || a.x - b.x)
  return southward.map((plot, i) => {
    const ring = ringOf(waysOf(plot.cell), way => way.cell)
    return {
      code: `${code}${String(i + 1).padStart(3, '0')}`,
      villageCode: code,
      townshipCode: township,
      serial: i + 1,
      name: `${shortName(name)}第${i + 1}网格`,
      ...peopleOf(random),
      centre: centreIn(ring, siteIn(plot, ring)),
      boundary: boundaryOf(ring),
    }
  })
}

/** Turns the cut into divisions and grids with codes, figures and boundaries. */
export function describeCounty(register: Register, villages: readonly VillageCut[], sketch: Sketch): County {
  const grids = villages.flatMap(village => gridsOf(village, sketch.random))
  const villageOf = new Map(
    villages.flatMap(({ code, plots }) => plots.map(({ cell }) => [cell, code] as const)),
  )
  const codeOf = (digits: number) => (way: Way) => way.cell && villageOf.get(way.cell)?.slice(0, digits)

  const describe = (row: RegisterRow, level: CountyDivision['level']): CountyDivision => {
    const own = villages
      .filter(village => village.code.startsWith(row.code))
      .flatMap(village => village.plots)
    const ring = ringOf(
      own.flatMap(plot => waysOf(plot.cell)),
      codeOf(row.code.length),
    )
    return {
      code: row.code,
      name: row.name,
      level,
      parentCode: level === 'county' ? null : row.code.slice(0, row.code.length - 3),
      ...sumOf(grids.filter(grid => grid.code.startsWith(row.code))),
      centre: centreIn(ring, middleOf(own, sketch.ground)),
      boundary: boundaryOf(ring),
      synthetic: level !== 'county',
    }
  }
  return {
    divisions: [
      describe(register, 'county'),
      ...register.townships.map(row => describe(row, 'township')),
      ...register.townships.flatMap(({ villages: rows }) => rows.map(row => describe(row, 'village'))),
    ],
    grids,
  }
}
