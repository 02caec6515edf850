import type { Day } from '@shuniu/shared/calendar'
import type { ClockRule, ClockRuleView } from '@shuniu/shared/clocks'
import type { Refusal, Result } from '@shuniu/shared/kernel'
import { computed, shallowRef } from 'vue'
import { useDraft } from '../../../platform/drafts/index.ts'
import {
  fieldOf,
  isRuleDraft,
  foreseenRefusal,
  ruleOf,
  unansweredIn,
  type DraftField,
  type RuleDraft,
} from './ruleForm.ts'

interface RuleFormOptions {
  readonly known: () => readonly ClockRuleView[]
  readonly today: () => Day
  readonly add: (rule: ClockRule) => Promise<Result<ClockRuleView>>
  readonly done: (made: ClockRuleView) => void
}

/** A new limit, from its first word to its second yes: what is refused is told beside the question it speaks of. */
export function useRuleForm(first: RuleDraft, { known, today, add, done }: RuleFormOptions) {
  const draft = shallowRef(first)
  const told = shallowRef<Refusal>()
  const isTouched = shallowRef(false)
  const isConfirming = shallowRef(false)
  const isSending = shallowRef(false)
  const rule = computed(() => ruleOf(draft.value))
  const foreseen = computed(() => rule.value && foreseenRefusal(rule.value, known(), today()))
  const unanswered = computed(() => (isTouched.value ? unansweredIn(draft.value) : []))
  const refusal = computed(() => told.value ?? (isTouched.value ? foreseen.value : undefined))

  const { stage, level, categoryPrefix, tier } = first
  const kept = useDraft<RuleDraft>({
    name: ['clocks.rule', stage, level, categoryPrefix || '-', tier || '-'].join('.'),
    words: () => draft.value,
    fill(words) {
      draft.value = words
      isTouched.value = true
    },
    accepts: isRuleDraft,
  })

  async function send(rule: ClockRule): Promise<void> {
    if (isSending.value) return
    isSending.value = true
    const answer = await add(rule)
    isSending.value = false
    isConfirming.value = false
    if (answer.ok) {
      kept.done()
      return done(answer.value)
    }
    told.value = answer.refusal
  }

  return {
    draft,
    rule,
    refusal,
    isConfirming,
    isSending,
    unanswered,
    kept,
    refusalAt: (field: DraftField): Refusal | undefined =>
      refusal.value && fieldOf(refusal.value) === field ? refusal.value : undefined,
    take(part: Partial<RuleDraft>): void {
      draft.value = { ...draft.value, ...part }
      told.value = undefined
      isTouched.value = true
      isConfirming.value = false
    },
    back: () => void (isConfirming.value = false),
    /** Once to be asked again, twice to save. */
    async submit(): Promise<void> {
      isTouched.value = true
      if (!rule.value || unansweredIn(draft.value).length > 0 || foreseen.value) return
      if (isConfirming.value) return send(rule.value)
      told.value = undefined
      isConfirming.value = true
    },
  }
}
export type RuleForm = ReturnType<typeof useRuleForm>
