import type { OwnSession } from '@shuniu/shared/identity'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useOwnSessions } from './useOwnSessions.ts'

const at = '2026-11-24T02:00:00.000Z'
const aSession = (n: number): OwnSession => ({
  id: String(n).padStart(32, '0'),
  agent: 'Chrome · Windows',
  createdAt: at,
  lastSeenAt: at,
  isCurrent: n === 0,
})

let page: EffectScope
let many: number
beforeEach(() => {
  page = effectScope()
  many = 250
  vi.stubGlobal('fetch', async (address: string) => {
    const from = Number(new URL(address, 'http://page').searchParams.get('cursor') ?? 0)
    const items = Array.from({ length: Math.min(100, many - from) }, (_, nth) => aSession(from + nth))
    return new Response(JSON.stringify({ items, next: from + 100 < many ? String(from + 100) : null }))
  })
})
afterEach(() => {
  page.stop()
  vi.unstubAllGlobals()
})
function opened() {
  const sessions = page.run(useOwnSessions)
  if (!sessions) throw new Error('the page is closed')
  return sessions
}

it('shows the sessions last used, and those before them when asked for', async () => {
  const { items, hasMore, read, more } = opened()

  await read()
  expect([items.value.length, hasMore.value]).toEqual([100, true])
  await more()
  expect([items.value.length, hasMore.value]).toEqual([200, true])
  await more()
  expect([items.value.length, hasMore.value]).toEqual([250, false])
  expect(new Set(items.value.map(({ id }) => id)).size).toBe(250)
})

it('shows as many when it is read anew, though some have ended', async () => {
  const { items, read, more } = opened()
  await read()
  await more()
  many = 249

  await read()

  expect(items.value).toHaveLength(200)
})
