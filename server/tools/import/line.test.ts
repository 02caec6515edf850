import { expect, it } from 'vitest'
import { kindOfName, readLine } from './line.ts'

it.each([
  ['太和县区划.csv', 'divisions'],
  ['网格.xlsx', 'grids'],
  ['网格人口.xlsx', 'population'],
  ['网格员名单.xlsx', 'accounts'],
  ['综治人员.xlsx', 'persons'],
  ['岗位任职.xlsx', 'appointments'],
  ['县直单位.xlsx', 'units'],
  ['grids.geojson', 'outlines'],
  ['村边界.zip', 'outlines'],
  ['x.xlsx', undefined],
])('takes %s for %s', (name, kind) => {
  expect(kindOfName(name)).toBe(kind)
})

it('puts files in the order in which a county is built', () => {
  const line = readLine(['账号.xlsx', '任职.xlsx', '人员.xlsx', '区划.csv', '--dry-run'])

  expect(line).toMatchObject({
    files: [{ kind: 'divisions' }, { kind: 'persons' }, { kind: 'appointments' }, { kind: 'accounts' }],
    isTrial: true,
  })
})

it.each([
  [[], '没有写要导入的文件'],
  [['x.xlsx'], '看不出是什么文件，请写 --kind：x.xlsx'],
  [['x.xlsx', '--kind', 'dogs'], '没有这个种类：dogs'],
  [['x.zip', '--crs', 'moon'], '不认识的坐标系：moon'],
])('says what is wrong with %j', (args, wrong) => {
  expect(readLine(args)).toEqual({ wrong })
})
