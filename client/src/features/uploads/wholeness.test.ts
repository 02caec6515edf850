import { expect, it } from 'vitest'
import { isCutOff } from './wholeness.ts'

const jpeg = [
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xda, 0, 3, 9, 5, 0xff, 0, 6, 0xff, 0xd0, 7, 0xff, 0xd9,
]
const png = [
  0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 1, 0x49, 0x44, 0x41, 0x54, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0x49,
  0x45, 0x4e, 0x44, 0, 0, 0, 0,
]
const webp = [0x52, 0x49, 0x46, 0x46, 6, 0, 0, 0, 0x57, 0x45, 0x42, 0x50, 1, 2]

it.each([
  ['a JPEG', jpeg],
  ['a PNG', png],
  ['a WebP', webp],
])('knows %s that is whole from one that is cut off at any byte past its head', (_, bytes) => {
  expect(isCutOff(Uint8Array.from(bytes))).toBe(false)
  for (let end = 8; end < bytes.length; end += 1) {
    expect([end, isCutOff(Uint8Array.from(bytes.slice(0, end)))]).toEqual([end, true])
  }
})

it('knows a JPEG with something behind its end for whole', () => {
  expect(isCutOff(Uint8Array.from([...jpeg, 1, 2, 3]))).toBe(false)
})

it('calls nothing else cut off', () => {
  expect(isCutOff(new TextEncoder().encode('a text'))).toBe(false)
})
