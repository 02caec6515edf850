import type { Refusal } from '@shuniu/shared/kernel'
import { sentenceOf } from '../../platform/errors/index.ts'
import { say } from '../../platform/i18n/index.ts'

const countIn = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** Why a sign-in was refused, with the tries that are left or the minutes to wait. */
export function signInSentence(refusal: Refusal): string {
  const { code, detail } = refusal
  const left = countIn(detail['triesLeft'])
  const waitS = countIn(detail['retryAfterS'])
  if (code === 'session.wrongPassword' && left === 0) return say('login.lastWrong')
  if (code === 'session.wrongPassword' && left !== undefined) return say('login.wrong', { n: left })
  if (code === 'session.locked' && waitS !== undefined)
    return say('login.locked', { n: Math.max(1, Math.ceil(waitS / 60)) })
  return sentenceOf(refusal)
}
