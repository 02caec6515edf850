import type { CaseDetail, CaseEntry } from '@shuniu/shared/cases'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { addMessages, i18n } from '../../platform/i18n/index.ts'
import { aCaseDetail, aCaseView } from './builders.ts'
import EarlierEntries from './card/EarlierEntries.vue'
import { useCaseEntries } from './entries.store.ts'
import { caseMessages } from './messages.ts'
import { useOpenedCase } from './opened.store.ts'

const [one, other] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'] as const
const anEntry = (version: number): CaseEntry => ({
  id: `01900000-0000-7000-8000-${String(version).padStart(12, '0')}`,
  version,
  move: 'progress',
  at: '2026-11-24T02:00:00.000Z',
  from: null,
  to: null,
  actorId: null,
  actorName: '',
  actorRole: '',
  actorUnit: null,
  filled: {},
})
const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, nth) => anEntry(from + nth))
const aDetail = (id: string, from: number, to: number): CaseDetail =>
  aCaseDetail(aCaseView({ id, version: to, status: 'handling' }), {
    timeline: entries(from, to),
    earlier: from > 1 ? from : null,
  })
let asked: string[]
const answering = (...replies: unknown[]) =>
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    return new Response(JSON.stringify(replies.shift()))
  })
const versions = (known: { entries: readonly CaseEntry[] }) => known.entries.map(({ version }) => version)
const span = (from: number, to: number) => entries(from, to).map(({ version }) => version)

beforeEach(() => {
  asked = []
  setActivePinia(createPinia())
  addMessages('cases', caseMessages)
})
afterEach(() => vi.unstubAllGlobals())

async function openedAt(...replies: unknown[]) {
  answering(...replies)
  const [opened, known] = [useOpenedCase(), useCaseEntries()]
  await opened.open(one)
  return { opened, known }
}

it('reads on before the latest part, and no further than the beginning', async () => {
  const { known } = await openedAt(
    aDetail(one, 151, 250),
    {
      items: entries(51, 150),
      earlier: 51,
    },
    { items: entries(1, 50), earlier: null },
  )
  expect(versions(known)).toEqual(span(151, 250))

  known.more()
  await expect.poll(() => versions(known)).toEqual(span(51, 250))
  known.more()
  await expect.poll(() => versions(known)).toEqual(span(1, 250))
  known.more()

  expect(known.earlier).toBeNull()
  expect(asked.slice(1)).toEqual([
    `/api/cases/${one}/entries?before=151`,
    `/api/cases/${one}/entries?before=51`,
  ])
})

it('keeps what was read while the case moves on, without a gap and without a word twice', async () => {
  const older = { items: entries(51, 150), earlier: 51 }
  const { opened, known } = await openedAt(aDetail(one, 151, 250), older, aDetail(one, 153, 252))
  known.more()
  await expect.poll(() => known.earlier).toBe(51)

  await opened.fetch()

  expect(versions(known)).toEqual(span(51, 252))
})

it('begins anew where the latest part is past all that was read, and with another case', async () => {
  const { opened, known } = await openedAt(
    aDetail(one, 151, 250),
    aDetail(one, 351, 450),
    aDetail(other, 1, 3),
  )

  await opened.fetch()
  expect([versions(known), known.earlier]).toEqual([span(351, 450), 351])
  await opened.open(other)

  expect([versions(known), known.earlier]).toEqual([span(1, 3), null])
})

it('stands under the timeline as 更早 while there is more, and says what went wrong', async () => {
  const lost = { type: 'about:blank', title: '', status: 404, code: 'case.unknown', detail: {} }
  const { known } = await openedAt(aDetail(one, 101, 200))
  // oxlint-disable-next-line typescript/no-unsafe-argument -- only vue-tsc knows what a component is
  const app = createApp(EarlierEntries)
  const place = document.createElement('div')
  app.use(i18n).mount(place)
  const button = () => place.querySelector<HTMLButtonElement>('.earlier')
  expect(button()?.textContent.trim()).toBe('更早')

  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(lost), { status: 404 }))
  button()?.click()
  await expect.poll(() => place.textContent).toMatch(/更早.+/)
  expect(versions(known)).toEqual(span(101, 200))

  answering({ items: entries(1, 100), earlier: null })
  button()?.click()
  await expect.poll(() => versions(known)).toEqual(span(1, 200))
  await expect.poll(() => place.textContent.trim()).toBe('')
  app.unmount()
})

it('keeps nothing of a case that tells nothing of its way any more', async () => {
  const masked = aCaseDetail(aCaseView({ id: one, version: 251, sensitive: true }))
  const older = { items: entries(51, 150), earlier: 51 }
  const { opened, known } = await openedAt(aDetail(one, 151, 250), older, masked)
  known.more()
  await vi.waitFor(() => expect(known.entries).toHaveLength(200))

  await opened.fetch()

  expect(known.entries).toEqual([])
  expect(known.earlier).toBeNull()
})
