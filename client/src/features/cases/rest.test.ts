import type { CaseDetail } from '@shuniu/shared/cases'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, h } from 'vue'
import { addMessages, i18n } from '../../platform/i18n/index.ts'
import { uploadMessages } from '../uploads/messages.ts'
import { aCaseDetail, aCaseView } from './builders.ts'
import CaseFiles from './card/CaseFiles.vue'
import CaseFollow from './card/CaseFollow.vue'
import { caseMessages } from './messages.ts'
import { useOpenedCase } from './opened.store.ts'
import { useCaseRest } from './rest.store.ts'

const id = '01900000-0000-7000-8000-000000000001'
const idOf = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const mentions = (from: number, n: number): CaseDetail['merged'] =>
  Array.from({ length: n }, (_, nth) => ({
    id: idOf(from + nth),
    number: `ZZ341222-20261124-${from + nth}`,
    status: 'merged',
    openedAt: '2026-11-24T02:00:00.000Z',
  }))
const files = (from: number, n: number): CaseDetail['media'] =>
  Array.from({ length: n }, (_, nth) => ({ id: idOf(from + nth), kind: 'photo', url: `/${from + nth}` }))

let version: number
let many: number
beforeEach(() => {
  version = 1
  many = 250
  setActivePinia(createPinia())
  addMessages('cases', caseMessages)
  addMessages('uploads', uploadMessages)
  vi.stubGlobal('fetch', async (address: string) => {
    const { pathname, searchParams } = new URL(address, 'http://page')
    const from = Number(searchParams.get('cursor') ?? 0)
    const n = Math.min(100, many - from)
    const next = from + n < many ? String(from + n) : null
    if (pathname.endsWith('/merged')) return json({ items: mentions(from, n), next })
    if (pathname.endsWith('/files')) return json({ media: files(from, n), pendingMedia: [], next })
    const named = { merged: mentions(0, n), mergedNext: next, media: files(0, n), filesNext: next }
    return json(aCaseDetail(aCaseView({ id: pathname.split('/')[3] ?? '', version }), named))
  })
})
afterEach(() => vi.unstubAllGlobals())
const json = (body: unknown) => new Response(JSON.stringify(body))

async function opened() {
  const [openedCase, rest] = [useOpenedCase(), useCaseRest()]
  await openedCase.open(id)
  return { openedCase, rest }
}

it('reads on after what comes with the case, and no further than the end', async () => {
  const { rest } = await opened()
  expect([rest.allMerged.length, rest.hasMoreMerged]).toEqual([100, true])

  rest.moreMerged()
  await vi.waitFor(() => expect([rest.allMerged.length, rest.hasMoreMerged]).toEqual([200, true]))
  rest.moreMerged()
  await vi.waitFor(() => expect([rest.allMerged.length, rest.hasMoreMerged]).toEqual([250, false]))
  rest.moreFiles()
  await vi.waitFor(() => expect(rest.media).toHaveLength(200))

  expect(new Set(rest.allMerged.map(one => one.id)).size).toBe(250)
  expect(new Set(rest.media.map(one => one.id)).size).toBe(200)
})

it('stays as far as it was read while the case moves on, and is read anew', async () => {
  const { openedCase, rest } = await opened()
  rest.moreMerged()
  await vi.waitFor(() => expect(rest.allMerged).toHaveLength(200))
  version = 2
  many = 180

  await openedCase.fetch()

  await vi.waitFor(() => expect([rest.allMerged.length, rest.hasMoreMerged]).toEqual([180, false]))
})

it('stands under the files and the merged cases as long as there is more of them', async () => {
  const { openedCase, rest } = await opened()
  const detail = openedCase.detail ?? aCaseDetail(aCaseView())
  const place = document.createElement('div')
  // oxlint-disable typescript/no-unsafe-argument -- only vue-tsc knows what a component is
  const app = createApp({
    render: () => [h(CaseFiles), h(CaseFollow, { detail, unitOf: () => '', nowMs: 0 })],
  })
  // oxlint-enable typescript/no-unsafe-argument
  app.use(i18n).mount(place)
  const press = (words: string) =>
    [...place.querySelectorAll('button')].find(one => one.textContent.trim() === words)?.click()
  expect([place.querySelectorAll('.photo').length, place.querySelectorAll('dd strong').length]).toEqual([
    100, 100,
  ])

  press('更多附件')
  press('更多并入的事件')
  await expect.poll(() => place.querySelectorAll('.photo').length).toBe(200)
  await expect.poll(() => place.querySelectorAll('dd strong').length).toBe(200)
  press('更多附件')
  await expect.poll(() => place.querySelectorAll('.photo').length).toBe(250)

  expect(rest.hasMoreFiles).toBe(false)
  expect(place.textContent).not.toMatch(/更多附件/)
  app.unmount()
})

it('begins anew with another case', async () => {
  const { openedCase, rest } = await opened()
  rest.moreMerged()
  await vi.waitFor(() => expect(rest.allMerged).toHaveLength(200))

  await openedCase.open(idOf(999))

  expect([rest.allMerged.length, rest.hasMoreMerged]).toEqual([100, true])
})
