import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useOutbox } from './outbox.store.ts'

/** A phone whose store takes its time, and then cannot be opened. */
function aSlowPhone() {
  const openings: { readonly error: Error; onerror?: () => void }[] = []
  const open = () => {
    const opening = { error: new Error('nothing is kept here') }
    openings.push(opening)
    return opening
  }
  vi.stubGlobal('indexedDB', { open })
  return { fails: () => openings.forEach(opening => opening.onerror?.()) }
}

beforeEach(() => setActivePinia(createPinia()))
afterEach(() => void vi.unstubAllGlobals())

it('leaves alone what is written while the phone’s store is being opened', async () => {
  const phone = aSlowPhone()
  const outbox = useOutbox()
  const opened = outbox.open('a', { by: 'area', code: '341222100001' })

  outbox.write({ ...outbox.draft, text: '井盖缺损' })
  phone.fails()
  await opened

  expect(outbox.isKept).toBe(false)
  expect(outbox.draft).toMatchObject({ text: '井盖缺损', place: { by: 'area', code: '341222100001' } })
})

it('shows nobody what another account was writing, however slow the phone', async () => {
  const phone = aSlowPhone()
  const outbox = useOutbox()
  const first = outbox.open('a', undefined)
  outbox.write({ ...outbox.draft, text: '井盖缺损' })

  const second = outbox.open('b', undefined)
  expect(outbox.draft.text).toBe('')
  phone.fails()
  await Promise.all([first, second])

  expect(outbox.draft.text).toBe('')
})
