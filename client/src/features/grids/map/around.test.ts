import type { AreaFeature } from '@shuniu/shared/grids'
import { expect, it } from 'vitest'
import { around } from './around.ts'

const area = (code: string): AreaFeature => ({
  type: 'Feature',
  properties: { code, name: code, population: 1 },
  geometry: { type: 'Polygon', coordinates: [] },
})
const outlines = {
  townships: [area('341222100'), area('341222101')],
  villages: [area('341222100001'), area('341222100002'), area('341222101001')],
}

it.each([
  ['341222', []],
  ['341222100', ['341222101']],
  ['341222100001', ['341222101', '341222100002']],
])('has around %s only its neighbours', (code, codes) => {
  expect(around(code, outlines).map(({ properties }) => properties.code)).toEqual(codes)
})
