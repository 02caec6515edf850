import type { Position } from '@shuniu/shared/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ring } from '../grids/index.ts'
import { areaOfRing, isBroken, outlineFaults } from './outlines.ts'

const [west, south] = [115.6, 33.1]
/** About 930 by 1,110 metres. */
const side = 0.01

const at = (x: number, y: number): Position => [west + x * side, south + y * side]
const box = (x: number, y: number, wide = 1, high = 1): Ring => [
  at(x, y),
  at(x + wide, y),
  at(x + wide, y + high),
  at(x, y + high),
  at(x, y),
]

const villageCode = '341222100001'
const codeOf = (x: number, y: number): string => `${villageCode}${String(100 * y + x).padStart(3, '0')}`

/** A village of so many squares, whose inner corners lie where the offsets put them: neighbours share every one. */
function villageOf(wide: number, high: number, offset: (x: number, y: number) => Position = () => [0, 0]) {
  const corner = (x: number, y: number): Position => {
    const isInner = x > 0 && x < wide && y > 0 && y < high
    const [dx, dy] = isInner ? offset(x, y) : [0, 0]
    return at(x + dx, y + dy)
  }
  const cells = Array.from({ length: wide * high }, (_, nth) => [nth % wide, Math.floor(nth / wide)] as const)
  const grids = cells.map(([x, y]): { code: string; boundary: Ring } => ({
    code: codeOf(x, y),
    boundary: [corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1), corner(x, y)],
  }))
  return { code: villageCode, boundary: box(0, 0, wide, high), grids }
}
type Drawn = ReturnType<typeof villageOf>

const replaced = (village: Drawn, code: string, boundary: Ring): Drawn => ({
  ...village,
  grids: village.grids.map(grid => (grid.code === code ? { code, boundary } : grid)),
})
const without = (village: Drawn, code: string): Drawn => ({
  ...village,
  grids: village.grids.filter(grid => grid.code !== code),
})
const found = (village: Parameters<typeof outlineFaults>[0]) =>
  outlineFaults(village).map(({ check, subject, others }) => [check, subject, ...others].join(' '))

const offsets = fc.func(
  fc.tuple(fc.double({ min: -0.3, max: 0.3, noNaN: true }), fc.double({ min: -0.3, max: 0.3, noNaN: true })),
)
const villages = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }), offsets)
  .map(([wide, high, offset]) => ({ wide, high, village: villageOf(wide, high, (x, y) => offset(x, y)) }))
const cellIn = (wide: number, high: number, nth: number) =>
  [nth % wide, Math.floor(nth / wide) % high] as const

it('an area is told in square metres', () => {
  expect(areaOfRing(box(0, 0)) / 1e6).toBeCloseTo(
    0.01 ** 2 * 111.32 ** 2 * Math.cos((south * Math.PI) / 180),
    6,
  )
})

it.each([
  ['of two corners', [at(0, 0), at(1, 0), at(0, 0)]],
  ['of no area', [at(0, 0), at(1, 0), at(2, 0), at(0, 0)]],
  ['that crosses itself', [at(0, 0), at(1, 1), at(1, 0), at(0, 1), at(0, 0)]],
  ['that goes round twice', [...box(0, 0), ...box(0, 0)]],
])('an outline %s is broken', (_, ring) => {
  expect(isBroken(ring)).toBe(true)
})

describe('grids that share their borders', () => {
  it('have no fault, however these run', () => {
    fc.assert(fc.property(villages, ({ village }) => found(village).length === 0))
  })

  it('have none by the rounding of coordinates to a metre', () => {
    const rounded = (ring: Ring): Ring =>
      ring.map(([lon, lat]) => [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5])
    fc.assert(
      fc.property(villages, ({ village }) => {
        const grids = village.grids.map(({ code, boundary }) => ({ code, boundary: rounded(boundary) }))
        return found({ ...village, grids }).length === 0
      }),
    )
  })
})

describe('a planted fault is found, and no other', () => {
  it('a grid that is missing leaves a gap of its size', () => {
    fc.assert(
      fc.property(villages, fc.nat(24), ({ wide, high, village }, nth) => {
        const code = codeOf(...cellIn(wide, high, nth))
        const size = areaOfRing(village.grids.find(grid => grid.code === code)?.boundary ?? [])
        const faults = outlineFaults(without(village, code))
        expect(faults.map(({ check, subject }) => [check, subject])).toEqual([['gap', villageCode]])
        expect(Math.abs((faults[0]?.measure ?? 0) / size - 1)).toBeLessThan(0.01)
      }),
    )
  })

  it('a grid that is drawn twice lies upon itself', () => {
    fc.assert(
      fc.property(villages, fc.nat(24), ({ wide, high, village }, nth) => {
        const code = codeOf(...cellIn(wide, high, nth))
        const twin = {
          code: `${villageCode}999`,
          boundary: village.grids.find(grid => grid.code === code)?.boundary ?? [],
        }
        expect(found({ ...village, grids: [...village.grids, twin] })).toEqual([
          `overlap ${code} ${twin.code}`,
        ])
      }),
    )
  })

  it('a grid that reaches over the border of its village', () => {
    const village = villageOf(3, 3)

    expect(found(replaced(village, codeOf(2, 1), box(2, 1, 1.4)))).toEqual([`outside ${codeOf(2, 1)}`])
  })

  it('a grid that crosses itself, and nothing of what lies under it', () => {
    const village = villageOf(3, 3)
    const crossed: Ring = [at(0, 0), at(1, 1), at(1, 0), at(0, 1), at(0, 0)]

    expect(found(replaced(village, codeOf(0, 0), crossed))).toEqual([
      `broken ${codeOf(0, 0)}`,
      `gap ${villageCode}`,
    ])
  })

  it('a border of which two neighbours have different corners leaves slivers', () => {
    const village = villageOf(3, 3)
    const bent: Ring = [at(0, 0), at(1, 0), at(1.002, 0.5), at(1, 1), at(0, 1), at(0, 0)]

    expect(found(replaced(village, codeOf(0, 0), bent))).toEqual([`sliver ${villageCode}`])
  })
})

it('a village without an outline is asked for overlaps alone', () => {
  const { code, grids } = villageOf(2, 2)

  expect(found({ code, boundary: null, grids: grids.slice(1) })).toEqual([])
  expect(found({ code, boundary: null, grids: [...grids, { code: 'twin', boundary: box(0, 0) }] })).toEqual([
    `overlap ${codeOf(0, 0)} twin`,
  ])
})
