import { isOneOf, type Refusal } from '@shuniu/shared/kernel'
import { passwordWeaknesses } from '@shuniu/shared/identity'
import { sentenceOf, spanText } from '../../platform/errors/index.ts'
import { say } from '../../platform/i18n/index.ts'

/** A sentence at the field it speaks of; `form` for what is no field's fault. */
export interface AtField {
  readonly field: 'current' | 'next' | 'repeat' | 'form'
  readonly text: string
}

const currentText = ({ code, detail }: Refusal, leftS: number): string | undefined => {
  const left = detail['triesLeft']
  if (code === 'account.wrongPassword') {
    return left === 0 ? say('account.lastWrong') : say('account.wrong', { n: Number(left) })
  }
  if (code !== 'session.locked') return undefined
  return leftS > 0 ? say('account.locked', { time: spanText(leftS) }) : say('account.again')
}

/** Where a refused change is told, and how. */
export function changeSentence(refusal: Refusal, leftS: number): AtField {
  const weakness = String(refusal.detail['weakness'])
  if (refusal.code === 'account.weakPassword' && isOneOf(passwordWeaknesses, weakness)) {
    return { field: 'next', text: say(`account.weak.${weakness}`) }
  }
  const current = currentText(refusal, leftS)
  return current === undefined
    ? { field: 'form', text: sentenceOf(refusal) }
    : { field: 'current', text: current }
}

interface PasswordFields {
  readonly current: string
  readonly next: string
  readonly repeat: string
}

/** What is missing before anything is sent. */
export function missingIn({ current, next, repeat }: PasswordFields): AtField | undefined {
  if (current === '') return { field: 'current', text: say('account.fillCurrent') }
  if (next === '') return { field: 'next', text: say('account.fillNext') }
  return next === repeat ? undefined : { field: 'repeat', text: say('account.differs') }
}
