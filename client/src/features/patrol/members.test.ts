import type { MemberFix } from '@shuniu/shared/patrol'
import { expect, it } from 'vitest'
import { memberPoints } from './members.layer.ts'

const nowMs = Date.parse('2026-11-24T06:00:00.000Z')
const aFix = (at: string, more: Partial<MemberFix> = {}): MemberFix => ({
  memberId: '01900000-0000-7000-8000-000000000001',
  at,
  lon: 115.62,
  lat: 33.16,
  gridCode: null,
  ...more,
})

it.each([
  ['2026-11-24T06:00:00.000Z', 0],
  ['2026-11-24T05:53:30.000Z', 6],
  ['2026-11-24T05:00:00.000Z', 15],
  ['2026-11-24T06:00:40.000Z', 0],
])('tells the age of a fix of %s as %i minutes', (at, ageMin) => {
  const [point] = memberPoints([aFix(at)], nowMs).features

  expect(point?.properties).toMatchObject({ ageMin })
})

/** Pixels of a metre at zoom 0 where the fixes lie. */
const pixelsOfMetre = 1 / (78_271.517 * Math.cos((33.16 * Math.PI) / 180))
const at = '2026-11-24T06:00:00.000Z'

it.each([3, 8, 12.5, 50, 1_000, 50_000])('tells to a hundredth how sure a fix of %d m is', accuracyM => {
  const [point] = memberPoints([aFix(at, { accuracyM })], nowMs).features

  expect(Math.abs(Number(point?.properties?.['reach']) / pixelsOfMetre / accuracyM - 1)).toBeLessThan(0.0126)
})

it('draws no disc around a fix that does not say how sure it is', () => {
  const [point] = memberPoints([aFix(at)], nowMs).features

  expect(point?.properties?.['reach']).toBe(0)
})

it('hands members that are drawn alike on as one feature, each at its place', () => {
  const fixes = [
    aFix(at),
    aFix(at, { lon: 115.7 }),
    aFix(at, { lon: 115.8, accuracyM: 8 }),
    aFix('2026-11-24T05:58:00.000Z', { lon: 115.9 }),
  ]

  expect(memberPoints(fixes, nowMs).features.map(({ geometry }) => geometry.coordinates)).toEqual([
    [
      [115.62, 33.16],
      [115.7, 33.16],
    ],
    [[115.8, 33.16]],
    [[115.9, 33.16]],
  ])
})
