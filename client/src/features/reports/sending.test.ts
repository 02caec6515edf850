import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import type { Receipt } from '@shuniu/shared/reports'
import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids/index.ts'
import { postedOf, type Queued } from './queued.ts'
import { sendQueued } from './sending.ts'

const aQueued = (photos = 0): Queued => {
  const id = newId()
  const body = { id, categoryCode: 'E0701', occurredAt: '2026-11-24T06:00:00.000Z', text: '井盖缺损' }
  const files = Array.from({ length: photos }, (_, i) => ({ id: `p${i}`, file: new Blob(['1234']) }))
  return { id, accountId: 'a', body, photos: files, standing: { is: 'waiting' } }
}
const receiptOf = (id: string): Receipt => ({
  ...{ reportId: id, caseId: newId(), caseNumber: 'ZZ1', areaCode: '341222100001', gridCode: null },
  ...{ placeDoubt: false, clockDoubt: false, receivedAt: '2026-11-24T06:00:01.000Z' },
})

/** A server that answers posts and files from two lists, in turn. */
function aServer(posts: ((queued: Queued) => Result<Receipt>)[], files: Result<string>[] = []) {
  const posted: Queued[] = []
  const kept: Queued[] = []
  let sent = 0
  return {
    posted,
    kept,
    get sent() {
      return sent
    },
    by: {
      keep: async (queued: Queued) => void kept.push(queued),
      progress: () => undefined,
      sendFile: async ({ begun }: { begun: (address: string) => void }) => {
        begun(`/api/uploads/${sent}`)
        sent += 1
        return files.shift() ?? grant(`u${sent}`)
      },
      post: async (queued: Queued) => {
        posted.push(queued)
        return posts.shift()?.(queued) ?? refuse('link.down')
      },
    },
  }
}

describe('a report on its way', () => {
  it('sends its photos first and names them by the ids the server gave', async () => {
    const server = aServer([({ id }) => grant(receiptOf(id))])

    const after = await sendQueued(aQueued(2), server.by)

    expect(server.posted.map(one => postedOf(one).media)).toEqual([['u1', 'u2']])
    expect(after).toMatchObject({ standing: { is: 'received' }, photos: [] })
  })

  it('waits when the network is away, and goes on with the same id and without sending photos again', async () => {
    const server = aServer([() => refuse('link.down'), ({ id }) => grant(receiptOf(id))])
    const queued = aQueued(1)

    const first = await sendQueued(queued, server.by)
    const second = await sendQueued(first, server.by)

    expect(first.standing.is).toBe('waiting')
    expect(second.standing.is).toBe('received')
    expect(server.posted.map(one => one.body.id)).toEqual([queued.id, queued.id])
    expect(server.sent).toBe(1)
  })

  it('remembers where a photo was going when the network broke', async () => {
    const server = aServer([], [refuse('link.down')])

    await sendQueued(aQueued(1), server.by)

    expect(server.posted).toEqual([])
    expect(server.kept.at(-1)?.photos[0]?.address).toBe('/api/uploads/0')
  })

  it('stands refused when the server says no to it', async () => {
    const server = aServer([() => refuse('area.unknown')])

    const after = await sendQueued(aQueued(), server.by)

    expect(after.standing).toMatchObject({ is: 'refused', refusal: { code: 'area.unknown' } })
  })

  it('sends its photos anew when the server has forgotten them meanwhile', async () => {
    const server = aServer([() => refuse('report.unknownMedia'), ({ id }) => grant(receiptOf(id))])
    const queued = aQueued(1)
    const photos = queued.photos.map(photo => ({ ...photo, uploadId: 'of a fortnight ago' }))

    const first = await sendQueued({ ...queued, photos }, server.by)
    const second = await sendQueued(first, server.by)

    expect(first).toMatchObject({ standing: { is: 'waiting' } })
    expect(second.standing.is).toBe('received')
    expect(server.sent).toBe(1)
  })
})
