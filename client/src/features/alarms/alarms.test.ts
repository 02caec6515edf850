import type { AlarmView } from '@shuniu/shared/cases'
import { aCaseFact } from '@shuniu/shared/cases/testing'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useAlarms } from './alarms.store.ts'
import { anAlarm, calledAt } from './builders.ts'

const nowMs = Date.parse(calledAt)
let asked = 0
const answering = (reply: () => unknown) =>
  vi.stubGlobal('fetch', async () => {
    asked += 1
    return new Response(JSON.stringify(reply()))
  })
const page = (...items: AlarmView[]) => ({ items, total: items.length })
const aRed = (id: string, named: Parameters<typeof aCaseFact>[0] = {}) =>
  aCaseFact({ id, level: 'red', openedAt: calledAt, ...named })
const [one, two] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'] as const

async function watched(...items: AlarmView[]) {
  answering(() => page(...items))
  const alarms = useAlarms()
  alarms.watch()
  alarms.refresh()
  await vi.advanceTimersByTimeAsync(1_500)
  return alarms
}

beforeEach(() => {
  vi.useFakeTimers({ now: nowMs })
  setActivePinia(createPinia())
  asked = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('knows what called before the page was opened, the gravest first', async () => {
  const alarms = await watched(anAlarm(one, { level: 'orange' }), anAlarm(two))

  expect(alarms.unanswered(nowMs).map(({ id }) => id)).toEqual([two, one])
  expect(alarms.total).toBe(2)
})

it('asks for the words of a case that begins to call, also one that is raised from blue', async () => {
  const alarms = await watched()
  answering(() => page(anAlarm(one)))

  alarms.hear(aRed(one))
  await vi.advanceTimersByTimeAsync(100)

  expect(alarms.unanswered(nowMs)).toHaveLength(1)
})

it('asks once a second at most, however many cases come', async () => {
  const alarms = await watched()
  asked = 0

  for (let n = 0; n < 300; n += 1) {
    alarms.hear(aRed(`00000000-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`))
    await vi.advanceTimersByTimeAsync(10)
  }

  expect(asked).toBeLessThanOrEqual(4)
})

it('is silent at once when somebody answers, accepts or lowers it, before anything is asked', async () => {
  const alarms = await watched(anAlarm(one), anAlarm(two))
  const alarm = { since: calledAt, answeredAt: calledAt, answeredById: one }

  alarms.hear(aRed(one, { version: 2, alarm, lastMove: 'answerAlarm' }))
  alarms.hear(aRed(two, { version: 2, status: 'accepted' }))

  expect(alarms.unanswered(nowMs)).toEqual([])
  expect(alarms.calling.map(({ id }) => id)).toEqual([one])
  expect(alarms.unanswered(nowMs + 300_000).map(({ id }) => id)).toEqual([one])
})

it('does not take up again what was accepted while the answer was on its way', async () => {
  const alarms = await watched()
  answering(() => page(anAlarm(one)))
  alarms.refresh()
  alarms.hear(aRed(one, { version: 2, status: 'accepted' }))
  await vi.advanceTimersByTimeAsync(100)

  expect(alarms.calling).toEqual([])
})

it('lets go of a case that is ours to see no more', async () => {
  const alarms = await watched(anAlarm(one))

  alarms.drop({ id: one, version: 2 })

  expect([alarms.calling, alarms.total]).toEqual([[], 0])
})

it('says why an answer was refused, and asks how it stands', async () => {
  const alarms = await watched(anAlarm(one))
  vi.stubGlobal(
    'fetch',
    async () =>
      new Response(
        JSON.stringify({
          type: 'x',
          title: 'x',
          status: 409,
          code: 'alarm.answered',
          detail: { byName: '李四' },
        }),
        { status: 409, headers: { 'content-type': 'application/problem+json' } },
      ),
  )

  const refusal = await alarms.answer(one)

  expect(refusal).toMatchObject({ code: 'alarm.answered', detail: { byName: '李四' } })
})
