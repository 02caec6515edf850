import { rooms } from '@shuniu/shared/identity'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../builders/watcher.ts'
import { anActor, openStage, otherTownship, township, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const watcherOf = (scope: string) =>
  stage.watcher(anActor({ role: 'townshipDuty', scope }), [rooms.township(scope)])

const send = (n: number) =>
  stage.live.signal({
    name: 'member.positions',
    room: rooms.township(township),
    at: new Date(n).toISOString(),
    rows: [n],
  })

describe('signals', () => {
  it('reach a room once a second at most, the latest of them', async () => {
    const watcher = await watcherOf(township)
    const begun = performance.now()

    for (let n = 1; n <= 100; n += 1) {
      send(n)
      await wait(30)
    }
    await until('the last has come', () => watcher.signals.at(-1)?.rows[0] === 100)
    const seconds = (performance.now() - begun) / 1_000
    const rows = watcher.signals.map(frame => Number(frame.rows[0]))

    expect(watcher.signals.length).toBeGreaterThan(1)
    expect(watcher.signals.length).toBeLessThanOrEqual(Math.ceil(seconds) + 1)
    expect(rows).toEqual([...rows].sort((a, b) => a - b))
    watcher.close()
  })

  it('reach nobody outside their room, and leave the numbers of the stream alone', async () => {
    const [inside, outside] = [await watcherOf(township), await watcherOf(otherTownship)]
    const before = await stage.head()

    send(1)
    await until('it has come', () => inside.signals.length === 1)
    await until('two heartbeats later', () => outside.frames.length >= 2)

    expect(outside.signals).toEqual([])
    expect(await stage.head()).toEqual(before)
    for (const one of [inside, outside]) one.close()
  })
})
