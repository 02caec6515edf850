import { documentFileName, seeDocument, writeDocument, type DocumentAsked } from '@shuniu/shared/documents'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { sentenceOf } from '../../platform/errors/index.ts'
import { call, callForFile, saveAs } from '../../platform/http/index.ts'
import { createReading } from '../../platform/http/reading.ts'
import { valueOf } from '../../platform/http/readState.ts'
import { say } from '../../platform/i18n/index.ts'
import { showToast } from '../../platform/shell/toasts.ts'
import { useCases } from '../cases/index.ts'

/** Which document of which case: `of` is the version that gave rise to it, the latest when absent. */
export interface DocumentOfCase extends DocumentAsked {
  readonly id: string
}

const askedBy = ({ id, form, of }: DocumentOfCase) => ({
  params: { id, form },
  query: of === undefined ? {} : { of },
})

/** One document as it is now: read anew when its case has moved on or has left, and taken away as a Word file. */
export function useDocument(asked: DocumentOfCase) {
  const cases = useCases()
  const { state, read } = createReading(() => call(seeDocument, askedBy(asked)))
  /** The server's word that this reader has it no more takes it away; whatever else goes wrong, the last one still holds. */
  const caseDocument = computed(() => valueOf(state.value))
  const isWriting = shallowRef(false)
  watch(() => cases.byId.get(asked.id)?.version, read, { immediate: true })

  let isGone = false
  onScopeDispose(() => (isGone = true))
  async function takeWord(): Promise<void> {
    if (!caseDocument.value || isWriting.value) return
    const name = documentFileName(caseDocument.value)
    isWriting.value = true
    const answer = await callForFile(writeDocument, askedBy(asked))
    isWriting.value = false
    if (isGone) return
    if (!answer.ok) return void showToast(sentenceOf(answer.refusal), { tone: 'refused' })
    saveAs(answer.value, name)
    showToast(say('documents.written', { name }), { tone: 'done' })
  }
  return { caseDocument, state, read, isWriting, takeWord }
}
