import { expect, it } from 'vitest'
import { wide } from './narrowing.ts'
import { mostViews, readViews, whyNotKept, writtenViews } from './views.ts'

it('come back from the device as they were kept', () => {
  const views = [
    { name: '红橙&城关', narrowing: { ...wide, levels: ['red', 'orange'], area: '341222101' } },
    { name: '热线', narrowing: { ...wide, tier: 'own', source: '04', category: 'E03', unitId: 'a' } },
  ] as const

  expect(readViews(writtenViews(views))).toEqual(views)
})

it.each(['', 'null', '[{"name":1}]', '%%%', '=levels%3Dred'])('reads %j as no view that narrows', text => {
  expect(readViews(text).filter(({ narrowing }) => narrowing.levels.length > 0)).toEqual([])
})

it('are refused under a name that is taken, and beyond the last place', () => {
  const many = Array.from({ length: mostViews }, (_, n) => ({ name: `第 ${n}`, narrowing: wide }))

  expect(whyNotKept('第 0', many.slice(0, 1))).toBe('taken')
  expect(whyNotKept('另一个', many)).toBe('full')
  expect(whyNotKept('另一个', many.slice(1))).toBeUndefined()
})
