import { describe, expect, it } from 'vitest'
import { callOwedBy, hasReached, type RecordedStep } from './calls.ts'

const step = (move: string, filled = {}): RecordedStep => ({ move, filled })
const reached = step('call', { called: 'reporter', callResult: 'reached' })
const toUnit = step('call', { called: 'unit', callResult: 'reached' })
const missed = step('call', { called: 'reporter', callResult: 'noAnswer' })

describe('who says "by telephone"', () => {
  it.each([
    ['pass', 'phone', ['finish']],
    ['archive', 'phone', ['close', 'passReview', 'settle', 'giveTransferResult']],
    ['pass', 'onSite', undefined],
    ['archive', 'visit', undefined],
  ] as const)('of %s by %s owes a call since %j', (move, method, since) => {
    expect(callOwedBy({ move, method })).toEqual(since)
  })

  it('owes none for a move that says nothing of a way', () => {
    expect(callOwedBy({ move: 'close' })).toBeUndefined()
  })
})

describe('a call on the record', () => {
  it.each([
    ['after the work was done', [step('finish'), reached], true],
    ['before it alone', [reached, step('finish')], false],
    ['before it was done a second time', [step('finish'), reached, step('rework'), step('finish')], false],
    ['that nobody took', [step('finish'), missed, missed], false],
    ['that was taken at the second try', [step('finish'), missed, reached], true],
    ['with the unit that did the work', [step('finish'), toUnit], false],
    ['none', [step('finish')], false],
    ['of a case whose former steps are not at hand', [missed, reached], true],
  ])('%s', (_, timeline, isThere) => {
    expect(hasReached(timeline, ['finish'])).toBe(isThere)
  })
})
