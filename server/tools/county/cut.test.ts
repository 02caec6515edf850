import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { at } from './at.ts'
import { cutCounty } from './cut.ts'
import { contains, groundOf, signedArea, turn, type Spot } from './ground.ts'
import { between, randomFrom } from './random.ts'
import { readCountySource, taiheFolder } from './read.ts'

const source = await readCountySource(taiheFolder)
const county = cutCounty(source.register, source.outline)
const levels = ['county', 'township', 'village'] as const
const divisionsOf = (level: string) => county.divisions.filter(division => division.level === level)
const areas = [...county.divisions, ...county.grids]

const corner = ([lon, lat]: readonly [number, number]): Spot => ({
  x: Math.round(lon * 1e6),
  y: Math.round(lat * 1e6),
})
const openRing = (area: { boundary: readonly (readonly [number, number])[] }) =>
  area.boundary.slice(1).map(corner)
const ringByCode = new Map(areas.map(area => [area.code, openRing(area)]))
const ringOf = (code: string) => ringByCode.get(code) ?? []
const keyOf = ({ x, y }: Spot) => `${x},${y}`
const sidesOf = (ring: readonly Spot[]) =>
  ring.map((from, i) => ({ from, to: at(ring, (i + 1) % ring.length) }))
const childrenOf = (code: string) =>
  areas.filter(area => area.code.length === code.length + 3 && area.code.startsWith(code))

type Side = { from: Spot; to: Spot }

const apart = (a: Side, b: Side, of: (spot: Spot) => number) =>
  Math.max(of(a.from), of(a.to)) < Math.min(of(b.from), of(b.to)) ||
  Math.max(of(b.from), of(b.to)) < Math.min(of(a.from), of(a.to))
const parted = (a: Side, b: Side) =>
  Math.sign(turn(a.from, a.to, b.from)) * Math.sign(turn(a.from, a.to, b.to)) <= 0
/** Whether two sides touch or cross. */
const cross = (a: Side, b: Side) =>
  !apart(a, b, spot => spot.x) && !apart(a, b, spot => spot.y) && parted(a, b) && parted(b, a)

function isSimple(ring: readonly Spot[]): boolean {
  const sides = sidesOf(ring)
  return sides.every((side, i) =>
    sides.every((other, k) => k <= i + 1 || (i === 0 && k === sides.length - 1) || !cross(side, other)),
  )
}

describe('the county cut', () => {
  it('has the register’s townships and villages, and about 3,300 grids', () => {
    expect(divisionsOf('township')).toHaveLength(32)
    expect(divisionsOf('village')).toHaveLength(310)
    expect(county.grids.length).toBeGreaterThanOrEqual(3_200)
    expect(county.grids.length).toBeLessThanOrEqual(3_500)
  })

  it('keeps grids to 500 people and villages to 500–9,000', () => {
    for (const grid of county.grids) expect(grid.population).toBeLessThanOrEqual(500)
    for (const village of divisionsOf('village')) {
      expect(village.population).toBeGreaterThanOrEqual(500)
      expect(village.population).toBeLessThanOrEqual(9_000)
    }
  })

  it('counts people and households of each division as the sum of its children', () => {
    for (const division of county.divisions) {
      const children = childrenOf(division.code)
      expect(division.population).toBe(children.reduce((sum, child) => sum + child.population, 0))
      expect(division.households).toBe(children.reduce((sum, child) => sum + child.households, 0))
    }
    const [whole] = divisionsOf('county')
    expect(whole?.population).toBeGreaterThan(1_300_000)
    expect(whole?.population).toBeLessThan(1_500_000)
    expect((whole?.population ?? 0) / (whole?.households ?? 1)).toBeCloseTo(3.2, 1)
  })

  it('codes grids by village and serial from 001 without gaps', () => {
    for (const village of divisionsOf('village')) {
      const codes = county.grids.filter(grid => grid.villageCode === village.code).map(grid => grid.code)
      expect(codes).toEqual(codes.map((_, i) => `${village.code}${String(i + 1).padStart(3, '0')}`))
    }
  })

  it('draws every area as one closed simple ring', () => {
    for (const area of areas) {
      expect(area.boundary.at(0)).toEqual(area.boundary.at(-1))
      const ring = ringOf(area.code)
      expect(signedArea(ring)).toBeGreaterThan(0)
      expect(new Set(ring.map(keyOf)).size).toBe(ring.length)
      if (!isSimple(ring)) expect.fail(`${area.code} crosses itself`)
    }
  })

  it.each(levels)('divides every %s exactly among its children', level => {
    for (const { code } of divisionsOf(level)) {
      const sum = childrenOf(code).reduce((total, child) => total + signedArea(ringOf(child.code)), 0)
      expect(Math.abs(sum / signedArea(ringOf(code)) - 1)).toBeLessThan(1e-9)
    }
  })

  it.each([9, 12, 15])(
    'lets every side of a %i-digit area belong to two neighbours or to the outline',
    digits => {
      const sides = [...ringByCode]
        .filter(([code]) => code.length === digits)
        .flatMap(([, ring]) => sidesOf(ring))
      const outline = sidesOf(ringOf(source.register.code))
      const known = new Set(sides.map(({ from, to }) => `${keyOf(from)} ${keyOf(to)}`))
      expect(known.size).toBe(sides.length)
      const facing = outline.map(({ from, to }) => `${keyOf(to)} ${keyOf(from)}`).concat([...known])
      const all = new Set(facing)
      for (const { from, to } of sides) {
        if (!all.has(`${keyOf(to)} ${keyOf(from)}`)) expect.fail(`a side of one area only at ${keyOf(from)}`)
      }
    },
  )

  it('finds every point of the county in one grid, and every other point in none', () => {
    const ground = groundOf(source.outline)
    const random = randomFrom(7)
    const rings = county.grids.map(grid => ringOf(grid.code))
    for (let i = 0; i < 1_500; i++) {
      const spot = {
        x: between(random, ground.west, ground.east),
        y: between(random, ground.south, ground.north),
      }
      const holders = rings.filter(ring => contains(ring, spot)).length
      expect(holders).toBe(contains(ringOf(source.register.code), spot) ? 1 : 0)
    }
  }, 120_000)

  it('keeps the surveyed outline to the last corner, and calls every other border a sketch', () => {
    const kept = new Set(ringOf(source.register.code).map(keyOf))
    for (const place of groundOf(source.outline).outline) expect(kept).toContain(keyOf(place))
    for (const division of county.divisions) expect(division.synthetic).toBe(division.level !== 'county')
  })

  it('puts every centre inside its area', () => {
    for (const area of areas) {
      if (!contains(ringOf(area.code), corner(area.centre)))
        expect.fail(`${area.code} has its centre outside`)
    }
  })

  it('makes the county town compact, dense and central', () => {
    const [town, ...others] = divisionsOf('township')
    const densityOf = (code: string) =>
      county.grids.filter(grid => grid.townshipCode === code).length / signedArea(ringOf(code))
    expect(town?.name).toBe('城关镇')
    for (const other of others)
      expect(densityOf(town?.code ?? '')).toBeGreaterThan(1.5 * densityOf(other.code))
    expect(contains(ringOf(town?.code ?? ''), groundOf(source.outline).centre)).toBe(true)
  })

  it('cuts the same county from the same seed, and another from another', () => {
    const print = (cut: unknown) => createHash('sha256').update(JSON.stringify(cut)).digest('hex')
    const again = cutCounty(source.register, source.outline)
    expect(print(again)).toBe(print(county))
    expect(print(cutCounty(source.register, source.outline, 5))).not.toBe(print(county))
  }, 120_000)
})
