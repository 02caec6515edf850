import { paperFileName, seePaper, writePaper } from '@shuniu/shared/papers'
import type { Refusal } from '@shuniu/shared/kernel'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { sentenceOf } from '../../platform/errors/index.ts'
import { call, callForFile } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { say } from '../../platform/i18n/index.ts'
import { notify } from '../../platform/shell/notices.ts'
import { useCases } from '../cases/index.ts'
import { saveAs } from './saving.ts'

/** Which paper of which case: `of` is the version that gave rise to it, the latest when absent. */
export interface PaperAsked {
  readonly id: string
  readonly paper: string
  readonly of?: number | undefined
}

const askedBy = ({ id, paper, of }: PaperAsked) => ({
  params: { id, paper },
  query: of === undefined ? {} : { of },
})

/** The server's word that this reader has no such paper any more; whatever else goes wrong, the last one still holds. */
const takesAway = (refusal: Refusal | undefined): boolean =>
  [403, 404, 409].some(status => refusal?.detail['httpStatus'] === status)

/** One paper as it is now: read anew when its case has moved on or has left, and taken away as a Word file. */
export function usePaper(asked: PaperAsked) {
  const cases = useCases()
  const { value, refusal, isReading, read } = createReading(() => call(seePaper, askedBy(asked)))
  const paper = computed(() => (takesAway(refusal.value) ? undefined : value.value))
  const isWriting = shallowRef(false)
  watch(() => cases.byId.get(asked.id)?.version, read, { immediate: true })

  let isGone = false
  onScopeDispose(() => (isGone = true))
  async function takeWord(): Promise<void> {
    if (!paper.value || isWriting.value) return
    const name = paperFileName(paper.value)
    isWriting.value = true
    const answer = await callForFile(writePaper, askedBy(asked))
    isWriting.value = false
    if (isGone) return
    if (!answer.ok) return void notify(sentenceOf(answer.refusal), { tone: 'refused' })
    saveAs(answer.value, name)
    notify(say('papers.written', { name }), { tone: 'done' })
  }
  return { paper, refusal, isReading, read, isWriting, takeWord }
}
