import { makeReport } from '@shuniu/shared/reports'
import { shallowReactive, type Ref } from 'vue'
import { call } from '../../platform/http/index.ts'
import { useFileLane } from '../uploads/index.ts'
import { answered, urgencyOf, type Queued } from './queued.ts'

/** Reports posted at once; a red one waits for none of them. */
const mostAtOnce = 2

interface PostingOptions {
  readonly byId: ReadonlyMap<string, Queued>
  readonly waiting: Readonly<Ref<readonly Queued[]>>
  /** Tells how a report stands, and keeps it so. */
  readonly show: (queued: Queued) => void
  readonly keep: (queued: Queued) => Promise<void>
}

/** Posts reports, each by itself; files stand aside for them, and a report's own follow when it is received. */
export function createPosting({ byId, waiting, show, keep }: PostingOptions) {
  const lane = useFileLane()
  /** Those being posted right now. */
  const posting = shallowReactive(new Map<string, Promise<void>>())

  async function post(queued: Queued): Promise<void> {
    const answer = await lane.aside(() => call(makeReport, { body: queued.body }))
    const after = answered(queued, answer)
    const isReceived = after.standing.is === 'received'
    // Told before anything else is awaited: a phone whose store hangs has reported all the same.
    if (byId.has(queued.id)) show(after)
    if (isReceived) await lane.send(queued.photos, { of: queued.id, urgency: urgencyOf(queued) })
    if (byId.has(queued.id)) await keep(isReceived ? { ...after, photos: [] } : after)
  }
  function start(queued: Queued): void {
    if (posting.has(queued.id)) return
    const answering = post(queued).finally(() => posting.delete(queued.id))
    posting.set(queued.id, answering)
  }
  /** Sends what waits, the gravest first: one that the network does not let through holds up no other. */
  async function flush(): Promise<void> {
    lane.hurry()
    for (const queued of waiting.value) {
      if (urgencyOf(queued) > 0 && posting.size >= mostAtOnce) await Promise.race(posting.values())
      start(queued)
    }
    await Promise.all(posting.values())
  }
  return { posting, start, flush }
}
