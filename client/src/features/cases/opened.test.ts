import { tellCase } from '@shuniu/shared/cases'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { aCaseDetail, aCaseView } from './builders.ts'
import { useCases } from './cases.store.ts'
import { useOpenedCase } from './opened.store.ts'

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

const at = (version: number) => aCaseView({ version, status: 'handling' })
const { id } = at(1)
const told = (version: number) => {
  const { title: _, ...fact } = at(version)
  return tellCase(fact)
}
/** Each question waits for its answer. */
function answers() {
  const waiting: ((version: number) => void)[] = []
  vi.stubGlobal(
    'fetch',
    () =>
      new Promise<Response>(resolve => {
        waiting.push(version => void resolve(Response.json(aCaseDetail(at(version)))))
      }),
  )
  return waiting
}

it('reads an opened case anew when a fact overtakes its first answer on the way', async () => {
  const waiting = answers()
  const [opened, cases] = [useOpenedCase(), useCases()]
  cases.put(at(1))
  const opening = opened.open(id)
  await vi.waitFor(() => expect(waiting).toHaveLength(1))

  cases.hear(told(2))
  waiting[0]?.(1)
  await opening

  await vi.waitFor(() => expect(waiting).toHaveLength(2))
  waiting[1]?.(2)
  await vi.waitFor(() => expect(opened.detail?.case.version).toBe(2))
})

it('asks no third time where the server itself is behind the fact', async () => {
  const waiting = answers()
  const [opened, cases] = [useOpenedCase(), useCases()]
  cases.put(at(1))
  void opened.open(id)
  await vi.waitFor(() => expect(waiting).toHaveLength(1))
  cases.hear(told(3))
  waiting[0]?.(1)
  await vi.waitFor(() => expect(waiting).toHaveLength(2))
  waiting[1]?.(1)
  await vi.waitFor(() => expect(opened.state.kind).toBe('there'))
  await new Promise(resolve => setTimeout(resolve, 50))

  expect(waiting).toHaveLength(2)
})
