import type { CaseMove, CaseView } from '@shuniu/shared/cases'
import type { Result } from '@shuniu/shared/kernel'
import { computed, nextTick, shallowRef, type Ref } from 'vue'
import { sentenceOf } from '../../../platform/errors/index.ts'
import { say } from '../../../platform/i18n/index.ts'
import { newId } from '../../../platform/ids/index.ts'
import { serverNowMs } from '../../../platform/time/index.ts'
import type { PickedFile, SendPicked } from '../../uploads/index.ts'
import { isUnanswered, makeMove } from '../cases.commands.ts'
import { fieldsFor, fieldsOf, type FieldName } from '../fields.ts'
import { moveRefusalText } from '../refused.ts'
import { missingIn, commandOf, type FilledFields } from '../command.ts'
import type { PendingMove } from './keptMove.ts'
import { refusedField } from './refusedField.ts'
import { useKeptMove } from './useKeptMove.ts'

interface MoveFormOptions {
  readonly seen: () => CaseView | undefined
  /** What the form of a move holds when it opens. */
  readonly opening: (move: CaseMove, seen: CaseView) => FilledFields
  /** A move that has to be made before, and is sent along with the form; undefined where none is. */
  readonly leading?: (move: CaseMove, seen: CaseView) => CaseMove | undefined
  /** Takes the photos and gives their ids: they follow the move. Given from outside, so that who only reads cases need not load it. */
  readonly sendPicked: SendPicked
  readonly done: (move: CaseMove, moved: CaseView) => void
  /** Why a move that asks for nothing was refused: there is no form to say it in. */
  readonly refused: (sentence: string) => void
}

/** A move on its way, of the case as it was seen. */
interface MoveOnWay {
  readonly asked: CaseMove
  readonly version: number
  readonly answer: Promise<Result<CaseView> | undefined>
}

const idsOf = (photos: readonly PickedFile[]) => photos.map(({ id }) => id)

function missingNow(move: CaseMove | undefined, known: CaseView | undefined, given: FilledFields) {
  return move && known ? missingIn(move, given, fieldsFor(move, known, given)) : []
}

/** Why the server did not take a form, and which field that is about. */
function toldRefusal() {
  const told = shallowRef<{ readonly text: string; readonly field: FieldName | undefined }>()
  return {
    shown: {
      /** What was refused of the form as a whole. */
      sentence: computed(() => (told.value?.field === undefined ? told.value?.text : undefined)),
      /** What was refused of one field. */
      refusedAt: (name: FieldName) => (told.value?.field === name ? told.value.text : undefined),
      /** The field that something was refused of. */
      refusedField: computed(() => told.value?.field),
    },
    tell(asked: CaseMove, text: string, code: string): void {
      const names = fieldsOf(asked).map(({ name }) => name)
      told.value = { text, field: refusedField(code, names) }
    },
    forget: () => void (told.value = undefined),
    /** Whoever changes a field has heard what was wrong with it. */
    forgetAt: (name: FieldName) => void (told.value?.field === name && (told.value = undefined)),
  }
}

/** What is still to be filled in. */
function missingTold(now: () => readonly FieldName[]) {
  /** Set by the first try: until then nobody is told what is missing. */
  const isTried = shallowRef(false)
  const missing = computed(now)
  const shown = {
    missing: computed(() => (isTried.value ? missing.value : [])),
    /** Whether nothing more need be filled in. */
    isReady: computed(() => missing.value.length === 0),
  }
  return { isTried, missing, shown }
}

/** The move that leads to the one whose form is open, where this goes along with it. */
function leadOf({ seen, leading }: MoveFormOptions, move: Readonly<Ref<CaseMove | undefined>>) {
  /** What leads to an open form was refused: it is not tried again unasked. */
  const isLeadRefused = shallowRef(false)
  const lead = computed(() => {
    const known = seen()
    return move.value && known && !isLeadRefused.value ? leading?.(move.value, known) : undefined
  })
  return { lead, isLeadRefused }
}

/** The one form that may be open on the opened case. A move that asks for nothing is made at once. */
export function useMoveForm(options: MoveFormOptions) {
  const { seen, opening, sendPicked, done, refused } = options
  const move = shallowRef<CaseMove>()
  const filled = shallowRef<FilledFields>({})
  const photos = shallowRef<readonly PickedFile[]>([])
  const told = toldRefusal()
  const sending = shallowRef<MoveOnWay>()
  const { isTried, missing, shown } = missingTold(() =>
    missingNow(move.value, seen(), { ...filled.value, media: idsOf(photos.value) }),
  )
  const { lead, isLeadRefused } = leadOf(options, move)
  const kept = useKeptMove({
    filled: () => filled.value,
    photos: () => photos.value,
    fill(words, picked) {
      filled.value = words
      photos.value = picked
    },
  })

  /** Shuts the form; what was typed is kept, and comes back with it. */
  function close(): void {
    move.value = undefined
    told.forget()
    isTried.value = false
    isLeadRefused.value = false
    photos.value = []
    kept.close()
  }
  function tell(asked: CaseMove, text: string, code = ''): void {
    if (move.value !== asked) {
      isLeadRefused.value = true
      return refused(text)
    }
    told.tell(asked, text, code)
  }
  /** What is to be sent, naming the photos that follow; undefined when it was told already why nothing was made. */
  async function prepared(
    known: CaseView,
    asked: CaseMove,
    given: FilledFields,
  ): Promise<PendingMove | undefined> {
    const before = kept.pendingOf(known.id, asked, given)
    if (before) return before
    const sent = await sendPicked(photos.value)
    if (!sent.ok) return void tell(asked, sentenceOf(sent.refusal), sent.refusal.code)
    const command = commandOf(asked, { ...given, ...(sent.value.length > 0 && { media: sent.value }) })
    if (!command) return void tell(asked, say('cases.wrong'))
    return { commandId: newId(), seenVersion: known.version, command }
  }
  /** A form's move is kept with its command until the answer is known; over a reload, too, it is the same command. */
  async function make(known: CaseView, asked: CaseMove, given: FilledFields) {
    const pending = await prepared(known, asked, given)
    if (!pending) return undefined
    const hasForm = fieldsOf(asked).length > 0
    if (hasForm) kept.send(known.id, given, pending)
    const { commandId, seenVersion, command } = pending
    const sent = { caseId: known.id, seenVersion, command }
    const answer = await makeMove(hasForm ? { ...sent, commandId } : sent)
    if (answer.ok) kept.done(known.id, asked)
    else if (!isUnanswered(answer.refusal)) kept.refused(known.id, asked)
    return answer
  }
  /** Pressed twice is one command. The next move may be open before the one before it is answered: then it waits. */
  async function waited(before: MoveOnWay, asked: CaseMove): Promise<boolean> {
    const known = seen()
    if (before.asked === asked && before.version === known?.version) return false
    const answer = await before.answer
    const isOver = answer === undefined || answer.ok || isUnanswered(answer.refusal)
    return isOver && sending.value === undefined && seen()?.id === known?.id && !isLeadRefused.value
  }
  async function send(asked: CaseMove, given: FilledFields): Promise<void> {
    // Of several that wait for one answer the first goes on, and is what the others find on its way.
    for (let before = sending.value; before; before = sending.value) {
      if (!(await waited(before, asked))) return
    }
    const known = seen()
    if (!known) return
    const answering = make(known, asked, given)
    sending.value = { asked, version: known.version, answer: answering }
    const answer = await answering.finally(() => (sending.value = undefined))
    if (!answer) return
    if (!answer.ok) {
      // What the case tells by now may have shown already that the move was made.
      await nextTick()
      const isMade = isUnanswered(answer.refusal) && !kept.pendingOf(known.id, asked, given)
      const hasForm = fieldsOf(asked).length > 0
      if (!isMade || !hasForm)
        tell(asked, moveRefusalText(answer.refusal, serverNowMs()), answer.refusal.code)
      return
    }
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
    kept.begin(known.id, asked, filled.value)
  }

  return {
    move,
    filled,
    photos,
    open,
    close,
    kept,
    /** The move that is sent along before, since the open form cannot be made without it. */
    lead,
    ...told.shown,
    isSending: computed(() => sending.value !== undefined),
    ...shown,
    take(name: FieldName, value: FilledFields[FieldName]): void {
      told.forgetAt(name)
      filled.value = { ...filled.value, [name]: value }
      kept.keep()
    },
    takePhotos(picked: readonly PickedFile[]): void {
      told.forgetAt('media')
      photos.value = picked
      kept.keep()
    },
    async submit(): Promise<void> {
      isTried.value = true
      const [asked, known, before] = [move.value, seen(), lead.value]
      if (asked === undefined || missing.value.length > 0) return
      if (before && known) void send(before, opening(before, known))
      await send(asked, filled.value)
    },
  }
}

export type MoveForm = ReturnType<typeof useMoveForm>
