import type { County, CountyDivision, CountyGrid, Ring } from '@shuniu/server/features/grids'
import type { Position } from '@shuniu/shared/kernel'

/** A small county drawn with a ruler: 3 townships side by side, in each 4 villages, in each 2 square grids. */
export const countyCode = '341222'
export const townshipNumbers = [1, 2, 3] as const
export const villageNumbers = [1, 2, 3, 4] as const
export const gridNumbers = [1, 2] as const

/** `t` counts from 1 in west-east order, `v` from 1 south to north, `g` from 1 west to east. */
export const townshipCode = (t: number): string => `${countyCode}${99 + t}`
export const villageCode = (t: number, v: number): string => `${townshipCode(t)}${199 + v}`
export const gridCode = (t: number, v: number, g: number): string =>
  `${villageCode(t, v)}${String(g).padStart(3, '0')}`

const west = 115.6
const south = 33.1
/** A side of a grid, in degrees: about 4 km. */
const sideDeg = 0.04
const people = 400
const households = 130

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

interface Extent {
  readonly west: number
  readonly south: number
  readonly wide: number
  readonly high: number
}

/** Counter-clockwise and closed, in grid sides from the county's south-west corner. */
const corners = ({ west: w, south: s, wide, high }: Extent): Ring => {
  const at = (x: number, y: number): Position => [round(west + x * sideDeg), round(south + y * sideDeg)]
  return [at(w, s), at(w + wide, s), at(w + wide, s + high), at(w, s + high), at(w, s)]
}

const middle = (box: Extent): Position => [
  round(west + (box.west + box.wide / 2) * sideDeg),
  round(south + (box.south + box.high / 2) * sideDeg),
]

const gridBox = (t: number, v: number, g: number): Extent => ({
  west: (t - 1) * gridNumbers.length + g - 1,
  south: v - 1,
  wide: 1,
  high: 1,
})

/** The middle of a grid. */
export const insideGrid = (t: number, v: number, g: number): Position => middle(gridBox(t, v, g))

/** A place well outside the county. */
export const outsideCounty: Position = [116.9, 31.9]

const nameOf = {
  township: ['城关镇', '大新镇', '旧县镇'],
  village: ['北街', '张槐', '李庄', '赵集'],
} as const

export const townshipName = (t: number): string => nameOf.township[t - 1] ?? ''
export const villageName = (v: number): string => nameOf.village[v - 1] ?? ''

const divisionOf = (
  level: CountyDivision['level'],
  own: { code: string; name: string; parentCode: string | null; box: Extent },
): CountyDivision => {
  const grids = own.box.wide * own.box.high
  return {
    code: own.code,
    name: own.name,
    level,
    parentCode: own.parentCode,
    population: grids * people,
    households: grids * households,
    centre: middle(own.box),
    boundary: corners(own.box),
    synthetic: true,
  }
}

const wide = gridNumbers.length
const high = villageNumbers.length

const township = (t: number): CountyDivision =>
  divisionOf('township', {
    code: townshipCode(t),
    name: townshipName(t),
    parentCode: countyCode,
    box: { west: (t - 1) * wide, south: 0, wide, high },
  })

const village = (t: number, v: number): CountyDivision =>
  divisionOf('village', {
    code: villageCode(t, v),
    name: `${villageName(v)}村委会`,
    parentCode: townshipCode(t),
    box: { west: (t - 1) * wide, south: v - 1, wide, high: 1 },
  })

const grid = (t: number, v: number, g: number): CountyGrid => ({
  code: gridCode(t, v, g),
  villageCode: villageCode(t, v),
  townshipCode: townshipCode(t),
  serial: g,
  name: `第${g}网格`,
  population: people,
  households,
  centre: insideGrid(t, v, g),
  boundary: corners(gridBox(t, v, g)),
})

export const everyVillage = townshipNumbers.flatMap(t => villageNumbers.map(v => [t, v] as const))

/** The whole of it, parents before children. */
export const aCounty = (): County => ({
  divisions: [
    divisionOf('county', {
      code: countyCode,
      name: '太和县',
      parentCode: null,
      box: { west: 0, south: 0, wide: wide * townshipNumbers.length, high },
    }),
    ...townshipNumbers.map(township),
    ...everyVillage.map(([t, v]) => village(t, v)),
  ],
  grids: everyVillage.flatMap(([t, v]) => gridNumbers.map(g => grid(t, v, g))),
})
