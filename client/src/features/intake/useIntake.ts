import { makeReport, type Receipt } from '@shuniu/shared/reports'
import type { Refusal, Result } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { useDraft } from '../../platform/drafts/index.ts'
import { sentenceOf } from '../../platform/errors/index.ts'
import { call } from '../../platform/http/index.ts'
import { isPassing } from '../../platform/http/readState.ts'
import { say } from '../../platform/i18n/index.ts'
import { newId } from '../../platform/ids/index.ts'
import { serverNow } from '../../platform/time/index.ts'
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

async function post(body: NonNullable<IntakeDraft['sent']>): Promise<Result<Receipt>> {
  let answer = await call(makeReport, { body })
  for (const ms of pausesMs) {
    if (answer.ok || answer.refusal.code !== 'link.down') break
    await pause(ms)
    answer = await call(makeReport, { body })
  }
  return answer
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
  /** What is received; undefined where it was told why nothing was. */
  async function file(): Promise<Receipt | undefined> {
    faults.isTried.value = true
    const body = draft.value.sent ?? intakeReport(draft.value, serverNow())
    if (!body || isSending.value) return undefined
    draft.value = { ...draft.value, sent: body }
    faults.told.value = undefined
    isSending.value = true
    const answer = await post(body).finally(() => (isSending.value = false))
    if (!answer.ok) return void refused(answer.refusal)
    kept.done()
    return answer.value
  }

  return {
    draft,
    kept,
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
