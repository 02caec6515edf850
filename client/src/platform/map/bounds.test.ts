import { expect, it } from 'vitest'
import { boundsAround, boundsOf } from './bounds.ts'

it('boxes all positions of a ring', () => {
  expect(
    boundsOf([
      [115.5, 33.1],
      [115.9, 33.4],
      [115.6, 32.9],
    ]),
  ).toEqual([115.5, 32.9, 115.9, 33.4])
})

it('has no box around nothing', () => {
  expect(boundsOf([])).toBeUndefined()
})

it('puts a place in the middle of the box around it', () => {
  const [west, south, east, north] = boundsAround([115.6, 33.2])

  expect((west + east) / 2).toBeCloseTo(115.6)
  expect((south + north) / 2).toBeCloseTo(33.2)
})
