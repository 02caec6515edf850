import { expect, it } from 'vitest'
import { usefulAtMs } from './drawing.ts'

const drawn = [
  { atMs: 100, vertices: 6 },
  { atMs: 300, vertices: 8_000 },
  { atMs: 500, vertices: 29_500 },
  { atMs: 900, vertices: 30_000 },
]

it('calls the first nearly full map useful, once the numbers stand', () => {
  expect(usefulAtMs({ drawn, numbersAtMs: 200 })).toBe(500)
  expect(usefulAtMs({ drawn, numbersAtMs: 700 })).toBe(700)
})

it('calls nothing useful without numbers or without a map', () => {
  expect(usefulAtMs({ drawn, numbersAtMs: undefined })).toBeNaN()
  expect(usefulAtMs({ drawn: [], numbersAtMs: 200 })).toBeNaN()
})
