import type { CaseFact } from '@shuniu/shared/cases'
import { describe, expect, it } from 'vitest'
import { aCaseView } from '../cases/builders.ts'
import { admitted, entryOf, feedLength, inOrder, kindOf, without } from './feed.ts'

const idOf = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
const atMinute = (minute: number): string => new Date(Date.UTC(2026, 10, 24, 6, minute)).toISOString()

const aCase = (named: Partial<CaseFact> = {}): CaseFact => aCaseView({ id: idOf(1), ...named })

const opened = (n: number, named: Partial<CaseFact> = {}) =>
  entryOf('opened', aCase({ id: idOf(n), ...named }), atMinute(n))

describe('the feed of a wall', () => {
  it('never holds more than fifty entries, the newest first', () => {
    let feed = admitted([], [])
    for (let n = 0; n < 200; n += 1) feed = admitted(feed, [opened(n)])

    expect(feed).toHaveLength(feedLength)
    expect(feed[0]?.case.id).toBe(idOf(199))
  })

  it('tells the same thing of a case once, however often it comes', () => {
    expect(admitted([opened(1)], [opened(1)])).toHaveLength(1)
  })

  it('says nothing more of a case that left', () => {
    expect(without([opened(1), opened(2)], idOf(1)).map(entry => entry.case.id)).toEqual([idOf(2)])
  })

  it.each([
    ['case.opened', 'report', 'opened'],
    ['case.overdue', 'assign', 'overdue'],
    ['case.moved', 'close', 'closed'],
    ['case.moved', 'changeLevel', 'raised'],
    ['case.moved', 'sign', undefined],
  ])('tells %s by %s as %s', (name, lastMove, kind) => {
    expect(kindOf(name, aCase({ lastMove, overdue: name === 'case.overdue' }))).toBe(kind)
  })

  it('tells of a case of which a helping unit alone is late that the unit is', () => {
    expect(kindOf('case.overdue', aCase({ lastMove: 'overdue', overdue: false }))).toBe('helperOverdue')
  })
})

describe('the order of the feed', () => {
  const nowMs = Date.parse(atMinute(10))
  const red = opened(1, { level: 'red' })
  const orange = opened(3, { level: 'orange' })
  const blue = opened(9)
  const feed = [blue, orange, red]
  const asOpened = (id: string) => feed.find(entry => entry.case.id === id)?.case ?? aCase()

  it('puts grave cases in front, red before orange', () => {
    expect(inOrder(feed, nowMs, asOpened)).toEqual([red, orange, blue])
  })

  it('lets a grave case go back to its time once it is closed', () => {
    const closed = (id: string) =>
      id === red.case.id ? aCase({ ...red.case, status: 'closed' }) : asOpened(id)

    expect(inOrder(feed, nowMs, closed)).toEqual([orange, blue, red])
  })

  it('keeps a grave case in front for an hour', () => {
    expect(inOrder(feed, nowMs + 2 * 3_600_000, asOpened)).toEqual([blue, orange, red])
  })
})
