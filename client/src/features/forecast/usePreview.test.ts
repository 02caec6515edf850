import type { ClockRule } from '@shuniu/shared/clocks'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { usePreview } from './usePreview.ts'

const limit = (amount: number): ClockRule => ({
  stage: 'acceptance',
  level: 'yellow',
  amount,
  unit: 'min',
  effectiveFrom: '2026-12-01',
})
const found = (late: number) => ({
  from: '2026-10-26',
  to: '2026-11-24',
  considered: 9,
  late,
  wasLate: 1,
  examples: [],
  isWhole: true,
})

/** A server that answers when it is told to; what it was asked, in turn. */
function aSlowServer() {
  const asked: string[] = []
  const answers: ((body: unknown) => void)[] = []
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    asked.push(body)
    return new Promise<Response>(resolve => {
      answers.push(told => resolve(new Response(JSON.stringify(told))))
    })
  })
  return {
    amounts: () => asked.map(body => Number(/"amount":(\d+)/.exec(body)?.[1])),
    answer: (body: unknown) => answers.shift()?.(body),
  }
}

const page = effectScope()
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  page.stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks of the rule as it is by then when its own question before is answered, and not beside it', async () => {
  const server = aSlowServer()
  const rule = shallowRef(limit(30))
  const shown = page.run(() => usePreview(() => rule.value))
  await vi.advanceTimersByTimeAsync(400)
  expect(server.amounts()).toEqual([30])

  rule.value = limit(25)
  await vi.advanceTimersByTimeAsync(1_000)
  rule.value = limit(20)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(server.amounts()).toEqual([30])
  server.answer(found(1))
  await vi.advanceTimersByTimeAsync(0)
  expect(server.amounts()).toEqual([30, 20])
  expect(shown?.preview.value).toBeUndefined()
  server.answer(found(2))
  await vi.advanceTimersByTimeAsync(0)

  expect(shown?.preview.value?.late).toBe(2)
})
