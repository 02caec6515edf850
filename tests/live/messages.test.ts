import { rooms } from '@shuniu/shared/identity'
import { maxRooms, protocol } from '@shuniu/shared/live'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectionRefused, until, Watcher } from '../builders/watcher.ts'
import { anActor, openStage, type LiveStage } from './stage.ts'

let stage: LiveStage
beforeAll(async () => void (stage = await openStage()))
afterAll(() => stage.close())

const open = () => stage.watcher(anActor({ role: 'countyDispatcher' }), [rooms.county])

const asked = (differing: object) => ({ protocol, rooms: ['county'], since: null, ...differing })

const malformed: readonly (readonly [what: string, sent: unknown])[] = [
  ['nothing', undefined],
  ['a word', 'watch'],
  ['a list', ['county']],
  ['rooms that are no list', asked({ rooms: 'county' })],
  ['rooms that are no text', asked({ rooms: [1] })],
  ['a room without a name', asked({ rooms: [''] })],
  ['a room of 10,000 letters', asked({ rooms: ['x'.repeat(10_000)] })],
  ['too many rooms', asked({ rooms: Array.from({ length: maxRooms + 1 }, (_, n) => `township:${n}`) })],
  ['a cursor below nought', asked({ since: { stream: 'x', seq: -1 } })],
  ['a cursor between numbers', asked({ since: { stream: 'x', seq: 1.5 } })],
  ['half a cursor', asked({ since: { seq: 1 } })],
  ['an unknown key', asked({ admin: true })],
  ['no protocol', { rooms: ['county'], since: null }],
]

describe('a watch', () => {
  it.each(malformed)('that is %s is refused as malformed, and the socket goes on', async (_, sent) => {
    const watcher = await open()

    const answer = await watcher.ask(sent)
    const after = await watcher.watch([rooms.county])

    expect(answer).toMatchObject({ refusal: { code: 'live.malformed' } })
    expect(after.joined).toEqual([rooms.county])
    watcher.close()
  })

  it('of another protocol is told which one is spoken here', async () => {
    const watcher = await open()

    expect(await watcher.ask(asked({ protocol: 2 }))).toMatchObject({ refusal: { code: 'live.protocol' } })
    watcher.close()
  })

  it('with a number that no stream has, or a stream that is no id, is answered all the same', async () => {
    const watcher = await open()

    const far = await watcher.watch([rooms.county], { stream: "'; drop table outbox; --", seq: 2 ** 53 - 1 })

    expect(far.resnapshot).toBe(true)
    watcher.close()
  })

  it('more often than five times a second is refused, and the socket ended when it goes on', async () => {
    const watcher = await open()

    const answers = await Promise.allSettled(Array.from({ length: 60 }, () => watcher.ask(asked({}))))
    await until('it is ended', () => watcher.ends.length > 0)

    expect(JSON.stringify(answers)).toContain('live.tooMany')
    expect(watcher.ends).toEqual(['live.tooMany'])
  })
})

describe('a socket is ended', () => {
  it('by a message of more than 16 KB', async () => {
    const watcher = await open()

    watcher.socket.emit('seen', { through: 1, more: 'x'.repeat(20_000) })
    await until('it is ended', () => !watcher.isConnected)

    expect(watcher.ends).toHaveLength(1)
  })

  it('by messages it does not know, when they do not stop', async () => {
    const watcher = await open()

    for (let n = 0; n < 40; n += 1) Reflect.apply(watcher.socket.emit, watcher.socket, ['shout', { n }])
    await until('it is ended', () => !watcher.isConnected)

    expect(watcher.ends).toEqual(['live.malformed'])
  })

  it('by cursors it makes up, not by honest ones', async () => {
    const [honest, liar] = [await open(), await open()]
    const { seq } = await stage.head()

    honest.socket.emit('seen', { through: seq })
    for (let n = 0; n < 40; n += 1) liar.socket.emit('seen', { through: 'all' })
    await until('the liar is ended', () => !liar.isConnected)

    expect(honest.isConnected).toBe(true)
    honest.close()
  })
})

describe('a handshake', () => {
  const codeOf = (differing: ConstructorParameters<typeof Watcher>[0]) =>
    new Watcher(differing).connect().then(
      () => 'in',
      (cause: unknown) => (cause instanceof ConnectionRefused ? cause.code : String(cause)),
    )
  const cookie = () => stage.signIn(anActor({ role: 'countyDispatcher' }))

  it('of a page of another origin is refused before it is a socket', async () => {
    const { url } = stage
    const port = new URL(url).port

    for (const origin of [
      'http://evil.example',
      `http://localhost.evil:${port}`,
      'null',
      'https://127.0.0.1',
    ]) {
      expect(await codeOf({ url, cookie: cookie(), origin })).not.toBe('in')
    }
  })

  it('of our own page or of a program is let in', async () => {
    const { url } = stage

    expect(await codeOf({ url, cookie: cookie(), origin: url })).toBe('in')
    expect(await codeOf({ url, cookie: cookie() })).toBe('in')
  })

  it('without a session, or with one that has ended, is refused as such', async () => {
    const { url } = stage

    expect(await codeOf({ url })).toBe('session.none')
    expect(await codeOf({ url, cookie: 'session=none' })).toBe('session.none')
  })
})
