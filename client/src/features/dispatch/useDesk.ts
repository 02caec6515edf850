import {
  caseMoveNames,
  openMoves,
  owedMoves,
  whyClosed,
  type CaseMove,
  type CaseView,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { say } from '../../platform/i18n/index.ts'
import { useStaleSince } from '../../platform/live/index.ts'
import { loadPinyin } from '../../platform/pinyin/index.ts'
import { showToast } from '../../platform/shell/toasts.ts'
import { serverNow } from '../../platform/time/index.ts'
import {
  moveText,
  useAnsweredMoves,
  useMoveForm,
  useOpenedCase,
  type FilledFields,
  type MoveForm,
} from '../cases/index.ts'
import { sendPicked } from '../uploads/index.ts'
import { defaultsOf } from './actions/defaults.ts'
import { useSuggestions, type Suggestions } from './actions/useSuggestions.ts'
import { useQueue, type Queue } from './queue/useQueue.ts'
import { useSearch } from './queue/useSearch.ts'
import { shortNumber } from './caseText.ts'
import { nextOwed } from './goingOn.ts'
import { loadGround, useOpenCases } from './ground.ts'
import { leadingTo } from './leading.ts'
import { useTypedAhead } from './typedAhead.ts'
import { useUndo } from './useUndo.ts'

function tell(move: CaseMove, moved: CaseView): void {
  const number = shortNumber(moved.number)
  showToast(say('dispatch.actions.made', { number, move: moveText(move) }), { tone: 'done' })
}

/** The open case as the page's address names it. */
interface CaseAddress {
  readonly caseId: () => string | undefined
  readonly open: (caseId: string) => void
  /** What other features know for the form of a move. */
  readonly opening: (move: CaseMove, seen: CaseView) => FilledFields
}

/** The form goes with its case, and when its move is open no more; what was typed stays, and is told of. */
function keepInStep(
  form: MoveForm,
  moves: Readonly<Ref<readonly CaseMove[]>>,
  { caseId }: CaseAddress,
): void {
  const opened = useOpenedCase()
  watch(() => opened.id, form.close)
  watch([moves, form.isSending, form.lead], ([open, isSending, lead]) => {
    if (form.move.value && !isSending && !lead && !open.includes(form.move.value)) form.close()
  })
  useAnsweredMoves(caseId, move => {
    if (form.move.value === move) form.close()
  })
}

/** What this person may do with the opened case, and what is withheld from them for one thing. */
function useOffered(actor: Actor) {
  const opened = useOpenedCase()
  /** By the shared rules at once; the server's word on this very version, once it is here, goes before. */
  const moves = computed(() => {
    const { seen, detail } = opened
    if (!seen) return []
    return detail?.case.version === seen.version ? detail.openMoves : openMoves(seen, actor, serverNow())
  })
  const closedMoves = computed(() => (opened.seen ? whyClosed(opened.seen, actor, serverNow()) : []))
  /** What a key opens: the open moves, and those that take along what leads to them. */
  const isOffered = (move: CaseMove): boolean => {
    const { seen } = opened
    if (moves.value.includes(move)) return true
    return seen !== undefined && leadingTo(move, seen, { actor, now: serverNow() }) !== undefined
  }
  const offered = computed(() => caseMoveNames.filter(isOffered))
  return { moves, closedMoves, offered, isOffered }
}

/** The first proposal stands in a form of dispatch that was opened before it came. */
function fillInProposed(form: MoveForm, suggestions: Suggestions): void {
  watch(suggestions.found, ([first]) => {
    const isWaiting = form.move.value === 'assign' && form.filled.value.ownerUnitId === undefined
    if (first && isWaiting) {
      const proposed = { ownerUnitId: first.unitId, proposedUnitId: first.unitId }
      form.kept.propose({ ...form.filled.value, ...proposed })
    }
  })
}

/** The case that the address names is the one that is open, and its row the chosen one. */
function followAddress({ caseId }: CaseAddress, queue: Pick<Queue, 'choose'>): void {
  const opened = useOpenedCase()
  watch(
    caseId,
    id => {
      if (id === undefined) return opened.close()
      queue.choose(id)
      void opened.open(id)
    },
    { immediate: true },
  )
  onScopeDispose(opened.close)
}

/** Everything one desk works with. */
export function useDesk(actor: Actor, address: CaseAddress) {
  const opened = useOpenedCase()
  const queue = useQueue(actor)
  const search = useSearch()
  const isReady = shallowRef(false)

  function arrive(): void {
    if (isReady.value) return
    isReady.value = true
    queue.begin()
    // Nobody picks a unit by its letters before there is a case.
    void loadPinyin()
  }
  const { state, fetch } = useOpenCases(actor, arrive)
  const suggestions = useSuggestions(actor)
  function choose(id: string): void {
    queue.choose(id)
    if (address.caseId() === id) void opened.open(id)
    address.open(id)
  }
  /** To the next or previous of the rows that are shown: of what was found, while something is looked for. */
  function walk(by: 1 | -1): void {
    const next = queue.step(by, search.isOn.value ? (search.ids.value ?? []) : undefined)
    if (next !== undefined) choose(next)
  }
  /** What was dispatched is done with: on to the next that waits for this person, unless they have gone on themselves. */
  function goOn({ id }: CaseView): void {
    if (opened.id !== id || search.isOn.value) return
    const isOwed = (other: string) => {
      const seen = queue.seenOf(other)
      return seen !== undefined && owedMoves(seen, actor).length > 0
    }
    const next = nextOwed(queue.roster.value, id, isOwed)
    if (next !== undefined) choose(next)
  }
  const undoing = useUndo(choose)
  const form = useMoveForm({
    seen: () => opened.seen,
    leading: (move, known) => leadingTo(move, known, { actor, now: serverNow() }),
    opening: (move, known) => ({
      ...defaultsOf(move, known, { unitIds: suggestions.found.value.map(one => one.unitId) }),
      ...address.opening(move, known),
    }),
    sendPicked,
    done(move, moved) {
      if (move !== 'assign') return tell(move, moved)
      undoing.tell(moved)
      goOn(moved)
    },
    refused: sentence => showToast(sentence, { tone: 'refused' }),
  })
  const { moves, closedMoves, offered, isOffered } = useOffered(actor)
  const ahead = useTypedAhead(() => offered.value, form.open)
  keepInStep(form, moves, address)
  fillInProposed(form, suggestions)

  followAddress(address, queue)
  const borders = loadGround(actor)
  return {
    opened,
    queue,
    search,
    form,
    suggestions,
    moves,
    /** Moves that are not open yet, and are with the one that leads to them. */
    led: computed(() => offered.value.filter(move => !moves.value.includes(move))),
    isOffered,
    ahead,
    undoing,
    closedMoves,
    state,
    fetch,
    borders,
    isReady,
    staleSince: useStaleSince(),
    choose,
    walk,
  }
}

export type Desk = ReturnType<typeof useDesk>
