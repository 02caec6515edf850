import { describe, expect, it } from 'vitest'
import { addMessages } from '../../platform/i18n/index.ts'
import { loginMessages } from './messages.ts'
import { signInSentence } from './signInSentence.ts'

addMessages('login', loginMessages)

const sentence = (code: string, detail: Record<string, unknown>, leftS = 0) =>
  signInSentence({ code, detail }, leftS)

describe('a refused sign-in says', () => {
  it.each([
    ['session.wrongPassword', { triesLeft: 3 }, 0, '还可再试 3 次'],
    ['session.wrongPassword', { triesLeft: 0 }, 0, '半小时'],
    ['session.locked', { retryAfterS: 1_800 }, 1_745, '29 分 5 秒'],
    ['session.locked', { retryAfterS: 1_800 }, 1_800, '30 分钟'],
    ['request.tooMany', { retryAfterS: 7 }, 7, '7 秒'],
    ['platform.overloaded', { retryAfterS: 30 }, 12, '12 秒'],
    ['session.locked', { retryAfterS: 1_800 }, 0, '可以重新登录'],
    ['session.disabled', {}, 0, '账号已停用'],
    ['session.noTicket', {}, 0, '重新输入密码'],
    ['secondFactor.wrongCode', { triesLeft: 0 }, 0, '连续输错 5 次'],
  ] as const)('%s %j with %i s left: …%s…', (code, detail, leftS, words) => {
    expect(sentence(code, detail, leftS)).toContain(words)
  })
})
