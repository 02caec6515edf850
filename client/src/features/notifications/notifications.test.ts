import type { NotificationFact } from '@shuniu/shared/notifications'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { notificationMessages } from './messages.ts'
import { useNotifications } from './notifications.store.ts'
import { rowsOf } from './rows.ts'

const aFact = (n: number, named: Partial<NotificationFact> = {}): NotificationFact => ({
  id: `01900000-0000-7000-8000-00000000000${n}`,
  caseId: 'c1',
  caseNumber: 'ZZ341222-20261124-0001',
  stage: 'handling',
  unitId: null,
  percent: 70,
  card: null,
  reader: 'handler',
  readerId: 'me',
  dueAt: '2026-11-24T02:00:00.000Z',
  at: '2026-11-24T02:00:00.000Z',
  ...named,
})
const aView = (n: number, seenAt: string | null = null) => {
  const { readerId: _, ...view } = aFact(n)
  return { ...view, seenAt }
}
const answering = (...replies: unknown[]) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(replies.shift())))

beforeEach(() => {
  setActivePinia(createPinia())
  addMessages('notifications', notificationMessages)
})
afterEach(() => vi.unstubAllGlobals())

describe('notifications', () => {
  it('count each that comes once, the newest on top', () => {
    const notifications = useNotifications()

    for (const n of [1, 2, 2]) notifications.hear(aFact(n))

    expect(notifications.unseen).toBe(2)
    expect(notifications.items.map(one => one.id.at(-1))).toEqual(['2', '1'])
  })

  it('keep what came while the list was on its way', async () => {
    answering({ items: [aView(1)], next: null, unseen: 1 })
    const notifications = useNotifications()

    const fetching = notifications.fetch()
    notifications.hear(aFact(3))
    await fetching

    expect(notifications.items).toHaveLength(2)
    expect(notifications.unseen).toBe(2)
  })

  it('are counted no more once they were looked at', async () => {
    answering({ items: [aView(2), aView(1)], next: null, unseen: 2 }, { unseen: 1 })
    const notifications = useNotifications()
    await notifications.fetch()

    await notifications.see([aView(2).id, 'unknown'])

    expect(notifications.unseen).toBe(1)
    expect(notifications.items.map(one => one.seenAt === null)).toEqual([false, true])
  })

  it('say how far the clock has come, with the card it earned', () => {
    const now = Date.parse('2026-11-24T03:00:00.000Z')
    const unitOf = () => '县公安局'
    const told = (percent: number, card: NotificationFact['card']) =>
      rowsOf([{ ...aView(1), percent, card }], { seenOf: () => ({ title: '李庄 邻里纠纷' }), unitOf }, now)[0]

    expect(told(70, null)).toMatchObject({ title: '李庄 邻里纠纷', told: '处置时限已用 70%', isLate: false })
    expect(told(100, 'yellow')).toMatchObject({ told: '处置已超时', card: 'yellow', isLate: true })
    expect(told(200, 'red')).toMatchObject({ told: '处置超时，已用到时限的 200%', card: 'red' })
    expect(rowsOf([aView(1)], { seenOf: () => undefined, unitOf }, now)[0]?.title).toBe(
      'ZZ341222-20261124-0001',
    )
    const helpers = { ...aView(1), unitId: 'police', percent: 100 }
    expect(rowsOf([helpers], { seenOf: () => undefined, unitOf }, now)[0]?.told).toBe(
      '协办单位县公安局的处置已超时',
    )
  })
})
