import * as device from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const village = { by: 'area', code: '341222100001' } as const
const receipt = (reportId: string) => ({
  reportId,
  caseId: '01900000-0000-7000-8000-000000000009',
  caseNumber: 'ZZ1',
  areaCode: village.code,
  gridCode: null,
  placeDoubt: false,
  clockDoubt: false,
  receivedAt: new Date().toISOString(),
})

/** A server by address: posts in the order they came, each answered when the test says so. */
function aServer() {
  const posted: {
    readonly body: Record<string, unknown>
    answer(status: number, body: unknown): void
    cut(): void
  }[] = []
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    const sent: Record<string, unknown> = JSON.parse(body)
    return new Promise<Response>((resolve, reject) =>
      posted.push({
        body: sent,
        answer: (status, answer) => resolve(new Response(JSON.stringify(answer), { status })),
        cut: () => reject(new TypeError('no network')),
      }),
    )
  })
  return posted
}

/** Each page is loaded anew, with all its modules. */
vi.setConfig({ testTimeout: 60_000 })

/** A page that has just been loaded, on the phone as it is. */
async function aPage() {
  vi.resetModules()
  const [{ createPinia, setActivePinia }, { useOutbox }] = await Promise.all([
    import('pinia'),
    import('./outbox.store.ts'),
  ])
  setActivePinia(createPinia())
  return useOutbox()
}

/** A browser's store as the standard has it, in memory, empty for each test. */
beforeEach(() => {
  for (const [name, made] of Object.entries(device)) if (name.startsWith('IDB')) vi.stubGlobal(name, made)
  vi.stubGlobal('indexedDB', new device.IDBFactory())
})
afterEach(() => void vi.unstubAllGlobals())

async function written(part: { text: string; level?: 'red' }) {
  const outbox = await aPage()
  await outbox.open('a', village)
  outbox.write({ ...outbox.draft, categoryCode: 'E0702', ...part })
  return outbox
}
const settled = () => new Promise(resolve => setTimeout(resolve, 30))

describe('what is being written', () => {
  it('is left alone while the phone’s store is being opened', async () => {
    const outbox = await aPage()
    const opened = outbox.open('a', village)

    outbox.write({ ...outbox.draft, text: '井盖缺损' })
    await opened

    expect(outbox.draft).toMatchObject({ text: '井盖缺损', place: village })
  })

  it('is shown to nobody else, however slow the phone', async () => {
    const outbox = await aPage()
    const first = outbox.open('a', undefined)
    outbox.write({ ...outbox.draft, text: '井盖缺损' })

    const second = outbox.open('b', undefined)
    expect(outbox.draft.text).toBe('')
    await Promise.all([first, second])

    expect(outbox.draft.text).toBe('')
  })

  it('comes back after a reload', async () => {
    await written({ text: '井盖缺损' })
    await settled()

    const outbox = await aPage()
    await outbox.open('a', village)

    expect(outbox.draft.text).toBe('井盖缺损')
    expect(outbox.keeping).toBe('kept')
  })

  it('is said to be held by the page alone where the browser keeps nothing', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new Error('a private window')
      },
    })
    const outbox = await written({ text: '井盖缺损' })
    await settled()

    expect(outbox.keeping).toBe('closed')
    expect(outbox.draft.text).toBe('井盖缺损')
  })
})

describe('a report that is sent', () => {
  it('goes at once from a phone that keeps nothing, and leaves an empty form', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new Error('closed by the system')
      },
    })
    const posted = aServer()
    const outbox = await written({ text: '井盖缺损' })

    expect(outbox.submit(village)).toBe(true)
    await settled()

    expect(posted.map(({ body }) => body['text'])).toEqual(['井盖缺损'])
    expect(outbox.draft.text).toBe('')
    posted[0]?.answer(201, receipt(String(posted[0].body['id'])))
    await settled()
    expect([...outbox.byId.values()].map(one => one.standing.is)).toEqual(['received'])
  })

  it('in red waits for none that is on its way', async () => {
    const posted = aServer()
    const outbox = await written({ text: '井盖缺损' })
    for (const text of ['一', '二', '三']) {
      outbox.write({ ...outbox.draft, categoryCode: 'E0702', text })
      outbox.submit(village)
    }

    outbox.write({ ...outbox.draft, categoryCode: 'E0702', text: '失火', level: 'red' })
    outbox.submit(village)
    await settled()

    expect(posted.map(({ body }) => body['text'])).toContain('失火')
  })

  it('that the network cuts waits by itself and goes with the same id, the gravest first', async () => {
    const posted = aServer()
    const outbox = await written({ text: '井盖缺损' })
    outbox.submit(village)
    outbox.write({ ...outbox.draft, categoryCode: 'E0702', text: '失火', level: 'red' })
    outbox.submit(village)
    for (const post of posted) post.cut()
    await vi.waitFor(() => expect(outbox.posting.size).toBe(0))
    expect(outbox.waiting.map(one => one.body.text)).toEqual(['失火', '井盖缺损'])

    void outbox.flush()
    await vi.waitFor(() => expect(posted).toHaveLength(4))

    expect(posted.slice(2).map(({ body }) => body['text'])).toEqual(['失火', '井盖缺损'])
    expect(posted[3]?.body['id']).toBe(posted[0]?.body['id'])
  })

  it('and refused goes back into the form with its sentence', async () => {
    const posted = aServer()
    const outbox = await written({ text: '井盖缺损' })
    outbox.submit(village)
    posted[0]?.answer(400, { code: 'area.unknown', detail: {} })
    await vi.waitFor(() => expect([...outbox.byId.values()][0]?.standing.is).toBe('refused'))
    const [refused] = outbox.byId.values()

    if (refused) outbox.rewrite(refused)

    expect(outbox.refusal?.code).toBe('area.unknown')
    expect(outbox.draft).toMatchObject({ id: refused?.id, text: '井盖缺损' })
  })
})

it('writes no photo again for a letter typed', async () => {
  const outbox = await written({ text: '' })
  const photos = Array.from({ length: 4 }, (_, n) => ({
    id: `01900000-0000-7000-8000-00000000000${n}`,
    file: new Blob(['x'.repeat(300_000)]),
  }))
  outbox.write({ ...outbox.draft, photos })
  await settled()
  let writtenB = 0
  const put = IDBObjectStore.prototype.put
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    writtenB += value instanceof Blob ? value.size : JSON.stringify(value).length
    return put.call(this, value, key)
  })

  for (const letter of '沙河大桥东侧护栏被撞断约三米有人坠河已报警请派人到场处置谢谢') {
    outbox.write({ ...outbox.draft, text: outbox.draft.text + letter })
    await settled()
  }

  expect(writtenB).toBeGreaterThan(0)
  expect(writtenB).toBeLessThan(200_000)
})
