import { describeGrid, mergeGrids, problemsOf, shapeOf, type GridPlanView } from '@shuniu/shared/gridPlans'
import { aLeaningVillage, villageOfPlans } from '@shuniu/shared/gridPlans/testing'
import { beforeAll, expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { gridPlanMessages } from './messages.ts'
import { areaText, differenceText, problemText } from './planText.ts'

beforeAll(() => addMessages('gridPlans', gridPlanMessages))

const village = aLeaningVillage()
const [first, second] = [`${villageOfPlans}001`, `${villageOfPlans}002`]
const seen = {
  id: '0196f0d0-0000-7000-8000-000000000001',
  villageCode: villageOfPlans,
  villageName: '城关镇北街村委会',
  state: 'draft',
  basis: null,
  forceOn: null,
  drawn: { name: '陈海晓', at: '2026-11-24T02:00:00.000Z' },
  approved: null,
  note: null,
  version: 1,
  base: shapeOf(village),
  shape: shapeOf(village),
  former: [],
  isOwn: true,
} satisfies GridPlanView

it('tells land in hectares, a little of it in square metres', () => {
  expect([areaText(138_000), areaText(999.6)]).toEqual(['13.8 公顷', '1000 平方米'])
})

it('names the grid that has too many people', () => {
  const crowded = describeGrid(village, first, { population: 812 })

  expect(problemsOf(crowded).map(problemText)).toEqual(['第1网格812 人，超过 500 人'])
})

it('tells what somebody else has saved since', () => {
  const merged = mergeGrids(village, first, second)
  if (!merged.ok) throw new Error(merged.fault)

  expect(differenceText(seen, merged.partition)).toBe('修改第1网格，撤销第2网格')
  expect(differenceText(seen, village)).toBe('内容相同')
})
