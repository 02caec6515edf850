import type { Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { heldFiles, type FileOnWay } from './held.ts'
import { sendFile } from './sending.ts'
import type { PickedFile } from './picked.ts'
import { nextOf, restMs, standsAfter } from './order.ts'

export type { FileOnWay } from './held.ts'

interface RunningUpload {
  readonly id: string
  readonly urgency: number
  readonly stopping: AbortController
}

/**
 * Files on their way from this phone: one at a time, the gravest case's first, each with its own tries. None holds up
 * another, and all of them stand aside while a report is posted. What has come so far is not sent again.
 */
export const useFileLane = defineStore('fileLane', () => {
  const held = heldFiles()
  const { byId, keeping, put, hold, holdOnly } = held
  /** Bytes that have come, of the file being sent. */
  const sentB = shallowReactive(new Map<string, number>())
  const waiting = computed(() =>
    [...byId.values()].filter(one => one.urgency !== undefined && one.refusal === undefined),
  )
  let running: RunningUpload | undefined
  let pauses = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function drop(id: string): Promise<void> {
    if (running?.id === id) running.stopping.abort()
    sentB.delete(id)
    await held.remove(id)
  }

  /** Opens what an account left here; files of what is no longer being written or sent are let go. */
  async function open(account: string): Promise<void> {
    if (held.accountId() === account) return
    running?.stopping.abort()
    sentB.clear()
    if (await held.reopen(account)) next()
  }

  /** Sends files from now on, by urgency: 0 goes first. */
  async function send(picked: readonly PickedFile[], { of, urgency }: { of: string; urgency: number }) {
    for (const one of picked) {
      const known = byId.get(one.id)
      await put({ ...(known ?? held.fresh(of, one)), of, urgency }, known === undefined)
    }
    if (running && running.urgency > urgency) running.stopping.abort()
    next()
  }

  /** What waits for its next try is tried now: the network is back, or a person asks. */
  function hurry(): void {
    for (const file of waiting.value) byId.set(file.id, { ...file, notBeforeMs: 0 })
    next()
  }

  /** Stands aside at once until the answer: a report goes before every file. */
  async function aside<T>(work: () => Promise<T>): Promise<T> {
    pauses += 1
    running?.stopping.abort()
    try {
      return await work()
    } finally {
      pauses -= 1
      next()
    }
  }

  function next(): void {
    clearTimeout(timer)
    if (running || pauses > 0) return
    const nowMs = Date.now()
    const file = nextOf(waiting.value, nowMs)
    if (file) return void attempt(file)
    const rest = restMs(waiting.value, nowMs)
    if (rest !== undefined) timer = setTimeout(next, rest)
  }

  /** How much the server has, told as an attempt begins. A file that came on is not failing: its rests begin anew. */
  function note(id: string, cameB: number): void {
    const known = byId.get(id)
    if (known && cameB > (known.cameB ?? 0)) byId.set(id, { ...known, cameB, tries: 0 })
  }
  async function attempt(file: FileOnWay): Promise<void> {
    const stopping = new AbortController()
    running = { id: file.id, urgency: file.urgency ?? 0, stopping }
    let hasBegun = false
    const sent = await sendFile({
      id: file.id,
      file: file.body,
      isAnnounced: file.isAnnounced === true,
      announced() {
        const known = byId.get(file.id)
        if (known && !known.isAnnounced) void put({ ...known, isAnnounced: true })
      },
      progress(bytes) {
        if (!hasBegun) note(file.id, bytes)
        hasBegun = true
        sentB.set(file.id, bytes)
      },
      signal: stopping.signal,
    })
    running = undefined
    const known = byId.get(file.id)
    if (known && sent.ok) await drop(file.id)
    else if (known && !sent.ok) await settle(known, sent.refusal)
    next()
  }
  async function settle(file: FileOnWay, refusal: Refusal): Promise<void> {
    if (refusal.code === 'link.stopped') return
    const after = standsAfter(file, refusal, Date.now())
    if (after.refusal === undefined) byId.set(file.id, after)
    else await put(after)
  }

  /** Of something sent from here, the files that have not come. */
  const restOf = (of: string): FileOnWay[] => [...byId.values()].filter(one => one.of === of)

  return { byId, sentB, keeping, waiting, open, hold, holdOnly, send, drop, hurry, aside, restOf }
})
