import { expect, it } from 'vitest'
import { kindNumbers, withRest } from './kinds.ts'
import { told } from './numbers.ts'

const aCase = (areaCode: string, categoryCode: string) => ({ areaCode, categoryCode })

it('counts open cases of the division by kind, most first', () => {
  const seen = [
    aCase('341222100001', '0201'),
    aCase('341222100002', '0101'),
    aCase('341222100001', '0101'),
    aCase('341222101001', '0101'),
  ]

  expect(kindNumbers(seen, '341222100').map(({ n, filter }) => [n, filter])).toEqual([
    [2, { ...told('341222100'), open: 'true', category: '0101' }],
    [1, { ...told('341222100'), open: 'true', category: '0201' }],
  ])
})

it('puts what does not fit into one row that opens them all', () => {
  const rows = kindNumbers(
    ['0101', '0101', '0101', '0201', '0201', '0301', '0401'].map(code => aCase('341222100001', code)),
    '341222',
  )

  const shown = withRest(rows, 3, 'category')

  expect(shown.map(row => row.n)).toEqual([3, 2, 2])
  expect(shown[2]?.filter).toEqual({ ...told('341222'), open: 'true', category: '0301,0401' })
  expect(withRest(rows, 4, 'category')).toEqual(rows)
})
