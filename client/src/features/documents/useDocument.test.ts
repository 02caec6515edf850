import type { CaseDocument } from '@shuniu/shared/documents'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { addMessages } from '../../platform/i18n/index.ts'
import { dismiss, toasts } from '../../platform/shell/toasts.ts'
import { aCaseView } from '../cases/builders.ts'
import { useCases } from '../cases/index.ts'
import { documentMessages } from './messages.ts'
import { useDocument } from './useDocument.ts'

const id = '01900000-0000-7000-8000-000000000001'
const aDocument: CaseDocument = {
  form: 'urgeNotice',
  name: '催办通知书',
  title: '催办通知书',
  caseId: id,
  caseNumber: 'ZZ341222-20261125-0001',
  head: null,
  number: null,
  note: null,
  blocks: [],
}
const aView = (version: number) =>
  aCaseView({ id, version, number: aDocument.caseNumber, status: 'handling', lastMove: 'start' })

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const answers: Response[] = []
const asked = vi.fn(async (_: string) => answers.shift() ?? Promise.reject(new TypeError('no network')))
let page = effectScope()
const opened = (...replies: Response[]) => {
  answers.push(...replies)
  const caseDocument = page.run(() => useDocument({ id, form: 'urgeNotice', of: 3 }))
  if (!caseDocument) throw new Error('the page is closed')
  return caseDocument
}
const told = () => toasts.map(({ text }) => text)

beforeEach(() => {
  page = effectScope()
  setActivePinia(createPinia())
  addMessages('documents', documentMessages)
  vi.stubGlobal('fetch', asked)
})
afterEach(() => {
  page.stop()
  for (const one of [...toasts]) dismiss(one.id)
  answers.splice(0)
  vi.clearAllMocks()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('asks for the very entry, and anew when the case has moved on', async () => {
  const { caseDocument } = opened(json(aDocument), json({ ...aDocument, title: '催办通知书（二）' }))
  await vi.waitFor(() => expect(caseDocument.value?.title).toBe('催办通知书'))

  useCases().put(aView(5))

  await vi.waitFor(() => expect(caseDocument.value?.title).toBe('催办通知书（二）'))
  expect(asked.mock.calls.map(([address]) => address)).toEqual(
    Array.from({ length: 2 }, () => `/api/cases/${id}/documents/urgeNotice?of=3`),
  )
})

it('stands while the server cannot be reached', async () => {
  const { caseDocument, state } = opened(json(aDocument))
  await vi.waitFor(() => expect(caseDocument.value).toBeDefined())

  useCases().put(aView(6))

  await vi.waitFor(() => expect(state.value).toMatchObject({ kind: 'stale', why: { code: 'link.down' } }))
  expect(caseDocument.value?.title).toBe('催办通知书')
})

it('is shown no more to whoever may not read the case any longer', async () => {
  const { caseDocument, state } = opened(json(aDocument), json({ code: 'case.unknown', detail: {} }, 404))
  await vi.waitFor(() => expect(caseDocument.value).toBeDefined())

  useCases().put(aView(7))

  await vi.waitFor(() =>
    expect(state.value).toMatchObject({ kind: 'refused', refusal: { code: 'case.unknown' } }),
  )
  expect(caseDocument.value).toBeUndefined()
})

it('is saved as a Word file under its name, or its refusal is told', async () => {
  const saved: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download)
  })
  const { caseDocument, takeWord } = opened(json(aDocument), new Response('PK'))
  await vi.waitFor(() => expect(caseDocument.value).toBeDefined())

  await takeWord()
  await takeWord()

  const name = '催办通知书-ZZ341222-20261125-0001.docx'
  expect(saved).toEqual([name])
  expect(told()[0]).toBe(`已下载「${name}」`)
  expect(told()).toHaveLength(2)
})
