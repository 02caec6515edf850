import { expect, it } from 'vitest'
import { memberPoints } from './members.layer.ts'

const nowMs = Date.parse('2026-11-24T06:00:00.000Z')
const aFix = (at: string) => ({
  memberId: '01900000-0000-7000-8000-000000000001',
  at,
  lon: 115.62,
  lat: 33.16,
  gridCode: null,
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
