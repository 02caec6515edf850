import { beforeAll, describe, expect, it } from 'vitest'
import { addMessages, addWorkRefusals } from '../../platform/i18n/index.ts'
import { factorSentence, missingProof } from './factorSentence.ts'
import { accountMessages } from './messages.ts'

addMessages('account', accountMessages)
beforeAll(addWorkRefusals)

describe('a proof that was not taken is told', () => {
  it.each([
    ['account.wrongPassword', { triesLeft: 2 }, 0, 'password', '还可再试 2 次'],
    ['secondFactor.wrongCode', { triesLeft: 2 }, 0, 'code', '还可再试 2 次'],
    ['secondFactor.usedCode', {}, 0, 'code', '已经用过'],
    ['secondFactor.wrongCode', { triesLeft: 0 }, 0, 'form', '半小时'],
    ['account.wrongPassword', { triesLeft: 0 }, 0, 'form', '半小时'],
    ['session.locked', { retryAfterS: 90 }, 90, 'form', '1 分 30 秒'],
    ['account.needsSecondFactor', {}, 0, 'form', '不能关闭'],
    ['account.noSecret', {}, 0, 'form', '重新开始设置'],
  ] as const)('%s %j with %i s left: at %s, …%s…', (code, detail, leftS, field, words) => {
    expect(factorSentence({ code, detail }, leftS)).toEqual({ field, text: expect.stringContaining(words) })
  })
})

describe('before anything is sent', () => {
  it.each([
    [{ password: 'x', code: '12345' }, true, 'code'],
    [{ password: 'x', code: 'abcd-efgh-jkmn' }, true, 'code'],
    [{ password: '', code: '１２３ ４５６' }, true, 'password'],
    [{ password: 'x', code: '123456' }, true, undefined],
    [{ password: 'x', code: ' - ' }, false, 'code'],
    [{ password: 'x', code: 'abcd-efgh-jkmn' }, false, undefined],
  ] as const)('%j (setting up: %s) lacks %s', (proof, isSettingUp, field) => {
    expect(missingProof(proof, isSettingUp)?.field).toBe(field)
  })
})
