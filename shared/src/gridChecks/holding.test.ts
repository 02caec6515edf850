import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gridsFor, holdingFaults, type GridHolder, type RegisteredGrid } from './holding.ts'

const aGrid = (code: string, more: Partial<RegisteredGrid> = {}): RegisteredGrid => ({
  code,
  villageCode: '341222100001',
  population: 400,
  households: 130,
  specialKind: null,
  hasOutline: true,
  hasCases: true,
  ...more,
})
const held = (gridCode: string, personKey = gridCode, quietDays = 1): GridHolder => ({
  gridCode,
  personKey,
  quietDays,
})
const found = (grids: RegisteredGrid[], holders: GridHolder[]) =>
  holdingFaults(grids, holders).map(({ check, subject, measure }) => [check, subject, measure])

describe('a grid in order', () => {
  it('has nothing held against it', () => {
    expect(found([aGrid('a')], [held('a')])).toEqual([])
  })

  it('may have exactly 500 people, and no fault of a day that lacks', () => {
    expect(found([aGrid('a', { population: 500 })], [held('a', 'a', 30)])).toEqual([])
  })

  it('may be new, with nobody counted yet', () => {
    expect(found([aGrid('a', { population: 0, households: 0 })], [held('a')])).toEqual([])
  })
})

describe('what the register tells of a grid', () => {
  it.each([
    ['nobody has it', {}, [], ['unmanned', 'a', null]],
    ['it has 501 people', { population: 501 }, [held('a')], ['oversize', 'a', 501]],
    ['it has people without a household', { households: 0 }, [held('a')], ['implausible', 'a', 400]],
    ['it has households without people', { population: 0 }, [held('a')], ['implausible', 'a', 0]],
    ['thirteen share a household', { households: 30 }, [held('a')], ['implausible', 'a', 400]],
    ['its member was not seen for 31 days', {}, [held('a', 'a', 31)], ['unreachable', 'a', 31]],
    ['it has no outline', { hasOutline: false }, [held('a')], ['outlineless', 'a', null]],
    ['nothing ever happened in it', { hasCases: false }, [held('a')], ['silent', 'a', null]],
  ])('%s', (_, more, holders, fault) => {
    expect(found([aGrid('a', more)], holders)).toEqual([fault])
  })

  it('one person has three of them', () => {
    const grids = ['a', 'b', 'c', 'd'].map(code => aGrid(code))
    const holders = [held('a', '甲'), held('b', '甲'), held('c', '甲'), held('d', '乙')]

    expect(holdingFaults(grids, holders)).toMatchObject([
      { check: 'shared', subject: 'a', measure: 3, others: ['b', 'c'] },
      { check: 'shared', subject: 'b', others: ['a', 'c'] },
      { check: 'shared', subject: 'c', others: ['a', 'b'] },
    ])
  })

  it('a second member who is there makes up for one who is not', () => {
    expect(found([aGrid('a')], [held('a', '甲', 90), held('a', '乙', 2)])).toEqual([])
  })
})

it('size and households are not held against a school, a park or a market', () => {
  const school = aGrid('a', { specialKind: '学校', population: 3_000, households: 0 })

  expect(found([school], [held('a')])).toEqual([])
})

it('a population goes into as few grids as 500 to each allow', () => {
  expect([0, 1, 500, 501, 1_000, 1_001].map(gridsFor)).toEqual([1, 1, 1, 2, 2, 3])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), people => {
      const grids = gridsFor(people)
      return people / grids <= 500 && (grids === 1 || people / (grids - 1) > 500)
    }),
  )
})
