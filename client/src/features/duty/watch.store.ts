import {
  giveHandOver,
  listDutyActs,
  seeHandOver,
  seeOwnWatch,
  takeHandOver,
  type HandOverView,
  type Remark,
} from '@shuniu/shared/duty'
import { grant, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { call } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { createCommandIds } from '../../platform/ids/index.ts'

/** What a watch leaves in words. */
export interface HandOverWords {
  readonly notes: string
  readonly remarks: readonly Remark[]
}

/** How the watch stands, and the last hand-over that was taken, whole. */
interface KnownWatch extends ReplyOf<typeof seeOwnWatch> {
  readonly left: HandOverView | undefined
}

const ownActs = 10

/** The watch of one's own centre: what waits to be taken over, what the last one left, and what one did lately. */
export const useWatch = defineStore('watch', () => {
  const own = createReading(async (): Promise<Result<KnownWatch>> => {
    const watch = await call(seeOwnWatch)
    if (!watch.ok || watch.value.last === null)
      return watch.ok ? grant({ ...watch.value, left: undefined }) : watch
    const left = await call(seeHandOver, { params: { id: watch.value.last.id } })
    return left.ok ? grant({ ...watch.value, left: left.value }) : left
  })
  const acts = createReading(() => call(listDutyActs, { query: { mine: 'true', limit: ownActs } }))
  const ids = createCommandIds<HandOverWords>(words => JSON.stringify(words))

  return {
    state: own.state,
    read: own.read,
    known: computed(() => own.value.value),
    actsState: acts.state,
    readActs: acts.read,
    acts: computed(() => acts.value.value?.items ?? []),
    /** Given once, however often it is sent. */
    async give({ notes, remarks }: HandOverWords): Promise<Result<HandOverView>> {
      const words = { notes, remarks }
      const answer = await call(giveHandOver, { body: { id: ids.of(words), notes, remarks: [...remarks] } })
      if (answer.ok || answer.refusal.code !== 'link.down') ids.answered(words)
      void own.read()
      return answer
    },
    async take(id: string): Promise<Result<HandOverView>> {
      const answer = await call(takeHandOver, { params: { id } })
      void own.read()
      return answer
    },
  }
})
