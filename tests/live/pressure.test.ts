import { inTx } from '@shuniu/server/platform/db'
import { rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SlowReader } from '../builders/slowReader.ts'
import { ConnectionRefused, until, Watcher } from '../builders/watcher.ts'
import { aCaseFact, anActor, openStage, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const dispatcher = () => anActor({ role: 'countyDispatcher' })

/** Tries to open so many sockets of one session at once; those that came in and the codes of those that did not. */
async function openMany(cookie: string, n: number) {
  const watchers = Array.from({ length: n }, () => new Watcher({ url: stage.url, cookie }))
  const opened = await Promise.allSettled(watchers.map(one => one.connect()))
  const codes = opened.flatMap(one => {
    if (one.status === 'fulfilled') return []
    return [one.reason instanceof ConnectionRefused ? one.reason.code : String(one.reason)]
  })
  return { open: watchers.filter((_, nth) => opened[nth]?.status === 'fulfilled'), codes }
}

describe('one account', () => {
  it('that opens 240 sockets keeps as many as an account may hold, and may replace one that ends', async () => {
    const cookie = stage.signIn(dispatcher())

    const { open, codes } = await openMany(cookie, 240)
    open[0]?.close()
    await until('the place is free', async () => {
      const again = await openMany(cookie, 1)
      open.push(...again.open)
      return again.open.length === 1
    })

    expect(open).toHaveLength(64 + 1)
    expect(codes).toEqual(Array.from({ length: 240 - 64 }, () => 'live.tooManySockets'))
    expect((await openMany(cookie, 1)).codes).toEqual(['live.tooManySockets'])
    for (const one of open) one.close()
  })

  it('of a grid member holds eight, whatever its other colleagues hold', async () => {
    const scope = '341222101001001'
    const [one, other] = [anActor({ role: 'gridMember', scope }), anActor({ role: 'gridMember', scope })]

    const many = await openMany(stage.signIn(one), 12)
    const few = await openMany(stage.signIn(other), 8)

    expect([many.open.length, few.open.length]).toEqual([8, 8])
    for (const open of [...many.open, ...few.open]) open.close()
  })
})

describe('a console that does not read', () => {
  /** Far more than the line itself can hold: 40 KB a fact. */
  const heavy = () =>
    aCaseFact({ handlerIds: Array.from({ length: 1_000 }, (_, n) => `00000000-0000-7000-8000-${1e11 + n}`) })
  const facts = 450

  async function writeMuch(): Promise<void> {
    for (let n = 0; n < facts; n += 50) {
      await inTx(stage.database, async tx => {
        for (let one = 0; one < 50; one += 1) await stage.tell(tx, heavy())
      })
    }
  }

  it('is cut, costs the others nothing, and gets all of it when it comes back', async () => {
    const actor = dispatcher()
    const cookie = stage.signIn(actor)
    const steady = await stage.watcher(dispatcher(), [rooms.county])
    const since = await stage.head()
    const reader = await SlowReader.open({ url: stage.url, cookie, rooms: [rooms.county] }, 0)

    await writeMuch()
    await until('the others heard all', () => steady.facts.length === facts, 30_000)
    await reader.drain()
    const returned = await stage.watcher(actor, [rooms.county], since)
    await until('it has heard all', () => returned.facts.length >= facts, 30_000)

    expect(steady.ends).toEqual([])
    expect(reader.bytesRead).toBeLessThan(16_000_000)
    expect(returned.facts.map(({ seq }) => seq)).toEqual(steady.facts.map(({ seq }) => seq))
    for (const one of [steady, returned]) one.close()
  })
})

describe('the stream', () => {
  it('is heard of at least once a second, by its number, when nothing happens', async () => {
    const watcher = await stage.watcher(dispatcher(), [rooms.county])
    const { seq } = await stage.head()
    const begun = performance.now()
    const before = watcher.frames.length

    await until('five heartbeats', () => watcher.frames.length >= before + 5)

    expect(performance.now() - begun).toBeLessThan(7_500)
    for (const frame of watcher.frames.slice(before)) expect(frame).toEqual({ through: seq, facts: [] })
    watcher.close()
  })
})
