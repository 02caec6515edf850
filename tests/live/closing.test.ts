import { rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allNumbered } from '../builders/numbered.ts'
import { until, Watcher } from '../builders/watcher.ts'
import { aCaseFact, anActor, openStage, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const unitX = '00000000-0000-7000-8000-00000000000a'
const unitY = '00000000-0000-7000-8000-00000000000b'
const leader = () => anActor({ role: 'countyLeader' })

/** What is held for sockets; `tail` is of the stream, and goes on growing to its bound. */
const held = () =>
  Object.fromEntries(
    Object.entries(stage.live.held()).filter(([structure]) => !['tail', 'narrowed'].includes(structure)),
  )
const nothing = () => until('nothing is held', () => Object.values(held()).every(n => n === 0))

async function some(n: number, heard: readonly string[]): Promise<Watcher[]> {
  return Promise.all(Array.from({ length: n }, () => stage.watcher(leader(), heard)))
}

describe('a socket that has closed', () => {
  it('leaves every structure at once', async () => {
    const opened = aCaseFact({ sensitive: true })
    await stage.open(opened)
    await allNumbered(stage.database)
    const watchers = await some(40, [rooms.county, rooms.case(opened.id)])
    expect(stage.live.held()).toMatchObject({ listening: 40, connections: 40, adapterSockets: 40 })

    for (const one of watchers) one.close()

    await nothing()
  })

  it('while its watch is answered leaves every structure too', async () => {
    const { stream } = await stage.head()
    const since = { stream, seq: 0 }
    for (let n = 0; n < 40; n += 1) {
      const watcher = new Watcher({ url: stage.url, cookie: stage.signIn(leader()) })
      await watcher.connect()
      void watcher.watch([rooms.county, rooms.case(unitX)], since).catch(() => undefined)
      if (n % 2 === 0) await until('a little later', () => true)
      watcher.close()
    }

    await nothing()
  })

  it('while it is let in leaves every structure too', async () => {
    const cookie = stage.signIn(leader())
    const coming = Array.from({ length: 40 }, () => new Watcher({ url: stage.url, cookie }))
    await Promise.all(
      coming.map(async one => {
        const connecting = one.connect().catch(() => undefined)
        one.close()
        await connecting
      }),
    )

    await nothing()
  })

  it('while its case is judged leaves every structure too', async () => {
    const opened = aCaseFact({ ownerUnitId: unitX })
    await stage.open(opened)
    await allNumbered(stage.database)
    const handler = anActor({ role: 'unitHandler', unitId: unitX })
    const watchers = await Promise.all(
      Array.from({ length: 20 }, () => stage.watcher(handler, [rooms.case(opened.id)])),
    )

    const moved = stage.move(opened, { ...opened, version: 2, ownerUnitId: unitY })
    for (const one of watchers) one.close()
    await moved

    await nothing()
  })
})

describe('the members of one case', () => {
  it('are judged by one reading of it, however many they are', async () => {
    const opened = aCaseFact({ ownerUnitId: unitX })
    await stage.open(opened)
    await allNumbered(stage.database)
    const handler = anActor({ role: 'unitHandler', unitId: unitX })
    const watchers = await Promise.all(
      Array.from({ length: 30 }, () => stage.watcher(handler, [rooms.case(opened.id)])),
    )
    const before = stage.readings()

    await stage.move(opened, { ...opened, version: 2, ownerUnitId: unitY })
    await until('all are told', () => watchers.every(({ facts }) => facts.length === 1))

    expect(stage.readings() - before).toBe(1)
    for (const one of watchers) one.close()
  })
})
