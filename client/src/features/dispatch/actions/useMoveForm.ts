import type { CaseMove, CaseView } from '@shuniu/shared/cases'
import {
  fieldsOf,
  makeMove,
  missingIn,
  moveRefusalText,
  wishOf,
  type FieldName,
  type Filled,
} from '../../cases/index.ts'
import { computed, shallowRef } from 'vue'
import { serverNowMs } from '../../../platform/time/index.ts'
import { defaultsOf, type Proposals } from './defaults.ts'

interface Asking {
  readonly seen: () => CaseView | undefined
  readonly proposals: () => Proposals
  readonly done: (move: CaseMove, moved: CaseView) => void
  /** Why a move that asks for nothing was refused: there is no form to say it in. */
  readonly refused: (sentence: string) => void
}

/** The one form that may be open on the opened case. A move that asks for nothing is made at once. */
export function useMoveForm({ seen, proposals, done, refused }: Asking) {
  const move = shallowRef<CaseMove>()
  const filled = shallowRef<Filled>({})
  const sentence = shallowRef<string>()
  const isSending = shallowRef(false)
  /** Set by the first try: until then nobody is told what is missing. */
  const isTried = shallowRef(false)
  const missing = computed(() => (move.value ? missingIn(move.value, filled.value) : []))

  function close(): void {
    move.value = undefined
    sentence.value = undefined
    isTried.value = false
  }
  async function send(asked: CaseMove, given: Filled): Promise<void> {
    const known = seen()
    const wish = wishOf(asked, given)
    if (!known || !wish || isSending.value) return
    isSending.value = true
    const answer = await makeMove({ caseId: known.id, seenVersion: known.version, wish })
    isSending.value = false
    if (answer.ok) {
      if (move.value === asked) close()
      return done(asked, answer.value)
    }
    const why = moveRefusalText(answer.refusal, serverNowMs())
    if (move.value === asked) sentence.value = why
    else refused(why)
  }
  function open(asked: CaseMove): void {
    const known = seen()
    if (!known) return
    if (fieldsOf(asked).length === 0) return void send(asked, {})
    close()
    filled.value = defaultsOf(asked, known, proposals())
    move.value = asked
  }

  return {
    ...{ move, filled, sentence, isSending, open, close },
    missing: computed(() => (isTried.value ? missing.value : [])),
    /** Whether nothing more need be filled in. */
    isReady: computed(() => missing.value.length === 0),
    take(name: FieldName, value: Filled[FieldName]): void {
      filled.value = { ...filled.value, [name]: value }
    },
    async submit(): Promise<void> {
      isTried.value = true
      if (move.value !== undefined && missing.value.length === 0) await send(move.value, filled.value)
    },
  }
}

export type MoveForm = ReturnType<typeof useMoveForm>
