import { stages, type ClockRule, type ClockRuleView } from '@shuniu/shared/clocks'
import { describe, expect, it } from 'vitest'
import { changesOf, fateOf, matrixOf, type RuleLine } from './matrix.ts'

const today = '2026-11-25'
let lastId = 0

const aView = (rule: Partial<ClockRule> = {}, said: Partial<ClockRuleView> = {}): ClockRuleView => {
  lastId += 1
  return {
    id: lastId,
    rule: {
      stage: 'signing',
      level: 'blue',
      amount: 4,
      unit: 'wh',
      effectiveFrom: '2000-01-01',
      ...rule,
    },
    state: 'inForce',
    madeBy: null,
    madeAt: null,
    endedBy: null,
    endedAt: null,
    ...said,
  }
}
const blockOf = (items: ClockRuleView[], day = today) =>
  matrixOf(items, day).find(({ stage }) => stage === 'signing')
const cellIn = (line: RuleLine | undefined, level = 'blue') => line?.cells.find(cell => cell.level === level)

describe('the table of limits', () => {
  it('has every stage in its order, and four levels each', () => {
    const blocks = matrixOf([], today)

    expect(blocks.map(({ stage }) => stage)).toEqual(stages)
    expect(blocks.every(({ general }) => general.cells.length === 4)).toBe(true)
    expect(blocks.every(({ exceptions }) => exceptions.length === 0)).toBe(true)
  })

  it('shows what holds on the day, the last to take effect, and what holds next', () => {
    const first = aView()
    const second = aView({ amount: 3, effectiveFrom: '2026-06-01' })
    const third = aView({ amount: 2, effectiveFrom: '2026-12-01' })
    const items = [third, first, second]

    expect(cellIn(blockOf(items)?.general)).toMatchObject({ held: second, next: third })
    expect(cellIn(blockOf(items, '2026-05-31')?.general)).toMatchObject({ held: first, next: second })
    expect(cellIn(blockOf(items, '2026-12-01')?.general)).toMatchObject({ held: third, next: undefined })
  })

  it('goes back to what held before when a rule has ended', () => {
    const first = aView()
    const ended = aView({ amount: 3, effectiveFrom: '2026-06-01', effectiveTo: '2026-11-24' })

    expect(cellIn(blockOf([first, ended])?.general)?.held).toBe(first)
  })

  it('lists exceptions by category and tier beneath their stage, those that are over left out', () => {
    const disputes = aView({ categoryPrefix: 'E01' })
    const townships = aView({ categoryPrefix: 'E01', tier: 'township', level: 'red' })
    const over = aView({ categoryPrefix: 'E03', effectiveTo: '2026-01-01' })
    const withdrawn = aView({ tier: 'county', effectiveFrom: '2026-12-01', effectiveTo: '2026-11-25' })
    const block = blockOf([townships, over, withdrawn, disputes])

    expect(block?.exceptions.map(({ scope }) => scope)).toEqual([
      { stage: 'signing', categoryPrefix: 'E01' },
      { stage: 'signing', categoryPrefix: 'E01', tier: 'township' },
    ])
    expect(cellIn(block?.exceptions[0])?.held).toBe(disputes)
    expect(cellIn(block?.general)?.held).toBeUndefined()
  })
})

describe('the fate of a rule', () => {
  it('is told among those that say the same', () => {
    const first = aView()
    const second = aView({ effectiveFrom: '2026-06-01' })
    const elsewhere = aView({ level: 'red', effectiveFrom: '2026-07-01' })
    const toCome = aView({ effectiveFrom: '2026-12-01' })
    const withdrawn = aView({ effectiveFrom: '2026-12-02', effectiveTo: '2026-11-25' })
    const items = [first, second, elsewhere, toCome, withdrawn]

    expect(items.map(view => fateOf(view, items, today))).toEqual([
      'replaced',
      'inForce',
      'inForce',
      'toCome',
      'past',
    ])
  })
})

it('tells every change that somebody made, the last first', () => {
  const made = aView({}, { madeBy: '甲', madeAt: '2026-11-20T01:00:00.000Z' })
  const ended = aView(
    { amount: 2 },
    {
      madeBy: '乙',
      madeAt: '2026-11-21T01:00:00.000Z',
      endedBy: '甲',
      endedAt: '2026-11-24T01:00:00.000Z',
    },
  )

  expect(changesOf([aView(), made, ended]).map(({ kind, by }) => [kind, by])).toEqual([
    ['ended', '甲'],
    ['made', '乙'],
    ['made', '甲'],
  ])
})
