import type { CaseView } from '@shuniu/shared/cases'
import { makeReport, type PostedReport, type Receipt } from '@shuniu/shared/reports'
import { typedPhone, type Refusal, type Result } from '@shuniu/shared/kernel'
import { computed, nextTick, shallowRef } from 'vue'
import { useDraft, useDrafts } from '../../platform/drafts/index.ts'
import { sentenceOf } from '../../platform/errors/index.ts'
import { call } from '../../platform/http/index.ts'
import { isPassing } from '../../platform/http/readState.ts'
import { say } from '../../platform/i18n/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { serverNow, serverNowMs } from '../../platform/time/index.ts'
import { makeMove, moveRefusalText } from '../cases/index.ts'
import {
  emptyIntake,
  intakeFieldOf,
  intakeReport,
  isIntakeDraft,
  numberFault,
  owedIn,
  placedIn,
  pointedAt,
  type IntakeDraft,
  type IntakeField,
  type MapPoint,
} from './intakeForm.ts'

/** The name that the one form of an account is kept under. */
export const intakeName = 'intake'

/** Pauses before the sendings after the first; a lost reply is asked for again under the same id. */
const pausesMs = [400, 1_500]
const pause = (ms: number) => new Promise(wake => setTimeout(wake, ms))

async function post(body: PostedReport): Promise<Result<Receipt>> {
  let answer = await call(makeReport, { body })
  for (const ms of pausesMs) {
    if (answer.ok || answer.refusal.code !== 'link.down') break
    await pause(ms)
    answer = await call(makeReport, { body })
  }
  return answer
}

/** What became of a call that was written down; `unaccepted` says why it stands filed and is not accepted, where it was to be. */
export interface Filed {
  readonly receipt: Receipt
  readonly isAccepted: boolean
  readonly unaccepted: string | undefined
}

/**
 * Accepts what was just filed, by the move and the rules of every acceptance. It is decided from the first version: who was
 * there meanwhile is told, and changes nothing of the report.
 */
function acceptFiled({ caseId }: Receipt, { categoryCode, level }: PostedReport): Promise<Result<CaseView>> {
  const command = { move: 'accept', categoryCode, level: level ?? 'blue' } as const
  return makeMove({ caseId, seenVersion: 1, command })
}

/** Why the form cannot be sent, or was not taken: by field, and of the form as a whole. */
function faultsOf(draft: () => IntakeDraft) {
  const told = shallowRef<Refusal>()
  /** Set by the first try: until then nobody is told what is missing. */
  const isTried = shallowRef(false)
  const isNumberLeft = shallowRef(false)
  function whyNumber(): string | undefined {
    const fault = numberFault(draft())
    const isTold = fault === 'noDigits' || isTried.value || isNumberLeft.value
    return fault && isTold ? say(`intake.fault.${fault}`) : undefined
  }
  return {
    told,
    isTried,
    /** A number is judged when one goes on from it; what no number has at once. */
    leaveNumber: (is: boolean) => void (isNumberLeft.value = is),
    why(field: IntakeField): string | undefined {
      if (field === 'number') return whyNumber()
      if (isTried.value && owedIn(draft()).includes(field)) return say(`intake.fault.${field}`)
      const { value } = told
      return value && intakeFieldOf(value.code) === field ? sentenceOf(value) : undefined
    },
    whole: computed(() => {
      const { value } = told
      return value && intakeFieldOf(value.code) === undefined ? sentenceOf(value) : undefined
    }),
  }
}

interface Popping {
  readonly draft: () => IntakeDraft
  readonly change: (next: IntakeDraft) => void
}

/** The number of a telephone that opens the page: put in where none stands, and offered where another does. */
function popping({ draft, change }: Popping) {
  const drafts = useDrafts()
  const offered = shallowRef<string>()
  const take = (number: string): void => change({ ...draft(), number })
  return {
    offered,
    /** What was kept comes first: a call that comes in writes over nothing. */
    async pop(number: string | undefined): Promise<void> {
      if (number === undefined) return
      await drafts.restore(intakeName)
      await nextTick()
      const { number: written } = draft()
      const isSame = sameNumber(written, number)
      offered.value = written === '' || isSame ? undefined : number
      if (written === '') take(number)
    },
    takeOffered(): void {
      if (offered.value !== undefined) take(offered.value)
      offered.value = undefined
    },
  }
}

const sameNumber = (one: string, other: string): boolean => {
  const [a, b] = [typedPhone(one), typedPhone(other)]
  return one === other || (a.is === 'whole' && b.is === 'whole' && a.phone === b.phone)
}

/**
 * The form of one call or visit, of whoever sits here: kept from the first letter until it is received or thrown away on
 * purpose. While an answer is owed nothing in it can be changed: it is the same report, however often it is sent.
 */
export function useIntake() {
  const draft = shallowRef(emptyIntake())
  const faults = faultsOf(() => draft.value)
  const isSending = shallowRef(false)
  const kept = useDraft<IntakeDraft>({
    name: intakeName,
    words: () => draft.value,
    fill: words => (draft.value = words),
    accepts: isIntakeDraft,
  })
  const change = (next: IntakeDraft): void => {
    if (draft.value.sent !== null) return
    faults.told.value = undefined
    draft.value = next
  }

  function refused(refusal: Refusal): void {
    faults.told.value = refusal
    if (isPassing(refusal)) return
    const id = refusal.code === 'command.idTaken' ? newId() : draft.value.id
    draft.value = { ...draft.value, id, sent: null }
  }
  /** What was filed, and accepted where that is wanted; undefined where it was told why nothing was. */
  async function file(then: 'nothing' | 'accept'): Promise<Filed | undefined> {
    faults.isTried.value = true
    const body = draft.value.sent ?? intakeReport(draft.value, serverNow())
    if (!body || isSending.value) return undefined
    draft.value = { ...draft.value, sent: body }
    faults.told.value = undefined
    isSending.value = true
    const answer = await post(body)
    if (!answer.ok) {
      isSending.value = false
      return void refused(answer.refusal)
    }
    // The report stands, whatever becomes of what follows.
    kept.done()
    const receipt = answer.value
    if (then === 'nothing') return { receipt, isAccepted: false, unaccepted: undefined }
    const accepted = await acceptFiled(receipt, body)
    const unaccepted = accepted.ok ? undefined : moveRefusalText(accepted.refusal, serverNowMs())
    return { receipt, isAccepted: accepted.ok, unaccepted }
  }

  const pops = popping({ draft: () => draft.value, change })

  return {
    draft,
    kept,
    ...pops,
    isSending,
    /** It was sent, and nobody knows whether it was received. */
    isOwed: computed(() => draft.value.sent !== null && !isSending.value),
    why: faults.why,
    whole: faults.whole,
    leaveNumber: faults.leaveNumber,
    take: (part: Partial<IntakeDraft>) => change({ ...draft.value, ...part }),
    takeArea: (areaCode: string) => change(placedIn(draft.value, areaCode)),
    takePoint: (point: MapPoint | null) =>
      change(point ? pointedAt(draft.value, point) : { ...draft.value, point }),
    file,
    /** Lets the answer go: what stands here will be another report. */
    startAnother(): void {
      faults.told.value = undefined
      draft.value = { ...draft.value, id: newId(), sent: null }
    },
  }
}
