import type { CaseMove, CaseView } from '@shuniu/shared/cases'
import { computed, shallowRef } from 'vue'
import { sentenceOf } from '../../../platform/errors/index.ts'
import { say } from '../../../platform/i18n/index.ts'
import { serverNowMs } from '../../../platform/time/index.ts'
import type { Picked, SendPicked } from '../../uploads/index.ts'
import { makeMove } from '../cases.commands.ts'
import { fieldsOf, type FieldName } from '../fields.ts'
import { moveRefusalText } from '../refused.ts'
import { missingIn, wishOf, type Filled } from '../wish.ts'

interface Asking {
  readonly seen: () => CaseView | undefined
  /** What the form of a move holds when it opens. */
  readonly opening: (move: CaseMove, seen: CaseView) => Filled
  /** Sends the photos before the move; given from outside, so that who only reads cases need not load it. */
  readonly sendPicked: SendPicked
  readonly done: (move: CaseMove, moved: CaseView) => void
  /** Why a move that asks for nothing was refused: there is no form to say it in. */
  readonly refused: (sentence: string) => void
}

/** Photos chosen for a move, sent before it. What is taken already is not sent again. */
function usePhotos(sendPicked: SendPicked) {
  const photos = shallowRef<readonly Picked[]>([])
  /** Share of the photos sent, 0 to 1; undefined while none are on their way. */
  const progress = shallowRef<number>()
  async function send() {
    const sent = await sendPicked(photos.value, {
      keep: file => (photos.value = photos.value.map(one => (one.id === file.id ? file : one))),
      progress: share => (progress.value = share),
    })
    progress.value = undefined
    return sent
  }
  return { photos, progress, send }
}

/** A move on its way, of the case as it was seen. */
interface Sending {
  readonly asked: CaseMove
  readonly version: number
  readonly answer: Promise<unknown>
}

/** The one form that may be open on the opened case. A move that asks for nothing is made at once. */
export function useMoveForm({ seen, opening, sendPicked, done, refused }: Asking) {
  const move = shallowRef<CaseMove>()
  const filled = shallowRef<Filled>({})
  const { photos, progress, send: sendPhotos } = usePhotos(sendPicked)
  const sentence = shallowRef<string>()
  const sending = shallowRef<Sending>()
  /** Set by the first try: until then nobody is told what is missing. */
  const isTried = shallowRef(false)
  const missing = computed(() => (move.value ? missingIn(move.value, filled.value) : []))

  function close(): void {
    move.value = undefined
    sentence.value = undefined
    isTried.value = false
    photos.value = []
  }
  function tell(asked: CaseMove, why: string): void {
    if (move.value === asked) sentence.value = why
    else refused(why)
  }
  /** Sends the photos, then the wish with them; undefined when it was told already why nothing was made. */
  async function make(known: CaseView, asked: CaseMove, given: Filled) {
    const sent = await sendPhotos()
    if (!sent.ok) return void tell(asked, sentenceOf(sent.refusal))
    const wish = wishOf(asked, { ...given, ...(sent.value.length > 0 && { media: sent.value }) })
    if (!wish) return void tell(asked, say('cases.wrong'))
    return makeMove({ caseId: known.id, seenVersion: known.version, wish })
  }
  async function send(asked: CaseMove, given: Filled): Promise<void> {
    const before = sending.value
    if (before) {
      // Pressed twice is one wish. The next move may be open before the one before it is answered: then it waits.
      if (before.asked === asked && before.version === seen()?.version) return
      await before.answer
      if (sending.value) return
    }
    const known = seen()
    if (!known) return
    const answering = make(known, asked, given)
    sending.value = { asked, version: known.version, answer: answering }
    const answer = await answering.finally(() => (sending.value = undefined))
    if (!answer) return
    if (!answer.ok) return tell(asked, moveRefusalText(answer.refusal, serverNowMs()))
    if (move.value === asked) close()
    done(asked, answer.value)
  }
  function open(asked: CaseMove): void {
    const known = seen()
    if (!known) return
    if (fieldsOf(asked).length === 0) return void send(asked, {})
    close()
    filled.value = opening(asked, known)
    move.value = asked
  }

  return {
    ...{ move, filled, photos, progress, sentence, open, close },
    isSending: computed(() => sending.value !== undefined),
    missing: computed(() => (isTried.value ? missing.value : [])),
    /** Whether nothing more need be filled in. */
    isReady: computed(() => missing.value.length === 0),
    take(name: FieldName, value: Filled[FieldName]): void {
      filled.value = { ...filled.value, [name]: value }
    },
    takePhotos: (picked: readonly Picked[]) => void (photos.value = picked),
    async submit(): Promise<void> {
      isTried.value = true
      if (move.value !== undefined && missing.value.length === 0) await send(move.value, filled.value)
    },
  }
}

export type MoveForm = ReturnType<typeof useMoveForm>
