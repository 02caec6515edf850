import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arrange, type Arranged } from './arrange.ts'
import type { TownshipPlace } from './marks.ts'
import { planeAt } from './plane.ts'
import { distance, doBoxesMeet, doesLineMeet, reachTo, roomToDisc, type Box } from './shapes.ts'
import { singleMarks } from './singles.ts'

/** The townships of a county as they lie: name, longitude, latitude of the middle. */
const townships: readonly (readonly [name: string, lon: number, lat: number])[] = [
  ['城关镇', 115.623, 33.332],
  ['旧县镇', 115.696, 33.143],
  ['税镇镇', 115.71, 33.324],
  ['皮条孙镇', 115.574, 33.315],
  ['原墙镇', 115.597, 33.181],
  ['倪邱镇', 115.842, 33.39],
  ['李兴镇', 115.489, 33.32],
  ['大新镇', 115.443, 33.474],
  ['肖口镇', 115.568, 33.538],
  ['关集镇', 115.48, 33.406],
  ['三塔镇', 115.749, 33.433],
  ['双浮镇', 115.535, 33.478],
  ['蔡庙镇', 115.892, 33.312],
  ['三堂镇', 115.846, 33.276],
  ['苗老集镇', 115.588, 33.421],
  ['赵庙镇', 115.776, 33.34],
  ['宫集镇', 115.714, 33.484],
  ['坟台镇', 115.649, 33.382],
  ['洪山镇', 115.532, 33.139],
  ['清浅镇', 115.554, 33.359],
  ['五星镇', 115.456, 33.532],
  ['高庙镇', 115.725, 33.217],
  ['桑营镇', 115.576, 33.258],
  ['大庙集镇', 115.493, 33.243],
  ['阮桥镇', 115.465, 33.186],
  ['双庙镇', 115.647, 33.474],
  ['胡总镇', 115.629, 33.55],
  ['郭庙镇', 115.79, 33.199],
  ['二郎镇', 115.74, 33.268],
  ['马集镇', 115.656, 33.223],
  ['赵集乡', 115.642, 33.289],
  ['开发区', 115.679, 33.345],
]

/** Height of a label on a canvas of 1080. */
const u = 18

const placesAt = (zoom: number): TownshipPlace[] =>
  townships.map(([name, lon, lat]) => ({ code: name, name, ...planeAt(zoom, u).toSpot([lon, lat]) }))

function frameOf(places: readonly TownshipPlace[]): Box {
  const [xs, ys] = [places.map(place => place.x), places.map(place => place.y)]
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return { x: (west + east) / 2, y: (north + south) / 2, w: east - west + 12, h: south - north + 9 }
}

const arrangedAt = (zoom: number): Arranged => arrange(placesAt(zoom), frameOf(placesAt(zoom)))

/** Pairs of things that cover each other, by the names of their townships. */
function coverings({ marks, names }: Arranged): string[] {
  const [discs, boxes] = [[...marks], [...names]]
  return boxes.flatMap(([name, { box, leader }], i) => [
    ...discs
      .filter(([, disc]) => roomToDisc(box, disc) < 0)
      .map(([mark]) => `${name} on the mark of ${mark}`),
    ...discs
      .filter(([mark, disc]) => mark !== name && leader && reachTo(leader, disc) < disc.r)
      .map(([mark]) => `line of ${name} through the mark of ${mark}`),
    ...boxes
      .slice(i + 1)
      .filter(([, other]) => doBoxesMeet(box, other.box, 0))
      .map(([other]) => `${name} on ${other}`),
    ...boxes
      .filter(([other, { box: words }]) => other !== name && leader && doesLineMeet(leader, words))
      .map(([other]) => `line of ${name} through ${other}`),
  ])
}

it.each([9.5, 9.6, 9.68, 9.75, 9.9, 10.2])('gives all 32 townships a name of their own at zoom %f', zoom => {
  const arranged = arrangedAt(zoom)

  expect([...arranged.names.keys()].sort()).toEqual(townships.map(([name]) => name).sort())
  expect(coverings(arranged)).toEqual([])
})

it('keeps marks apart, near where they belong', () => {
  const { marks } = arrangedAt(9.68)

  const discs = [...marks.values()]
  const nearest = discs.flatMap((disc, i) =>
    discs.slice(i + 1).map(other => distance(disc, other) - disc.r - other.r),
  )
  expect(Math.min(...nearest)).toBeGreaterThan(-0.01)
  for (const place of placesAt(9.68)) expect(distance(marks.get(place.code) ?? place, place)).toBeLessThan(1)
})

it('leaves a name out sooner than it lets it cover another', () => {
  const anywhere = fc.array(
    fc.tuple(fc.double({ min: 0, max: 40, noNaN: true }), fc.double({ min: 0, max: 30, noNaN: true })),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  fc.assert(
    fc.property(anywhere, spots => {
      const places = spots.map(([x, y], i) => ({ code: `${i}`, name: '大庙集镇', x, y }))

      const arranged = arrange(places, { x: 20, y: 15, w: 50, h: 36 })

      expect(coverings(arranged)).toEqual([])
    }),
    { numRuns: 12 },
  )
})

it('sets single cases beside the mark of their township, or on its rim where it is crowded', () => {
  const arranged = arrangedAt(9.68)
  const cases = ['a', 'b', 'c'].map(id => ({ id, code: '城关镇' })).concat({ id: 'd', code: '旧县镇' })

  const singles = singleMarks([...cases, { id: 'e', code: '' }], arranged)

  expect([...singles.keys()]).toEqual(['a', 'b', 'c', 'd'])
  for (const { id, code } of cases) {
    const [spot, own] = [singles.get(id), arranged.marks.get(code)]
    const away = spot && own ? distance(spot, own) - own.r : Number.NaN
    expect(away).toBeGreaterThan(-0.01)
    expect(away).toBeLessThan(3)
  }
  const spots = [...singles.values()]
  expect(new Set(spots.map(({ x, y }) => `${x} ${y}`)).size).toBe(4)
})

it('takes a position to the plane and back', () => {
  const plane = planeAt(9.68, u)

  const [lon, lat] = plane.toPosition(plane.toSpot([115.62, 33.33]))

  expect(lon).toBeCloseTo(115.62, 9)
  expect(lat).toBeCloseTo(33.33, 9)
})
