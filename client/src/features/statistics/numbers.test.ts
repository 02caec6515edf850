import { CaseFilter } from '@shuniu/shared/cases'
import { Check } from 'typebox/schema'
import { describe, expect, it } from 'vitest'
import { anOverview } from './builders.ts'
import { divisionNumbers, levelNumbers, numbersOf, sourceNumbers, stripNumbers } from './numbers.ts'
import { trendPanel } from './trend.panel.ts'

describe('the numbers of an overview', () => {
  const numbers = numbersOf(anOverview())

  it('are told apart, and agree wherever they open the same list', () => {
    const byFilter = new Map(numbers.map(({ filter, n }) => [JSON.stringify(filter), n]))

    expect(new Set(numbers.map(number => number.id)).size).toBe(numbers.length)
    expect(numbers.filter(({ filter, n }) => byFilter.get(JSON.stringify(filter)) !== n)).toEqual([])
  })

  it('have filters that the list of cases takes', () => {
    expect(numbers.filter(number => !Check(CaseFilter, number.filter))).toEqual([])
  })

  it('leave out sensitive cases, of which a wall says nothing', () => {
    expect(numbers.filter(number => number.filter.sensitive !== 'false')).toEqual([])
  })

  it('never count beyond their division', () => {
    expect(numbers.filter(number => number.filter.area?.startsWith('341222') !== true)).toEqual([])
  })

  it('count each level of open cases and the overdue among them', () => {
    const [red, orange] = levelNumbers(anOverview())

    expect(red?.open).toMatchObject({ n: 1, filter: { area: '341222', open: 'true', level: 'red' } })
    expect(orange?.overdue).toMatchObject({
      n: 1,
      filter: { open: 'true', late: 'true', level: 'orange' },
    })
  })

  it('count what was closed in thirty days and how much of it in time', () => {
    const { closed30, closedOnTime30 } = stripNumbers(anOverview())
    const done = {
      area: '341222',
      sensitive: 'false',
      status: 'closed,archived',
      closedFrom: '2026-10-26',
      closedTo: '2026-11-24',
    }

    expect(closed30.filter).toEqual(done)
    expect(closedOnTime30).toMatchObject({ n: 486, filter: { ...done, onTime: 'true' } })
  })

  it('say that nothing waits when no status of the kind is told', () => {
    expect(stripNumbers(anOverview({ openByStatus: [] })).reported.n).toBe(0)
  })

  it('put the largest source first', () => {
    expect(sourceNumbers(anOverview()).map(source => source.name)).toEqual(['网格员巡查', '12345热线'])
  })

  it('open the lists of a township by its own code', () => {
    const [town] = divisionNumbers(anOverview())

    expect(town?.open).toMatchObject({ n: 14, filter: { area: '341222100', open: 'true' } })
  })
})

describe('the chart of thirty days', () => {
  const theme = {
    u: 18,
    font: '"Noto Sans SC"',
    text: '#fff',
    muted: '#999',
    faint: '#777',
    line: '#333',
    surface: '#111',
    accent: '#39f',
    ok: '#4b8',
    amber: '#f92',
    isCalm: true,
  }
  const option = trendPanel.option(anOverview(), theme)

  it('draws opened and closed of each day in our own font, and tooltips without markup', () => {
    expect(option.series).toMatchObject([{ data: [] }, { data: [] }, { data: [12] }, { data: [5] }])
    expect(option.textStyle).toMatchObject({ fontFamily: theme.font })
    expect(option.tooltip).toMatchObject({ renderMode: 'richText' })
  })

  it('tells today as the part of a day that it is, and lets no line fall to it', () => {
    const [first] = anOverview().trend
    const twoDays = {
      ...anOverview(),
      at: '2026-11-24T06:20:00.000Z',
      trend: [
        { day: '2026-11-23', opened: 40, closed: 30 },
        { ...first, day: '2026-11-24', opened: 12, closed: 5 },
      ],
    }

    expect(trendPanel.option(twoDays, theme).series).toMatchObject([
      { name: '上报', data: [40] },
      { name: '结案', data: [30] },
      { name: '上报 至14时', data: [null, 12] },
      { name: '结案 至14时', data: [null, 5] },
    ])
  })

  it('stands still for whoever asked for less motion', () => {
    expect(option.animation).toBe(false)
  })

  it('says in words what it shows', () => {
    expect(trendPanel.words({ ...anOverview(), at: '2026-11-24T06:20:00.000Z' })).toBe(
      '近30天上报 530 件，结案 500 件；今天至14时上报 12 件，结案 5 件',
    )
    expect(trendPanel.words({ ...anOverview(), trend: [] })).toBe('近30天上报 530 件，结案 500 件')
  })
})
