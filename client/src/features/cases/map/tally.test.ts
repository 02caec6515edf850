import { expect, it } from 'vitest'
import { talliesOf, tallyPoints } from './tally.ts'

const inVillage = (areaCode: string, level: 'red' | 'orange' | 'blue', overdue = false) => ({
  areaCode,
  level,
  overdue,
  coUnits: [],
})

it('counts the open cases of a township, and shows the worst of them', () => {
  const seen = [
    inVillage('341222100001', 'blue'),
    inVillage('341222100002', 'orange', true),
    inVillage('341222100', 'blue'),
    inVillage('341222101001', 'red'),
  ]

  expect(talliesOf(seen)).toEqual([
    { code: '341222100', n: 3, worst: 'orange', isLate: true },
    { code: '341222101', n: 1, worst: 'red', isLate: false },
  ])
})

it('tallies no case whose township is not known', () => {
  expect(talliesOf([inVillage('341222', 'red')])).toEqual([])
})

it('draws no tally where the middle of a division is not known', () => {
  expect(tallyPoints(talliesOf([inVillage('341222100001', 'red')]), () => undefined).features).toEqual([])
})
