import { paperFileName, seePaper, writePaper } from '@shuniu/shared/papers'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { sentenceOf } from '../../platform/errors/index.ts'
import { call, callForFile } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { valueOf } from '../../platform/http/readState.ts'
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

/** One paper as it is now: read anew when its case has moved on or has left, and taken away as a Word file. */
export function usePaper(asked: PaperAsked) {
  const cases = useCases()
  const { state, read } = createReading(() => call(seePaper, askedBy(asked)))
  /** The server's word that this reader has it no more takes it away; whatever else goes wrong, the last one still holds. */
  const paper = computed(() => valueOf(state.value))
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
  return { paper, state, read, isWriting, takeWord }
}
