import type { Refusal } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import type { DeviceKeeping } from '../../platform/device/index.ts'
import { useFileLane, type PickedFile } from '../uploads/index.ts'
import { box, type KeptReport } from './box.ts'
import { bodyOf, draftOf, emptyDraft, type ReportDraft, type ReportPlace } from './reportForm.ts'
import { createPosting } from './posting.ts'
import { bySending, type Queued } from './queued.ts'

/** A receipt is shown among those on their way for this long, in milliseconds. */
const shownReceiptMs = 24 * 3_600_000

const isOld = ({ standing }: Pick<Queued, 'standing'>): boolean =>
  standing.is === 'received' && Date.parse(standing.receipt.receivedAt) < Date.now() - shownReceiptMs

const waitingIn = (all: Iterable<Queued>): Queued[] =>
  [...all].filter(one => one.standing.is === 'waiting').sort(bySending)

type FileOf = (id: string) => Blob | undefined

/** The photos of something kept, from among the files; an older version kept them with it. */
const photosOf = ({ photos }: Pick<KeptReport, 'photos'>, fileOf: FileOf): PickedFile[] =>
  photos.flatMap(({ id, file }) => {
    const body = fileOf(id) ?? file
    return body ? [{ id, file: body }] : []
  })

/** A report as this phone kept it; one of an older version names its photos only now. */
function restored(kept: KeptReport, fileOf: FileOf): Queued {
  const photos = photosOf(kept, fileOf)
  const media = kept.body.media ?? photos.map(({ id }) => id)
  return { ...kept, photos, body: { ...kept.body, ...(media.length > 0 && { media }) } }
}

/** Writes a draft down, and knows whether anything was written since a mark or is still being written. */
function createWriting(keep: (draft: ReportDraft) => Promise<void>) {
  let begun = 0
  let open = 0
  return {
    mark: () => begun,
    isStillSince: (mark: number) => open === 0 && begun === mark,
    async write(next: ReportDraft): Promise<void> {
      begun += 1
      open += 1
      await keep(next)
      open -= 1
    },
  }
}

/** Lets go files of drafts and reports that are no more: a phone died between the two writings. */
async function dropStrays(
  lane: ReturnType<typeof useFileLane>,
  isWanted: (of: string) => boolean,
): Promise<void> {
  const held = [...lane.byId.values()].filter(file => file.urgency === undefined)
  for (const { id, of } of held) if (!isWanted(of)) await lane.drop(id)
}

/** What this phone still has to send, and the report being written; both outlive the page. */
export const useOutbox = defineStore('outbox', () => {
  const lane = useFileLane()
  const byId = shallowReactive(new Map<string, Queued>())
  const draft = shallowRef<ReportDraft>(emptyDraft())
  /** Why the server refused the report that is being rewritten. */
  const refusal = shallowRef<Refusal>()
  /** What becomes of what is written here; undefined until the phone's store has answered. */
  const wordsKept = shallowRef<DeviceKeeping>()
  const keeping = computed(() => (wordsKept.value === 'kept' ? lane.keeping : wordsKept.value))
  const waiting = computed(() => waitingIn(byId.values()))
  let accountId = ''

  async function keep(queued: Queued): Promise<void> {
    byId.set(queued.id, queued)
    wordsKept.value = await box.keepReport(queued)
  }
  const show = (queued: Queued) => void byId.set(queued.id, queued)
  const { posting, start, flush } = createPosting({ byId, waiting, show, keep })
  async function forget(id: string): Promise<void> {
    byId.delete(id)
    await box.dropReport(id)
  }
  /** Throws a report away with its files, on purpose. */
  async function drop(id: string): Promise<void> {
    const files = lane.restOf(id)
    await forget(id)
    for (const file of files) await lane.drop(file.id)
  }
  const writing = createWriting(async next => void (wordsKept.value = await box.keepDraft(accountId, next)))
  const keepDraft = writing.write
  const fileOf = (id: string) => lane.byId.get(id)?.body
  function write(next: ReportDraft): void {
    const before = new Set(draft.value.photos.map(one => one.id))
    const after = new Set(next.photos.map(one => one.id))
    for (const photo of next.photos) if (!before.has(photo.id)) void lane.hold(next.id, photo)
    for (const id of before) if (!after.has(id)) void lane.drop(id)
    draft.value = next
    void keepDraft(next)
  }

  /**
   * Opens the box of an account: nobody sees what another wrote on the same phone. A slow phone takes its time over it:
   * what is written or sent meanwhile stays, and is kept as soon as there is a box.
   */
  async function open(account: string, place: ReportPlace | undefined): Promise<void> {
    if (accountId === account) return
    accountId = account
    byId.clear()
    const blank = emptyDraft(place)
    draft.value = blank
    await lane.open(account)
    const [left, queue] = [await box.draft(account), await box.reports(account)]
    if (accountId !== account) return
    if (draft.value === blank && left) draft.value = { ...left, photos: photosOf(left, fileOf) }
    await keepDraft(draft.value)
    for (const queued of byId.values()) await box.keepReport(queued)
    for (const kept of queue) {
      if (isOld(kept)) await forget(kept.id)
      else if (!byId.has(kept.id)) byId.set(kept.id, restored(kept, fileOf))
    }
    await dropStrays(lane, of => of === draft.value.id || byId.has(of))
  }
  /** Another tab of this browser has written: the draft is its draft then, and what it has sent is not to be sent here. */
  async function follow(): Promise<void> {
    const account = accountId
    const mark = writing.mark()
    const [left, queue] = [await box.draft(account), await box.reports(account)]
    if (account === '' || accountId !== account || wordsKept.value !== 'kept') return
    for (const kept of queue) {
      const own = byId.get(kept.id)
      if (own?.standing.is !== 'received' && !posting.has(kept.id))
        byId.set(kept.id, { ...own, ...restored(kept, fileOf) })
    }
    if (!left) return
    // What is being written here is newer than what was read.
    if (!writing.isStillSince(mark)) return
    await lane.holdOnly(left.photos.map(({ id }) => id))
    draft.value = { ...left, photos: photosOf(left, fileOf) }
  }
  box.onWrittenElsewhere(() => void follow())

  /** Takes the draft into the queue and begins a new one; false while something is missing. Never waits for the phone's store. */
  function submit(next: ReportPlace | undefined): boolean {
    const { photos } = draft.value
    const body = bodyOf(draft.value, new Date().toISOString())
    if (!body) return false
    refusal.value = undefined
    const queued: Queued = { id: body.id, accountId, body, photos, standing: { is: 'waiting' } }
    void keep(queued)
    draft.value = emptyDraft(next)
    void keepDraft(draft.value)
    start(queued)
    return true
  }

  /** Takes a report that the server refused back into the form, its sentence with it, under the same id. */
  function rewrite(queued: Queued): void {
    refusal.value = queued.standing.is === 'refused' ? queued.standing.refusal : undefined
    draft.value = draftOf(queued)
    void keepDraft(draft.value)
    void forget(queued.id)
  }

  return { byId, posting, draft, refusal, keeping, waiting, open, write, submit, rewrite, flush, drop }
})
