import type { Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import { openBox, type Box } from './box.ts'
import { bodyOf, draftOf, emptyDraft, type Draft, type Place } from './draft.ts'
import { sendQueued } from './sending.ts'
import type { Queued } from './queued.ts'

/** A receipt is shown among those on their way for this long, in milliseconds. */
const shownReceiptMs = 24 * 3_600_000

const isOld = ({ standing }: Queued): boolean =>
  standing.is === 'received' && Date.parse(standing.receipt.receivedAt) < Date.now() - shownReceiptMs

/** What this phone still has to send, and the report being written; both outlive the page. */
export const useOutbox = defineStore('outbox', () => {
  const byId = shallowReactive(new Map<string, Queued>())
  /** Share of the photos sent, 0 to 1, of the report that is on its way right now. */
  const progress = shallowReactive(new Map<string, number>())
  const draft = shallowRef<Draft>(emptyDraft())
  /** Why the server refused the report that is being rewritten. */
  const refusal = shallowRef<Refusal>()
  /** Whether this browser keeps anything; undefined until that is known. */
  const isKept = shallowRef<boolean>()
  const waiting = computed(() => [...byId.values()].filter(one => one.standing.is === 'waiting'))
  let box: Box | undefined
  let accountId = ''
  let running: Promise<void> | undefined

  async function keep(queued: Queued): Promise<void> {
    byId.set(queued.id, queued)
    await box?.keepReport(queued)
  }
  async function drop(id: string): Promise<void> {
    byId.delete(id)
    await box?.dropReport(id)
  }
  function write(next: Draft): void {
    draft.value = next
    void box?.keepDraft(accountId, next)
  }

  /**
   * Opens the box of an account: nobody sees what another wrote on the same phone. A slow phone takes its time over it:
   * what is written or sent meanwhile stays, and is kept as soon as there is a box.
   */
  async function open(account: string, place: Place | undefined): Promise<void> {
    if (accountId === account) return
    accountId = account
    byId.clear()
    const blank = emptyDraft(place)
    draft.value = blank
    box ??= await openBox()
    isKept.value = box !== undefined
    const [left, queue] = [await box?.draft(account), (await box?.reports(account)) ?? []]
    if (accountId !== account) return
    if (draft.value !== blank) write(draft.value)
    else if (left) draft.value = left
    for (const queued of byId.values()) await box?.keepReport(queued)
    for (const queued of queue) {
      if (isOld(queued)) await drop(queued.id)
      else if (!byId.has(queued.id)) byId.set(queued.id, queued)
    }
  }

  async function sendAll(): Promise<void> {
    for (const queued of waiting.value) {
      progress.set(queued.id, 0)
      const after = await sendQueued(queued, { keep, progress: share => progress.set(queued.id, share) })
      progress.delete(queued.id)
      await keep(after)
      if (after.standing.is === 'waiting') return
    }
  }
  /** Sends what waits, one after another; stops at the first that the network does not let through. */
  function flush(): Promise<void> {
    running ??= sendAll().finally(() => (running = undefined))
    return running
  }

  /** Takes the draft into the queue and begins a new one; false while something is missing. */
  async function submit(next: Place | undefined): Promise<boolean> {
    const { photos } = draft.value
    const body = bodyOf(draft.value, new Date().toISOString())
    if (!body) return false
    refusal.value = undefined
    await keep({ id: body.id, accountId, body, photos, standing: { is: 'waiting' } })
    write(emptyDraft(next))
    void running?.then(flush)
    void flush()
    return true
  }

  /** Takes a report that the server refused back into the form, its sentence with it, under the same id. */
  function rewrite(queued: Queued): void {
    refusal.value = queued.standing.is === 'refused' ? queued.standing.refusal : undefined
    write(draftOf(queued))
    void drop(queued.id)
  }

  return { byId, progress, draft, refusal, isKept, waiting, open, write, submit, rewrite, flush, drop }
})
