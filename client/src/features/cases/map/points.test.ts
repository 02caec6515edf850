import type { Position } from '@shuniu/shared/kernel'
import { expect, it } from 'vitest'
import { placeOf } from './points.ts'

const village = '341222100001'
const centreOf = (code: string): [number, number] | undefined =>
  code === village ? [115.6, 33.1] : undefined

it('draws a case where it lies', () => {
  expect(placeOf({ position: [115.7, 33.2], placeDoubt: false, areaCode: village }, centreOf)).toEqual([
    115.7, 33.2,
  ])
})

const nullIsland: Position = [0, 0]

it.each([
  { position: null, placeDoubt: false },
  { position: nullIsland, placeDoubt: true },
])('draws a case without a sure place in the middle of its village', place => {
  expect(placeOf({ ...place, areaCode: village }, centreOf)).toEqual([115.6, 33.1])
})

it('draws no mark in the middle of a township for a case of which no more is known', () => {
  const anywhere = (): [number, number] => [115.6, 33.1]

  expect(placeOf({ position: null, placeDoubt: false, areaCode: '341222100' }, anywhere)).toBeUndefined()
})

it('does not draw a case that lies nowhere known', () => {
  expect(placeOf({ position: null, placeDoubt: true, areaCode: '341222' }, centreOf)).toBeUndefined()
})
