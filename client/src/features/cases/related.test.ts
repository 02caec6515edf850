import { maskCase, tellCase, type CaseView } from '@shuniu/shared/cases'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { aCaseDetail, aCaseView } from './builders.ts'
import { useCases } from './cases.store.ts'
import { useOpenedCase } from './opened.store.ts'

const masterId = '01900000-0000-7000-8000-000000000001'
const master = (version: number, mergedCount: number) =>
  aCaseView({ id: masterId, version, mergedCount, status: 'accepted' })
const repeat = (version: number, named: Partial<CaseView>) => aCaseView({ version, ...named })
const told = ({ title: _, ...seen }: CaseView) => tellCase(seen)

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => vi.unstubAllGlobals())

const known = (id: string) => {
  const { masterId: into, mergedCount, version } = useCases().byId.get(id) ?? {}
  return { masterId: into, mergedCount, version }
}

describe('what a page knows of the cases that belong to one', () => {
  it('stays when a fact comes, which tells nothing of them', () => {
    const cases = useCases()
    cases.put(master(4, 3))

    cases.hear(told(master(5, 3)))

    expect(known(masterId)).toEqual({ masterId: null, mergedCount: 3, version: 5 })
  })

  it('is put right by the reply of the very version that a fact told before it', () => {
    const cases = useCases()
    cases.put(master(4, 3))
    cases.hear(told(master(5, 4)))

    cases.put(master(5, 4))
    cases.put(master(4, 3))

    expect(known(masterId)).toEqual({ masterId: null, mergedCount: 4, version: 5 })
  })

  it('is there after the reply to a merge, whichever of reply and fact came first', () => {
    const cases = useCases()
    const merged = repeat(2, { status: 'merged', masterId })
    cases.put(repeat(1, {}))

    cases.hear(told(merged))
    cases.put(merged)
    cases.hear(told(merged))

    expect(known(merged.id).masterId).toBe(masterId)
  })

  it('goes when the case is taken out again, is masked, or has left', () => {
    const cases = useCases()
    const merged = repeat(2, { status: 'merged', masterId })
    cases.put(merged)
    cases.hear(told(repeat(3, { status: 'reported' })))
    expect(known(merged.id)).toMatchObject({ masterId: null, version: 3 })

    cases.put(master(4, 3))
    cases.hear(maskCase({ ...told(master(5, 3)), sensitive: true }))
    expect(known(masterId).mergedCount).toBe(0)

    cases.put(master(6, 3))
    cases.drop({ id: masterId, version: 7 })
    cases.put(master(7, 3))
    expect(known(masterId).version).toBeUndefined()
  })
})

it('says of an open case of three merged ones after a fact what it said before, and then what the server says', async () => {
  const answers = [aCaseDetail(master(4, 3)), aCaseDetail(master(5, 4))]
  const asked = vi.fn(async () => new Response(JSON.stringify(answers.shift())))
  vi.stubGlobal('fetch', asked)
  const [opened, cases] = [useOpenedCase(), useCases()]
  await opened.open(masterId)
  expect(opened.seen?.mergedCount).toBe(3)

  cases.hear(told(master(5, 4)))

  expect(opened.seen?.mergedCount).toBe(3)
  await vi.waitFor(() => expect(opened.seen).toMatchObject({ version: 5, mergedCount: 4 }))
  expect(asked).toHaveBeenCalledTimes(2)
})
