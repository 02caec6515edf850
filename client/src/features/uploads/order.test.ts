import { refuse } from '@shuniu/shared/kernel'
import { describe, expect, it } from 'vitest'
import { nextOf, restMs, standsAfter } from './order.ts'

const aFile = (id: string, named: { urgency?: number; since?: number; notBeforeMs?: number } = {}) => ({
  id,
  accountId: 'a',
  of: 'r',
  urgency: 3,
  since: 0,
  body: new Blob(['1']),
  tries: 0,
  notBeforeMs: 0,
  ...named,
})
const refused = (code: string) => refuse(code).refusal

describe('the file that is sent now', () => {
  it('is one of the gravest report, then the one that has waited longest', () => {
    const files = [
      aFile('blue', { since: 1 }),
      aFile('red', { urgency: 0, since: 9 }),
      aFile('older', { since: 0 }),
    ]

    expect(nextOf(files, 0)?.id).toBe('red')
    expect(nextOf(files.slice(0, 1).concat(files.slice(2)), 0)?.id).toBe('older')
  })

  it('is none that rests after a try, so that one that fails holds up no other', () => {
    const resting = aFile('red', { urgency: 0, notBeforeMs: 5_000 })

    expect(nextOf([resting, aFile('blue')], 0)?.id).toBe('blue')
    expect(nextOf([resting], 0)).toBeUndefined()
    expect(restMs([resting], 1_000)).toBe(4_000)
    expect(restMs([], 1_000)).toBeUndefined()
  })
})

describe('a file that was not taken', () => {
  it.each(['link.down', 'upload.wrongOffset', 'upload.busy', 'platform.unavailable', 'session.none'])(
    'for %s is tried again, twice as late each time',
    code => {
      const once = standsAfter(aFile('a'), refused(code), 0)
      const twice = standsAfter(once, refused(code), 0)

      expect([once.notBeforeMs, twice.notBeforeMs]).toEqual([1_000, 2_000])
      expect(once.refusal).toBeUndefined()
    },
  )

  it.each(['upload.unreadable', 'upload.unknownType', 'upload.tooLarge'])(
    'for %s is not sent again',
    code => {
      expect(standsAfter(aFile('a'), refused(code), 0).refusal).toBe(code)
    },
  )

  it('rests no longer than a minute', () => {
    expect(standsAfter({ ...aFile('a'), tries: 40 }, refused('link.down'), 0).notBeforeMs).toBe(60_000)
  })
})
