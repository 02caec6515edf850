import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useOwnPatrol } from './own.store.ts'

const running = {
  id: '01900000-0000-7000-8000-000000000001',
  startedAt: '2026-11-24T06:00:00.000Z',
  endedAt: null,
}
let asked: string[]
let isOnline: boolean

beforeEach(() => {
  setActivePinia(createPinia())
  localStorage.clear()
  asked = []
  isOnline = true
  vi.stubGlobal('fetch', async (address: string) => {
    if (!isOnline) throw new TypeError('no network')
    asked.push(address)
    const body = address.endsWith('/mine') ? { patrol: running } : { ...running, endedAt: running.startedAt }
    return new Response(JSON.stringify(body))
  })
})
afterEach(() => vi.unstubAllGlobals())

async function patrolling() {
  const own = useOwnPatrol()
  own.open('a')
  await own.load()
  return own
}

it('is over for the phone at the tap, without network', async () => {
  const own = await patrolling()
  isOnline = false

  own.end()
  await own.settle()

  expect(own.patrol).toBeNull()
  expect(own.ending?.id).toBe(running.id)
})

it('stays over after a reload, though the server still says that it runs', async () => {
  const own = await patrolling()
  own.end()
  setActivePinia(createPinia())

  const later = await patrolling()

  expect(later.patrol).toBeNull()
  expect(later.ending?.id).toBe(running.id)
})

it('tells the server the moment of the tap, once', async () => {
  const own = await patrolling()
  own.end()
  const at = own.ending?.at ?? ''

  await own.settle()
  await own.settle()

  expect(asked.filter(address => address.includes('/end'))).toEqual([
    `/api/patrols/${running.id}/end?at=${encodeURIComponent(at)}`,
  ])
  expect(own.ending).toBeUndefined()
})

it('ends nobody else’s patrol on the same phone', async () => {
  const own = await patrolling()
  own.end()
  setActivePinia(createPinia())
  const other = useOwnPatrol()

  other.open('b')

  expect(other.ending).toBeUndefined()
})
