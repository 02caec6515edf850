import { changeSignInRules, seeSignInRules, type SignInRulesView } from '@shuniu/shared/identity'
import type { BodyOf, Result } from '@shuniu/shared/kernel'
import { defineStore } from 'pinia'
import { call } from '../../../platform/http/index.ts'
import { createReading } from '../../../platform/http/reading.ts'

export type RulesBody = BodyOf<typeof changeSignInRules>

/** 登录要求 of the county, as last answered. */
export const useSignInRules = defineStore('signInRules', () => {
  const reading = createReading(() => call(seeSignInRules))
  return {
    value: reading.value,
    state: reading.state,
    read: reading.read,
    /** What somebody else changed meanwhile is read anew. */
    async change(body: RulesBody): Promise<Result<SignInRulesView>> {
      const answer = await call(changeSignInRules, { body })
      if (answer.ok) reading.take(answer.value)
      else await reading.read()
      return answer
    },
  }
})
