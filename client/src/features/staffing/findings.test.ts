import { foundRows } from '@shuniu/shared/staffing'
import { expect, it } from 'vitest'
import { aFinding, aRule, aStanding } from './builders.ts'
import { everything, filtered } from './findings.ts'

const rows = foundRows({
  centres: [
    aStanding(),
    aStanding({ unitId: 'a', name: '张槐村综治中心', areaCode: '341222107201', tier: 'village' }),
    aStanding({ unitId: 'other', name: '赵集乡综治中心', areaCode: '341222201' }),
  ],
  findings: [
    aFinding({
      unitId: 'a',
      rule: 'S11',
      severity: 'should',
      kind: 'noOrgan',
      post: null,
      organs: ['drugRoom'],
    }),
    aFinding({ unitId: 'other', standIns: 1, names: ['王芳'] }),
    aFinding({ unitId: 'town', rule: 'S2', kind: 'wrongHolder', post: 'committeeDirector', names: ['李静'] }),
    aFinding({ unitId: 'gone' }),
  ],
  rules: [
    aRule(),
    aRule({ code: 'S2', name: '党委书记任综治委主任' }),
    aRule({ code: 'S11', tier: 'village' }),
  ],
})
const unitsOf = (filter: Partial<typeof everything>) =>
  filtered(rows, { ...everything, ...filter }).map(({ centre }) => centre.unitId)

it('tells what must be mended first, and each in words', () => {
  expect(rows.map(({ centre, post, what }) => [centre.unitId, post, what])).toEqual([
    ['town', '综治委主任', '不符合要求'],
    ['other', '牵头协调人', '缺 1 人，代理 1 人'],
    ['a', '村级组织', '未组建：禁毒室'],
  ])
  expect(rows.map(({ township }) => township)).toEqual(['', '', '大新镇'])
})

it('leaves those of a tier, a rule, a township, or that answer to a word', () => {
  expect(unitsOf({})).toHaveLength(3)
  expect(unitsOf({ tier: 'village' })).toEqual(['a'])
  expect(unitsOf({ rule: 'S6' })).toEqual(['other'])
  expect(unitsOf({ township: '341222107' })).toEqual(['town', 'a'])
  expect(unitsOf({ typed: '王芳' })).toEqual(['other'])
  expect(unitsOf({ typed: '大新' })).toEqual(['town', 'a'])
})
