import { expect, it } from 'vitest'
import type { DivisionView } from '@shuniu/shared/grids'
import { namePoints, shortPlace } from './names.layer.ts'

const aDivision = (named: Partial<DivisionView>): DivisionView => ({
  code: '341222100',
  name: '城关镇',
  level: 'township',
  parentCode: '341222',
  initials: 'CGZ',
  population: 1_000,
  households: 300,
  centre: [115.62, 33.16],
  ...named,
})

it.each([
  ['关北社区居委会', '关北社区'],
  ['李庄村委会', '李庄村'],
  ['李庄村民委员会', '李庄村'],
  ['开发区管理委员会', '开发区'],
  ['城关镇', '城关镇'],
])('calls %s %s', (name, short) => {
  expect(shortPlace(name)).toBe(short)
})

it('names the places of one tier only, the more populous first', () => {
  const divisions = [aDivision({}), aDivision({ code: '341222100001', level: 'village' })]

  const points = namePoints(divisions, 'township')

  expect(points.features).toEqual([
    {
      type: 'Feature',
      properties: { name: '城关镇', order: -1_000 },
      geometry: { type: 'Point', coordinates: [115.62, 33.16] },
    },
  ])
})
