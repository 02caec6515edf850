import { maxPasswordDays, type SignInRules } from '@shuniu/shared/identity'
import * as Type from 'typebox'
import { Check } from 'typebox/schema'

/** 登录要求 while they are being filled in, as they were typed. */
export interface RulesDraft {
  readonly administratorsNeedCode: boolean
  readonly passwordDays: string
  readonly reason: string
}

const Typed = Type.Object({
  administratorsNeedCode: Type.Boolean(),
  passwordDays: Type.String(),
  reason: Type.String(),
})
/** Whether kept words are rules being filled in. */
export const isRulesDraft = (words: unknown): words is RulesDraft => Check(Typed, words)

export const rulesDraft = ({ administratorsNeedCode, passwordDays }: SignInRules): RulesDraft => ({
  administratorsNeedCode,
  passwordDays: passwordDays === 0 ? '' : String(passwordDays),
  reason: '',
})

/** The days as a number, 0 where none are typed; undefined where they are none, or more than may be. */
export function daysIn(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').trim()
  if (plain === '') return 0
  const days = /^\d{1,4}$/.test(plain) ? Number(plain) : NaN
  return days <= maxPasswordDays ? days : undefined
}
