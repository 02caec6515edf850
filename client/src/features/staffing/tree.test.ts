import { expect, it } from 'vitest'
import { aStanding } from './builders.ts'
import { linesOf, treeOf } from './tree.ts'

const centres = [
  aStanding({ unitId: 'county', name: '太和县综治中心', areaCode: '341222', tier: 'county' }),
  aStanding({ unitId: 'town', name: '大新镇综治中心', areaCode: '341222107', light: 'red' }),
  aStanding({ unitId: 'a', name: '张槐村综治中心', areaCode: '341222107201', tier: 'village', light: 'red' }),
  aStanding({ unitId: 'b', name: '李庄村综治中心', areaCode: '341222107202', tier: 'village' }),
  aStanding({ unitId: 'other', name: '赵集乡综治中心', areaCode: '341222201' }),
]
const shown = (open: string[], typed = '', of = centres) =>
  linesOf(treeOf(of), { open: new Set(open), typed }).map(
    ({ branch, depth }) => `${depth} ${branch.centre.unitId}`,
  )

it('shows the county and its townships, and the villages of those that are open', () => {
  expect(shown([])).toEqual(['0 county', '1 town', '1 other'])
  expect(shown(['town'])).toEqual(['0 county', '1 town', '2 a', '2 b', '1 other'])
})

it('shows what answers to what is typed, beneath what it lies in', () => {
  expect(shown([], '张槐')).toEqual(['0 county', '1 town', '2 a'])
  expect(shown([], '没有')).toEqual([])
})

it('counts the red centres below, not the own light', () => {
  const [county] = treeOf(centres)

  expect([county?.reds, county?.below[0]?.reds]).toEqual([2, 1])
})

it('begins with the own township where the county is not told', () => {
  expect(shown([], '', centres.slice(1, 4))).toEqual(['0 town', '1 a', '1 b'])
})
