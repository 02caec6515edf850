import type { Watch, WatchAck } from '@shuniu/shared/live'
import * as Type from 'typebox'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bindEar } from './ear.ts'
import { Link } from './link.ts'
import type { WireEvents } from './socket.ts'

const ack: WatchAck = { stream: 'a', head: 10, joined: [], denied: [], resnapshot: false }

/** A wire without a network: what was asked is recorded, answers and frames are given by hand. */
function wired() {
  const watched: Watch[] = []
  const answers: ((ack: WatchAck) => void)[] = []
  const seen: number[] = []
  let events: WireEvents | undefined
  let renewals = 0
  const link = new Link({
    later: work => work(),
    signedOut: () => undefined,
    open: given => {
      events = given
      return {
        watch: asked => {
          watched.push(asked)
          return new Promise(resolve => answers.push(resolve))
        },
        seen: through => seen.push(through),
        renew: () => (renewals += 1),
        close: () => undefined,
      }
    },
  })
  const settle = () => vi.advanceTimersByTimeAsync(0)
  return {
    link,
    watched,
    seen,
    renewals: () => renewals,
    settle,
    connect: async () => {
      events?.connected()
      await settle()
    },
    disconnect: () => events?.disconnected(),
    answer: async (told: Partial<WatchAck> = {}) => {
      answers.shift()?.({ ...ack, ...told })
      await settle()
    },
    frame: (through: number, facts: unknown[] = []) => events?.facts({ through, facts }),
  }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('the live link', () => {
  it('asks for the union of all rooms and says when they are joined', async () => {
    const { link, watched, connect, answer, settle } = wired()
    const joined = vi.fn()
    link.start()
    await connect()
    await answer()

    link.watch(['county'], joined)
    link.watch(['county', 'case:1'], joined)
    await settle()
    expect(joined).not.toHaveBeenCalled()
    await answer()

    expect(watched.at(-1)).toEqual({
      protocol: 1,
      rooms: ['case:1', 'county'],
      since: { stream: 'a', seq: 10 },
    })
    expect(joined).toHaveBeenCalledTimes(2)
  })

  it('keeps a room until its last listener leaves', async () => {
    const { link, watched, connect, answer, settle } = wired()
    link.start()
    const leaveFirst = link.watch(['county'], () => undefined)
    const leaveSecond = link.watch(['county'], () => undefined)
    await connect()
    await answer()

    leaveFirst()
    await settle()
    expect(watched).toHaveLength(1)
    leaveSecond()
    await settle()

    expect(watched.at(-1)?.rooms).toEqual([])
  })

  it('resumes after its cursor when the connection comes back', async () => {
    const { link, watched, connect, disconnect, answer, frame } = wired()
    link.start()
    await connect()
    await answer()
    frame(25)

    disconnect()
    await connect()

    expect(watched.at(-1)?.since).toEqual({ stream: 'a', seq: 25 })
  })

  it('has everything fetched anew when the gap cannot be replayed', async () => {
    const { link, connect, disconnect, answer } = wired()
    const refetch = vi.fn()
    link.onResnapshot(refetch)
    link.start()
    await connect()
    await answer()
    expect(refetch).not.toHaveBeenCalled()

    disconnect()
    await connect()
    await answer({ resnapshot: true })

    expect(refetch).toHaveBeenCalledOnce()
  })

  it('has what is not told of all that leaves fetched anew when the connection comes back, once', async () => {
    const { link, connect, disconnect, answer, settle } = wired()
    const [refetch, other] = [vi.fn(), vi.fn()]
    link.onBack(refetch)
    link.onResnapshot(other)
    link.start()
    await connect()
    await answer()

    disconnect()
    await connect()
    expect(refetch).not.toHaveBeenCalled()
    await answer()
    expect(refetch).toHaveBeenCalledOnce()

    link.watch(['county'], () => undefined)
    await settle()
    await answer()
    expect(refetch).toHaveBeenCalledOnce()
    expect(other).not.toHaveBeenCalled()
  })

  it('is stale after three silent seconds, connects anew after eight, and recovers by itself', async () => {
    const { link, connect, answer, frame, renewals } = wired()
    link.start()
    await connect()
    await answer()
    frame(11)
    expect(link.freshness.state).toBe('live')

    await vi.advanceTimersByTimeAsync(4_000)
    expect(link.freshness.state).toBe('stale')
    expect(renewals()).toBe(0)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(renewals()).toBe(1)
    frame(12)

    expect(link.freshness.state).toBe('live')
  })

  it('tells the server how far it has heard, once a second and only when that has moved', async () => {
    const { link, seen, connect, answer, frame } = wired()
    link.start()
    await connect()
    await answer()

    frame(11)
    frame(14)
    await vi.advanceTimersByTimeAsync(2_500)

    expect(seen).toEqual([14])
  })

  it('says that the page is outdated when the server tells what it cannot read', async () => {
    const { link, connect, answer, frame } = wired()
    link.hear(bindEar({ 'lamp.lit': { body: Type.Integer() } }, { 'lamp.lit': () => undefined }))
    link.start()
    await connect()
    await answer()

    frame(11, [{ seq: 11, name: 'lamp.lit', at: '2026-11-24T06:00:00.000Z', body: 'no number' }])

    expect(link.freshness.state).toBe('outdated')
  })
})
