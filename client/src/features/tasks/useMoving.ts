import { type CaseMove, type CaseView } from '@shuniu/shared/cases'
import { computed, shallowRef } from 'vue'
import { sentenceOf } from '../../platform/errors/index.ts'
import { serverNowMs } from '../../platform/time/index.ts'
import { fieldsOf, makeMove, missingIn, moveRefusalText, wishOf, type Filled } from '../cases/index.ts'
import { sendFile, type Picked } from '../uploads/index.ts'

interface Moving {
  readonly seen: () => CaseView | undefined
  readonly done: (move: CaseMove) => void
}

/** One move made from the phone: its form, its photos sent first, and why it was not taken. */
export function useMoving({ seen, done }: Moving) {
  const move = shallowRef<CaseMove>()
  const filled = shallowRef<Filled>({})
  const photos = shallowRef<readonly Picked[]>([])
  const sentence = shallowRef<string>()
  const isTried = shallowRef(false)
  const isSending = shallowRef(false)
  /** Share of the photos sent, 0 to 1; undefined while none are on their way. */
  const progress = shallowRef<number>()
  const missing = computed(() => (move.value && isTried.value ? missingIn(move.value, filled.value) : []))

  function close(): void {
    move.value = undefined
    sentence.value = undefined
  }

  /** The ids of the photos, sent where they are not yet; undefined when the network does not let them through. */
  async function sendPhotos(): Promise<string[] | undefined> {
    const ids: string[] = []
    for (const [index, photo] of photos.value.entries()) {
      const taken = photo.uploadId ?? (await sendOne(photo, index))
      if (taken === undefined) return undefined
      ids.push(taken)
    }
    return ids
  }
  async function sendOne(photo: Picked, index: number): Promise<string | undefined> {
    const replace = (part: Partial<Picked>) =>
      (photos.value = photos.value.map(one => (one.id === photo.id ? { ...one, ...part } : one)))
    const taken = await sendFile({
      ...{ file: photo.file, address: photo.address },
      begun: address => replace({ address }),
      progress: (sentB, ofB) => (progress.value = (index + sentB / ofB) / photos.value.length),
    })
    progress.value = undefined
    if (taken.ok) replace({ uploadId: taken.value })
    else sentence.value = sentenceOf(taken.refusal)
    return taken.ok ? taken.value : undefined
  }

  async function send(asked: CaseMove): Promise<void> {
    const known = seen()
    if (!known || isSending.value) return
    isSending.value = true
    sentence.value = undefined
    const media = await sendPhotos()
    const wish = media && wishOf(asked, { ...filled.value, ...(media.length > 0 && { media }) })
    const answer = wish && (await makeMove({ caseId: known.id, seenVersion: known.version, wish }))
    isSending.value = false
    if (!answer) return
    if (!answer.ok) return void (sentence.value = moveRefusalText(answer.refusal, serverNowMs()))
    close()
    done(asked)
  }

  /** Opens the form of a move; one that asks for nothing is made by this one tap. */
  function begin(asked: CaseMove): void {
    filled.value = {}
    photos.value = []
    sentence.value = undefined
    isTried.value = false
    if (fieldsOf(asked).length === 0) return void send(asked)
    move.value = asked
  }

  return {
    ...{ move, filled, photos, sentence, missing, isSending, progress, begin, close },
    take: (part: Filled) => (filled.value = { ...filled.value, ...part }),
    async submit(): Promise<void> {
      isTried.value = true
      if (move.value && missingIn(move.value, filled.value).length === 0) await send(move.value)
    },
  }
}
