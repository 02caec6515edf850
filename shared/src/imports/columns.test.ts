import { describe, expect, it } from 'vitest'
import { findHeadings, importKind, isExplaining, proposeMapping } from './index.ts'

const { columns } = importKind('grids')

describe('headings', () => {
  it('are found under a title and merged heads', () => {
    const rows = [
      ['太和县网格表'],
      ['编码信息', null, '人员', null],
      ['网格编码', '网格名称', '人口(人)', '总户数'],
      ['1', 'x', '2', '3'],
    ]

    expect(findHeadings(rows, columns)).toMatchObject({ at: 2 })
  })

  it('that were merged over two rows are taken from the upper one', () => {
    const rows = [
      ['网格编码', '网格名称', '规模', null],
      [null, null, '人口', '户数'],
    ]

    expect(findHeadings(rows, columns)).toEqual({ at: 1, headings: ['网格编码', '网格名称', '人口', '户数'] })
  })

  it('are told by names, synonyms, and what was chosen before', () => {
    expect(proposeMapping(['网格代码*', '备注', '名称'], columns)).toEqual({ code: 0, name: 2 })
    expect(proposeMapping(['备注', '名称'], columns, { 备注: 'specialKind' })).toEqual({
      specialKind: 0,
      name: 1,
    })
  })

  it('may be explained by the row below', () => {
    const mapping = { code: 0, name: 1 }

    expect(isExplaining(['必填，15位', '必填'], mapping, columns)).toBe(true)
    expect(isExplaining(['341222100001001', '甲'], mapping, columns)).toBe(false)
  })
})
