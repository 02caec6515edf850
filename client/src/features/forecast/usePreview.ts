import type { ClockRule } from '@shuniu/shared/clocks'
import type { Refusal } from '@shuniu/shared/kernel'
import { previewClockRule, type RulePreview } from '@shuniu/shared/forecast'
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { call } from '../../platform/http/index.ts'
import type { ReadState } from '../../platform/http/readState.ts'
import { serverNowMs } from '../../platform/time/index.ts'

/** Typing rests so long before the server is asked. */
const restMs = 400
/** One preview is worked out at a time for the whole county: whoever comes second asks again. */
const againMs = 1_500
const tries = 6

/** The question of this page that is out: another beside it would only be told that one is worked out already. */
let answering: Promise<unknown> = Promise.resolve()

/** What the preview depends on: when a rule begins and ends plays no part. */
const keyOf = ({ effectiveFrom: _, effectiveTo: __, ...limit }: ClockRule): string => JSON.stringify(limit)

/** What the rule that is being filled in would have done to past cases; the last answer stands until the next. */
export function usePreview(rule: () => ClockRule) {
  const preview = shallowRef<RulePreview>()
  const refusal = shallowRef<Refusal>()
  const sinceMs = shallowRef<number>()
  const atMs = shallowRef(0)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function ask(own: number, left: number): Promise<void> {
    await answering
    if (own !== asked) return
    const asking = call(previewClockRule, { body: rule() })
    answering = asking
    const answer = await asking
    if (own !== asked) return
    const isBusy = !answer.ok && answer.refusal.code === 'platform.overloaded'
    if (isBusy && left > 1) return void (waiting = setTimeout(() => void ask(own, left - 1), againMs))
    sinceMs.value = undefined
    atMs.value = serverNowMs()
    refusal.value = answer.ok ? undefined : answer.refusal
    if (answer.ok) preview.value = answer.value
  }
  function read(): void {
    clearTimeout(waiting)
    asked += 1
    const own = asked
    sinceMs.value = serverNowMs()
    waiting = setTimeout(() => void ask(own, tries), restMs)
  }
  watch(() => keyOf(rule()), read, { immediate: true })
  onScopeDispose(() => {
    clearTimeout(waiting)
    asked += 1
  })
  /** What was worked out for other words stands, faint, until these are; of a refusal nothing of it is left. */
  const state = computed((): ReadState<RulePreview> => {
    const value = preview.value
    const last = value && { value, atMs: atMs.value }
    if (sinceMs.value !== undefined) return { kind: 'reading', sinceMs: sinceMs.value, last }
    if (refusal.value) return { kind: 'refused', refusal: refusal.value, again: undefined }
    return last ? { kind: 'there', ...last } : { kind: 'unread' }
  })
  return { preview, state, read }
}
