import type { Refusal } from '@shuniu/shared/kernel'
import { sentenceOf, spanText } from '../../platform/errors/index.ts'
import { say, type TextKey } from '../../platform/i18n/index.ts'

const waits: Readonly<Record<string, TextKey>> = {
  'session.locked': 'login.locked',
  'request.tooMany': 'login.busy',
  'platform.overloaded': 'login.busy',
}

/** Why a sign-in was refused, with the tries that are left, or the time that is still to be waited. */
export function signInSentence(refusal: Refusal, leftS: number): string {
  const { code, detail } = refusal
  const left = detail['triesLeft']
  if (code === 'session.wrongPassword' && left === 0) return say('login.lastWrong')
  if (code === 'session.wrongPassword' && typeof left === 'number') return say('login.wrong', { n: left })
  if (code === 'secondFactor.wrongCode' && left === 0) return say('login.codeSpent')
  const waiting = waits[code]
  if (waiting === undefined || typeof detail['retryAfterS'] !== 'number') return sentenceOf(refusal)
  return leftS > 0 ? say(waiting, { time: spanText(leftS) }) : say('login.again')
}
