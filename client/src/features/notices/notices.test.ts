import type { NoticeFact } from '@shuniu/shared/notices'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { noticeMessages } from './messages.ts'
import { useNotices } from './notices.store.ts'
import { rowsOf } from './rows.ts'

const aFact = (n: number, named: Partial<NoticeFact> = {}): NoticeFact => ({
  ...{ id: `01900000-0000-7000-8000-00000000000${n}`, caseId: 'c1', caseNumber: 'ZZ341222-20261124-0001' },
  ...{ stage: 'handling', unitId: null, percent: 70, card: null, reader: 'handler', readerId: 'me' },
  ...{ dueAt: '2026-11-24T02:00:00.000Z', at: '2026-11-24T02:00:00.000Z' },
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
  addMessages('notices', noticeMessages)
})
afterEach(() => vi.unstubAllGlobals())

describe('notices', () => {
  it('count each that comes once, the newest on top', () => {
    const notices = useNotices()

    for (const n of [1, 2, 2]) notices.hear(aFact(n))

    expect(notices.unseen).toBe(2)
    expect(notices.items.map(one => one.id.at(-1))).toEqual(['2', '1'])
  })

  it('keep what came while the list was on its way', async () => {
    answering({ items: [aView(1)], next: null, unseen: 1 })
    const notices = useNotices()

    const fetching = notices.fetch()
    notices.hear(aFact(3))
    await fetching

    expect(notices.items).toHaveLength(2)
    expect(notices.unseen).toBe(2)
  })

  it('are counted no more once they were looked at', async () => {
    answering({ items: [aView(2), aView(1)], next: null, unseen: 2 }, { unseen: 1 })
    const notices = useNotices()
    await notices.fetch()

    await notices.see([aView(2).id, 'unknown'])

    expect(notices.unseen).toBe(1)
    expect(notices.items.map(one => one.seenAt === null)).toEqual([false, true])
  })

  it('say how far the clock has come, with the card it earned', () => {
    const now = Date.parse('2026-11-24T03:00:00.000Z')
    const unitOf = () => '县公安局'
    const told = (percent: number, card: NoticeFact['card']) =>
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
