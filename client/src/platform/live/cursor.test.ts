import { describe, expect, it } from 'vitest'
import { advanced, afterAck } from './cursor.ts'

const ack = { stream: 'a', head: 40, joined: [], denied: [], resnapshot: false }

describe('the cursor', () => {
  it('goes forward and never back', () => {
    expect(advanced({ stream: 'a', seq: 5 }, 8)).toEqual({ stream: 'a', seq: 8 })
    expect(advanced({ stream: 'a', seq: 5 }, 3)).toEqual({ stream: 'a', seq: 5 })
  })

  it('starts at the head, with nothing to fetch anew', () => {
    expect(afterAck(null, ack)).toEqual({ cursor: { stream: 'a', seq: 40 }, resnapshot: false })
  })

  it('waits where it was while the replay comes', () => {
    expect(afterAck({ stream: 'a', seq: 30 }, ack)).toEqual({
      cursor: { stream: 'a', seq: 30 },
      resnapshot: false,
    })
  })

  it.each([
    ['another stream', { stream: 'b', seq: 30 }, ack],
    ['a gap that cannot be replayed', { stream: 'a', seq: 30 }, { ...ack, resnapshot: true }],
  ])('fetches anew after %s', (_, cursor, answer) => {
    expect(afterAck(cursor, answer)).toEqual({ cursor: { stream: 'a', seq: 40 }, resnapshot: true })
  })
})
