import type { CaseView } from '@shuniu/shared/cases'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aCaseView } from './builders.ts'
import { useCases } from './index.ts'

const aView = (n: number): CaseView =>
  aCaseView({
    id: `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    number: `ZZ341222-20261124-${n}`,
  })

/** A county of so many open cases behind the address of the list; the addresses that were asked for. */
function countyOf(n: number): URL[] {
  const asked: URL[] = []
  vi.stubGlobal('fetch', async (text: string) => {
    const url = new URL(text, 'http://desk')
    asked.push(url)
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const limit = Number(url.searchParams.get('limit'))
    const items = Array.from({ length: Math.min(limit, n - from) }, (_, nth) => aView(from + nth))
    const next = from + limit < n ? String(from + limit) : null
    const total = Math.min(n, 10_000)
    const floor = n > 10_000 ? { totalIsFloor: true } : {}
    return new Response(JSON.stringify({ items, next, total, ...floor, asOf: 1 }), { status: 200 })
  })
  return asked
}

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

describe('the open cases that a page fetches', () => {
  it('are all of them where they are few', async () => {
    const asked = countyOf(450)
    const cases = useCases()

    await cases.fetchOpen({})

    expect([asked.length, cases.open.length, cases.openCut]).toEqual([3, 450, undefined])
  })

  it('are the gravest two thousand of four hundred thousand, and it is known what is left out', async () => {
    const asked = countyOf(400_000)
    const cases = useCases()

    await cases.fetchOpen({})

    expect([asked.length, cases.open.length]).toEqual([10, 2_000])
    expect(asked.every(url => url.searchParams.get('sort') === 'level')).toBe(true)
    expect(cases.openCut).toEqual({ n: 2_000, total: 10_000, isFloor: true })
  })
})
