import { isOneTimeCode, plainCode, type FactorProof } from '@shuniu/shared/identity'
import type { Refusal } from '@shuniu/shared/kernel'
import { sentenceOf, spanText } from '../../platform/errors/index.ts'
import { say } from '../../platform/i18n/index.ts'

/** A sentence at the field it speaks of; `form` for what is no field's fault. */
export interface ProofFault {
  readonly field: 'password' | 'code' | 'form'
  readonly text: string
}

/** What is missing before anything is sent; setting up takes six digits, everything else a recovery code too. */
export function missingProof({ password, code }: FactorProof, isSettingUp: boolean): ProofFault | undefined {
  const plain = plainCode(code)
  if (isSettingUp && !isOneTimeCode(plain)) return { field: 'code', text: say('account.factor.fillCode') }
  if (plain === '') return { field: 'code', text: say('account.factor.fillAnyCode') }
  return password === '' ? { field: 'password', text: say('account.factor.fillPassword') } : undefined
}

const codesOfCode = ['secondFactor.wrongCode', 'secondFactor.usedCode']

/** Where a refused proof is told, and how. */
export function factorSentence(refusal: Refusal, leftS: number): ProofFault {
  const { code, detail } = refusal
  const left = detail['triesLeft']
  const isWrong = code === 'secondFactor.wrongCode' || code === 'account.wrongPassword'
  if (isWrong && left === 0) return { field: 'form', text: say('account.factor.lastWrong') }
  if (code === 'account.wrongPassword' && typeof left === 'number') {
    return { field: 'password', text: say('account.wrong', { n: left }) }
  }
  if (code === 'secondFactor.wrongCode' && typeof left === 'number') {
    return { field: 'code', text: say('account.factor.wrongCode', { n: left }) }
  }
  if (code === 'session.locked') {
    const text = leftS > 0 ? say('account.locked', { time: spanText(leftS) }) : say('account.again')
    return { field: 'form', text }
  }
  return { field: codesOfCode.includes(code) ? 'code' : 'form', text: sentenceOf(refusal) }
}
