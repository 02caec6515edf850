import { instant } from '@shuniu/shared/kernel'
import { expect, it } from 'vitest'
import { hoursText, laterBy, mondayOf, stintsOf, weekOf } from './roster.ts'

const plan = {
  name: ' 李安 ',
  accountId: null,
  post: 'officer' as const,
  day: '2026-02-27',
  from: '20:00',
  to: '08:00',
  everyDays: 3,
  times: 3,
  phone: '',
}
const local = (text: string) => instant(`${text}:00+08:00`)

it('makes the nights of a plan, every third, over the end of a month', () => {
  expect(stintsOf(plan).map(({ from, to }) => [from, to])).toEqual([
    [local('2026-02-27T20:00'), local('2026-02-28T08:00')],
    [local('2026-03-02T20:00'), local('2026-03-03T08:00')],
    [local('2026-03-05T20:00'), local('2026-03-06T08:00')],
  ])
  expect(stintsOf(plan)[0]).toMatchObject({ name: '李安', post: 'officer' })
  expect(stintsOf(plan)[0]).not.toHaveProperty('phone')
})

it('takes an end that is the beginning for a whole day', () => {
  const [whole] = stintsOf({ ...plan, from: '08:00', to: '08:00', times: 1 })

  expect([whole?.from, whole?.to]).toEqual([local('2026-02-27T08:00'), local('2026-02-28T08:00')])
})

it('begins a week on its Monday, and puts what began before it on its first day', () => {
  expect(mondayOf('2026-03-01')).toBe('2026-02-23')
  const [stint] = stintsOf({ ...plan, day: '2026-03-01', times: 1 })
  const held = {
    id: 'a',
    unitId: 'u',
    madeBy: '',
    accountId: null,
    phone: null,
    name: '李安',
    post: 'officer' as const,
  }
  const items = [{ ...held, from: stint?.from ?? '', to: stint?.to ?? '' }]

  const [row] = weekOf('2026-03-02', ['officer'], { items, holes: [] })

  expect(row?.cells.map(({ stints }) => stints.length)).toEqual([1, 0, 0, 0, 0, 0, 0])
})

it('keeps a week like the one before, with the same hours and numbers', () => {
  const held = {
    id: 'a',
    unitId: 'u',
    madeBy: '',
    accountId: null,
    phone: '0558-8622110',
    name: '李安',
    post: 'leader' as const,
    from: local('2026-02-23T08:00'),
    to: local('2026-02-24T08:00'),
  }

  expect(laterBy([held], 7)).toEqual([
    {
      post: 'leader',
      name: '李安',
      accountId: null,
      phone: '0558-8622110',
      from: local('2026-03-02T08:00'),
      to: local('2026-03-03T08:00'),
    },
  ])
})

it('puts on each day what of it nobody keeps, a whole day as one', () => {
  const holes = [{ post: 'officer' as const, from: local('2026-03-02T20:00'), to: local('2026-03-04T08:00') }]

  const [row] = weekOf('2026-03-02', ['officer', 'leader'], { items: [], holes })

  expect(row?.cells.slice(0, 4).map(cell => cell.holes)).toEqual([
    [{ post: 'officer', from: local('2026-03-02T20:00'), to: local('2026-03-03T00:00'), isWhole: false }],
    [{ post: 'officer', from: local('2026-03-03T00:00'), to: local('2026-03-04T00:00'), isWhole: true }],
    [{ post: 'officer', from: local('2026-03-04T00:00'), to: local('2026-03-04T08:00'), isWhole: false }],
    [],
  ])
})

it.each([
  ['2026-03-02T08:00', '2026-03-02T20:00', '08:00–20:00'],
  ['2026-03-02T20:00', '2026-03-03T08:00', '20:00–次日 08:00'],
  ['2026-03-02T20:00', '2026-03-03T00:00', '20:00–24:00'],
  ['2026-03-02T08:00', '2026-03-05T08:00', '08:00–03-05 08:00'],
])('tells the hours from %s to %s', (from, to, text) => {
  expect(hoursText(local(from), local(to))).toBe(text)
})
