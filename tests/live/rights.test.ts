import { rooms } from '@shuniu/shared/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectionRefused, until } from '../builders/watcher.ts'
import { aCaseFact, anActor, openStage, township, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const dispatcher = () => anActor({ role: 'townshipDispatcher', scope: township })

/** Takes the session of an account away, as the database would after a sign-out. */
const revoke = (accountId: string) => {
  for (const [cookie, actor] of stage.sessions)
    if (actor.accountId === accountId) stage.sessions.delete(cookie)
}

describe('a right that is taken away', () => {
  it('ends the sockets of the account within a second, and lets none back', async () => {
    const actor = dispatcher()
    const one = await stage.watcher(actor, [rooms.township(township)])
    const other = await stage.watcher(actor, [rooms.township(township)])
    const stranger = await stage.watcher(dispatcher(), [rooms.township(township)])

    revoke(actor.accountId)
    stage.live.cut(actor.accountId)
    await until('both are ended', () => !one.isConnected && !other.isConnected, 1_000)
    await stage.open(aCaseFact())
    await until('the other hears of the case', () => stranger.facts.length === 1)

    expect([one.ends, other.ends]).toEqual([['session.none'], ['session.none']])
    expect([...one.facts, ...other.facts]).toEqual([])
    await expect(one.connect()).rejects.toEqual(new ConnectionRefused('session.none'))
    stranger.close()
  })

  it('while nobody tells of it, as when a session runs out, is noticed all the same', async () => {
    const actor = dispatcher()
    const watcher = await stage.watcher(actor, [rooms.township(township)])

    revoke(actor.accountId)
    await until('it is ended', () => !watcher.isConnected, 3_000)

    expect(watcher.ends).toEqual(['session.none'])
  })

  it('by a change of the role or the scope of the account ends its sockets: they come back as what they are', async () => {
    const actor = dispatcher()
    const watcher = await stage.watcher(actor, [rooms.township(township)])
    const [cookie = ''] = [...stage.sessions].find(([, { accountId }]) => accountId === actor.accountId) ?? []

    stage.sessions.set(cookie, { ...actor, scope: '341222102' })
    await until('it is ended', () => !watcher.isConnected, 3_000)
    const ack = await watcher.reconnect()

    expect(ack).toMatchObject({ joined: [], denied: [rooms.township(township)] })
    watcher.close()
  })
})
