import { describe, expect, it } from 'vitest'
import { fold, searchWords } from './fold.ts'

describe('the fold of texts and words', () => {
  it.each([
    ['width', '１３８００１３８０００', '13800138000'],
    ['width of letters', 'ＺＺ３４１２２２', 'zz341222'],
    ['halfwidth kana', 'ｶﾞｽ', 'ガス'],
    ['case', 'WuLi', 'wuli'],
    ['composition', 'Caf\u{E9}', 'Cafe\u{301}'],
    ['a compatibility ideograph', '\u{F9D8}律', '\u{5F8B}律'],
    ['a ligature', 'ﬁ', 'fi'],
    ['zero-width characters', '排水\u{200B}沟\u{FEFF}堵\u{200D}塞\u{AD}', '排水沟堵塞'],
    ['middle dots', '买买提·艾力', '买买提•艾力'],
    ['a middle dot that is left out', '买买提・艾力', '买买提艾力'],
    ['dashes', '3-12', '3—12'],
    ['other dashes', '3\u{2010}12', '3－12'],
    ['a minus for a dash', '3\u{2212}12', '3~12'],
    ['an operator for a middle dot', '买买提\u{22C5}艾力', '买买提\u{2219}艾力'],
    ['spaces in a number', '138 0013-8000', '13800138000'],
    ['ideographic spaces', '城关镇　东关村', '城关镇东关村'],
    ['a variation selector', '☎\u{FE0F}', '☎'],
    ['Turkish dotted capitals', '\u{130}', 'i'],
    ['the Kelvin sign', '\u{212A}', 'k'],
  ])('%s', (_, one, other) => {
    expect(fold(one)).toBe(fold(other))
    expect(fold(one)).not.toBe('')
  })

  it('keeps symbols and emoji', () => {
    expect(fold('🔥 37℃ +5')).toBe('🔥37°c+5')
  })

  it.each(['', '%', '_', '\\', '·', '   ', '\u{200B}', '\u{D800}', '\u{DC00}\u{D800}', '%_%', '——', '\0'])(
    'makes nothing of %j',
    text => {
      expect(fold(text)).toBe('')
    },
  )

  it('is the same when folded again', () => {
    for (const text of ['\u{1E9E}ß', 'ǅ', 'İI', 'Ω', '㍿', '①', '\u{3F4}', '𝐀', 'ﷺ', '½']) {
      expect(fold(fold(text))).toBe(fold(text))
    }
  })
})

describe('the words of a query', () => {
  it.each([
    ['城关 打架', ['城关', '打架']],
    ['打架，城关镇', ['城关镇', '打架']],
    ['城关　打架', ['城关', '打架']],
    ['买买提·艾力', ['买买提艾力']],
    ['3—12', ['312']],
    ['138 0013 8000', ['0013', '8000', '138']],
    ['打 打架 打架', ['打架']],
    ['% _ \\', []],
    ['···', []],
  ])('%j', (query, words) => {
    expect(searchWords(query)).toEqual(words)
  })

  it('are no more than eight, whatever is typed', () => {
    const query = Array.from({ length: 3_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join(' ')

    expect(searchWords(query)).toHaveLength(8)
  })

  it('are read of ten thousand characters at once', () => {
    expect(searchWords('\u{D83D}'.repeat(10_000))).toEqual([])
    expect(searchWords('一'.repeat(10_000))).toEqual(['一'.repeat(10_000)])
  })
})
