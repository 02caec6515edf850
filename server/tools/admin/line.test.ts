import { describe, expect, it } from 'vitest'
import { readLine, usageOf } from './line.ts'

describe('a line of npm run admin', () => {
  it('is a command with its words, and a reason', () => {
    expect(readLine(['disable', 'a.b', '--reason', '调离'])).toEqual({
      word: 'disable',
      words: ['a.b'],
      reason: '调离',
      isHelp: false,
    })
  })

  it.each([
    [[], '缺少命令'],
    [['dance'], '没有这个命令：dance'],
    [['disable'], '缺少 account'],
    [['create', 'a', 'b'], '缺少 role、scope'],
    [['list', 'x', 'y'], '多余的内容：y'],
    [['disable', 'a', 'b'], '多余的内容：b'],
    [['disable', 'a', '--force'], '--force'],
    [['disable', '-x', 'a'], '-x'],
    [['disable', 'a', '--reason'], '--reason'],
    [['certificate'], '缺少 host'],
  ])('%j is wrong: %s', (args, why) => {
    const line = readLine(args)

    expect('wrong' in line ? line.wrong : '').toContain(why)
  })

  it.each(['list', 'create', 'disable', 'enable', 'unlock', 'reset', 'certificate'])(
    '%s --help says how it is used',
    word => {
      expect(readLine([word, '--help'])).toMatchObject({ word, isHelp: true })
      expect(usageOf(word)).toContain(`npm run admin -- ${word}`)
    },
  )

  it('takes as many hosts as there are', () => {
    expect(readLine(['certificate', 'a', 'b', 'c'])).toMatchObject({ words: ['a', 'b', 'c'] })
  })
})
