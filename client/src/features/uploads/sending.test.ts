import { afterEach, expect, it, vi } from 'vitest'
import { sendFile } from './sending.ts'

/** A line that takes what is sent and never answers. */
class SilentRequest {
  upload = {}
  open(): void {}
  setRequestHeader(): void {}
  getResponseHeader = () => null
  send(): void {}
  abort(): void {}
}

const sending = (signal: AbortSignal) =>
  sendFile({
    id: 'a',
    file: new Blob(['photo']),
    isAnnounced: true,
    signal,
    announced: () => undefined,
    progress: () => undefined,
  })

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('lets go of a line on which nothing moves, so that the file is tried again', async () => {
  vi.useFakeTimers()
  vi.stubGlobal('XMLHttpRequest', SilentRequest)
  const sent = sending(new AbortController().signal)

  await vi.advanceTimersByTimeAsync(31_000)

  expect(await sent).toMatchObject({ ok: false, refusal: { code: 'link.down' } })
})

it('lets go at once when it is told to', async () => {
  vi.stubGlobal('XMLHttpRequest', SilentRequest)
  const stopping = new AbortController()
  const sent = sending(stopping.signal)

  stopping.abort()

  expect(await sent).toMatchObject({ ok: false, refusal: { code: 'link.stopped' } })
})
