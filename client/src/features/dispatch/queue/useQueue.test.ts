import type { Actor } from '@shuniu/shared/identity'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, type EffectScope } from 'vue'
import { aCaseView } from '../../cases/builders.ts'
import { useCases } from '../../cases/index.ts'
import { useQueue } from './useQueue.ts'

const unitId = '01900000-0000-7000-8000-000000000001'
const actor: Actor = {
  accountId: '01900000-0000-7000-8000-000000000300',
  name: '李四',
  role: 'townshipDispatcher',
  scope: '341222101',
  unitId,
}
const late = (id: string, version = 1) => aCaseView({ id, version, status: 'handling', overdue: true })
const inTime = (id: string) => aCaseView({ id, status: 'handling' })
const owed = (id: string) => aCaseView({ id, status: 'reported' })

let desk: EffectScope
beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  desk = effectScope()
})
afterEach(() => {
  desk.stop()
  vi.useRealTimers()
})
function aQueue() {
  const queue = desk.run(() => useQueue(actor))
  if (!queue) throw new Error('the desk is closed')
  return queue
}
/** What was heard is looked at, as the page does before it draws. */
const heard = () => nextTick()

describe('the rows of a tab that is turned to', () => {
  it('have what fell due a moment before, though the numbers are not counted anew yet', async () => {
    const [queue, cases] = [aQueue(), useCases()]
    for (const one of [late('1'), inTime('2')]) cases.put(one)
    await heard()
    cases.put(late('2', 2))
    await heard()

    queue.turnTo('overdue')

    expect([...queue.roster.value].sort()).toEqual(['1', '2'])
    expect(queue.arrived.value).toEqual([])
  })

  it('stand where they are when something falls due after, until they are settled', async () => {
    const [queue, cases] = [aQueue(), useCases()]
    for (const one of [late('1'), inTime('2')]) cases.put(one)
    queue.turnTo('overdue')
    cases.put(late('2', 2))
    await heard()
    vi.advanceTimersByTime(1_000)

    expect([queue.roster.value, queue.arrived.value.map(({ id }) => id)]).toEqual([['1'], ['2']])
    queue.settle()
    expect([...queue.roster.value].sort()).toEqual(['1', '2'])
  })
})

describe('a narrowed queue', () => {
  it('shows on every tab what meets it, says how many open cases do not, and stands wide again', () => {
    const [queue, cases] = [aQueue(), useCases()]
    for (const one of [owed('1'), inTime('2'), aCaseView({ id: '3', level: 'red', status: 'handling' })]) {
      cases.put(one)
    }
    cases.put(aCaseView({ id: '4', status: 'closed', sampled: true, dueAt: '2026-11-24T02:00:00.000Z' }))
    queue.turnTo('all')

    queue.narrow({ levels: ['red'] })
    expect([queue.roster.value, queue.counts.value.get('todo'), queue.leftOut.value]).toEqual([['3'], 0, 2])
    queue.narrow({ levels: [] })
    expect([queue.roster.value.length, queue.leftOut.value]).toEqual([3, 0])
  })
})

describe('a desk whose cases have come', () => {
  it('begins with what it owes', () => {
    const [queue, cases] = [aQueue(), useCases()]
    for (const one of [owed('1'), late('2')]) cases.put(one)

    queue.begin()

    expect([queue.tab.value, queue.roster.value]).toEqual(['todo', ['1']])
  })

  it('stays with the tab that was turned to while they came', () => {
    const [queue, cases] = [aQueue(), useCases()]
    queue.turnTo('overdue')
    for (const one of [owed('1'), late('2')]) cases.put(one)

    queue.begin()

    expect([queue.tab.value, queue.roster.value]).toEqual(['overdue', ['2']])
  })
})

describe('what was looked for', () => {
  it('is walked from its first row, wherever in the queue the chosen case stands', () => {
    const [queue, cases] = [aQueue(), useCases()]
    for (const id of ['1', '2', '3', '4']) cases.put(inTime(id))
    queue.turnTo('handling')
    queue.choose(queue.roster.value.at(-1))
    const found = ['9', '8', '7']

    expect([1, 1, -1, -1].map(by => queue.step(by === 1 ? 1 : -1, found))).toEqual(['9', '8', '9', '9'])
  })

  it('goes on from the chosen case where that is among what was found', () => {
    const queue = aQueue()
    queue.choose('8', ['9', '8', '7'])

    expect(queue.step(1, ['9', '8', '7'])).toBe('7')
    expect(queue.step(1, [])).toBeUndefined()
  })
})
