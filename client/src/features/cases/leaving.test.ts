import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { useCases } from './cases.store.ts'

beforeEach(() => setActivePinia(createPinia()))

it('remembers the cases that left last, and forgets those before them', () => {
  const cases = useCases()

  for (let n = 0; n < 10_000; n += 1) cases.drop({ id: `case ${n}`, version: 2 })

  expect(cases.hasLeft('case 9999')).toBe(true)
  expect(cases.hasLeft('case 8000')).toBe(true)
  expect(cases.hasLeft('case 7999')).toBe(false)
})
