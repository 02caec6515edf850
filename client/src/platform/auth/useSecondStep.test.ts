import type { Refusal } from '@shuniu/shared/kernel'
import { nextTick } from 'vue'
import { beforeEach, describe, expect, it } from 'vitest'
import { codeSentence, useSecondStep } from './useSecondStep.ts'

let sent: string[]
let answers: (Refusal | undefined)[]
let over: Refusal[]
beforeEach(() => {
  sent = []
  answers = []
  over = []
})
const opened = () =>
  useSecondStep({
    async finish(code) {
      sent.push(code)
      return answers.shift()
    },
    over: refusal => over.push(refusal),
  })
const refusal = (code: string, detail: Refusal['detail'] = {}): Refusal => ({ code, detail })
async function settled() {
  for (let n = 0; n < 4; n += 1) await nextTick()
}

describe('the second step of a sign-in', () => {
  it.each([
    ['typed', '123456'],
    ['pasted with a space', '123 456'],
    ['of a full-width keyboard', '１２３４５６'],
  ])('sends six digits by itself, %s', async (_, typed) => {
    const step = opened()

    step.code.value = typed
    await settled()

    expect(sent).toEqual(['123456'])
  })

  it('sends nothing before the sixth digit, and says so where it is asked to', async () => {
    const step = opened()
    step.code.value = '12345'
    await settled()

    await step.send()

    expect([sent, step.refused.value]).toEqual([[], '请填写六位数字。'])
  })

  it('empties the field of a wrong code, and keeps one that may not have come', async () => {
    const step = opened()
    answers = [refusal('secondFactor.wrongCode', { triesLeft: 3 }), refusal('link.down')]

    step.code.value = '111111'
    await settled()
    expect([step.code.value, step.refused.value]).toEqual(['', expect.stringContaining('还可再试 3 次')])
    step.code.value = '222222'
    await settled()

    expect([step.code.value, sent]).toEqual(['222222', ['111111', '222222']])
  })

  it('goes back to the password where no further code is taken', async () => {
    const step = opened()
    const last = refusal('secondFactor.wrongCode', { triesLeft: 0 })
    answers = [last, refusal('session.noTicket')]

    step.code.value = '111111'
    await settled()
    step.code.value = '222222'
    await settled()

    expect(over).toEqual([last, refusal('session.noTicket')])
  })

  it('takes a recovery code when it is sent by hand, digits alone or not', async () => {
    const step = opened()
    step.change()
    step.code.value = 'Abcd-Efgh-2345'
    await settled()
    expect(sent).toEqual([])

    await step.send()

    expect(sent).toEqual(['abcdefgh2345'])
  })

  it.each([
    ['secondFactor.usedCode', false, '等手机上出现新的数字'],
    ['secondFactor.usedCode', true, '请换一个'],
    ['secondFactor.unreadable', false, '安全管理员'],
  ])('says of %s (recovery: %s) …%s…', (code, isRecovery, words) => {
    expect(codeSentence(refusal(code), isRecovery)).toContain(words)
  })
})
