import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useSearch, type CaseSearch } from './useSearch.ts'

const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const pageOf = (total: number, rest: object = {}) => ({ items: [], next: null, total, asOf: 1, ...rest })

/** Requests as they stand unanswered, by the words they ask for. */
const waiting = new Map<string, { answer: (body: object) => void; fail: () => void }>()
let scope: EffectScope
let search: CaseSearch

beforeEach(() => {
  setActivePinia(createPinia())
  vi.useFakeTimers()
  vi.stubGlobal(
    'fetch',
    (url: string) =>
      new Promise((resolve, reject) => {
        const q = new URL(url, 'http://desk').searchParams.get('q') ?? ''
        waiting.set(q, {
          answer: body => resolve(new Response(JSON.stringify(body), { status: 200 })),
          fail: () => reject(new TypeError('no network')),
        })
      }),
  )
  scope = effectScope()
  search = scope.run(useSearch) ?? expect.fail()
})
afterEach(() => {
  scope.stop()
  waiting.clear()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const type = async (text: string) => {
  search.type(text)
  await vi.advanceTimersByTimeAsync(300)
}
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('a search that found no server', () => {
  it('asks again by itself, and says when', async () => {
    await type('甲')
    waiting.get('甲')?.fail()
    await settle()
    expect(search.state.value).toMatchObject({ kind: 'refused', again: { atMs: expect.any(Number) } })

    waiting.delete('甲')
    await vi.advanceTimersByTimeAsync(3_000)
    waiting.get('甲')?.answer(pageOf(5))
    await settle()

    expect(search.counted.value?.n).toBe(5)
  })

  it('asks no more for words that are not typed any more', async () => {
    await type('甲')
    waiting.get('甲')?.fail()
    await settle()
    waiting.delete('甲')
    search.clear()
    await vi.advanceTimersByTimeAsync(60_000)

    expect([...waiting.keys()]).toEqual([])
  })
})

describe('what a search shows belongs to what is typed', () => {
  it('an answer to other words is shown under none', async () => {
    await type('甲')
    await type('乙')
    waiting.get('甲')?.answer(pageOf(5))
    await settle()

    expect(search.counted.value).toBeUndefined()
    expect(search.state.value.kind).toBe('reading')
  })

  it('what was found goes as soon as other words are typed, before they are asked for', async () => {
    await type('甲')
    waiting.get('甲')?.answer(pageOf(5))
    await settle()
    expect(search.counted.value?.n).toBe(5)

    search.type('乙')

    expect([search.ids.value, search.counted.value]).toEqual([undefined, undefined])
    expect(search.state.value.kind).toBe('reading')
  })

  it('without network nothing stands there but the refusal, and asking again helps', async () => {
    await type('甲')
    waiting.get('甲')?.answer(pageOf(5))
    await settle()
    await type('乙')
    waiting.get('乙')?.fail()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([search.ids.value, search.state.value.kind]).toEqual([undefined, 'refused'])

    search.again()
    await settle()
    waiting.get('乙')?.answer(pageOf(0))
    await settle()

    expect([search.ids.value, search.state.value.kind]).toEqual([[], 'there'])
  })

  it('what is too long is said and not asked', async () => {
    await type('甲')
    waiting.get('甲')?.answer(pageOf(5))
    await settle()

    await type(idOf(1).repeat(4))

    expect([search.isTooLong.value, search.ids.value, waiting.size]).toEqual([true, undefined, 1])
  })

  it('a number that is a floor, and cases that could not be looked at, are told', async () => {
    await type('村')
    waiting.get('村')?.answer(pageOf(10_000, { totalIsFloor: true, unsearched: 7 }))
    await settle()

    expect(search.counted.value).toEqual({ n: 10_000, isFloor: true, unsearched: 7 })
  })
})
