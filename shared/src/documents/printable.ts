import { kindNamesOf, levelRows, sources, topClassOf, type CaseFact, type CaseLevel } from '../cases/index.ts'
import { shanghaiDay } from '../calendar/index.ts'
import { instant, toMs } from '../kernel/index.ts'

/** What XML cannot carry: control characters, and two that are no characters. Word would refuse the whole file. */
const unprintable = /(?![\n\t])[\p{Cc}\uFFFE\uFFFF]/gu
/** Marks that turn the direction of writing: on paper they would let a text read other than it was written. */
const turning = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** Any text as it may stand on paper, with its spaces. */
export const printable = (text: string): string =>
  text.replaceAll(/\r\n?/g, '\n').replaceAll(unprintable, '').replaceAll(turning, '').replaceAll('\t', '  ')

/** A text that somebody typed, as it may stand on paper; empty where nothing can be seen of it. */
export const documentText = (text: string): string => printable(text).trim()

/** A name of a list with the brackets and commas of Chinese print. */
const inPrint = (name: string): string =>
  name.replaceAll('(', '（').replaceAll(')', '）').replaceAll(',', '，')

const digits = [...'〇一二三四五六七八九']

/** 1 … 99 in words: 十, 十一, 二十五. */
function countWord(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10]
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${digits[tens] ?? ''}十`
  return `${ten}${ones === 0 && tens > 0 ? '' : (digits[ones] ?? '')}`
}

/** `二〇二六年十一月二十五日`: a moment's day in Shanghai, as documents are dated. */
export function dateWords(at: string): string {
  const [year = '', month, day] = shanghaiDay(instant(at)).split('-')
  const yearWords = [...year].map(digit => digits[Number(digit)] ?? '').join('')
  return `${yearWords}年${countWord(Number(month))}月${countWord(Number(day))}日`
}

const shanghaiMs = 8 * 3_600_000

/** `2026-11-25 09:30`, in Shanghai, as tables have it; empty for none. */
export const timeWords = (at: string | null): string =>
  at === null
    ? ''
    : instant(toMs(instant(at)) + shanghaiMs)
        .slice(0, 16)
        .replace('T', ' ')

/** `2026年11月25日9时30分`, at the full hour `9时`: in Shanghai, as running text has it; empty for none. */
export function momentWords(at: string | null): string {
  const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/.exec(timeWords(at)) ?? []
  return year === undefined
    ? ''
    : `${year}年${Number(month)}月${Number(day)}日${Number(hour)}时${minute === '00' ? '' : `${minute ?? ''}分`}`
}

/** Room for a date written by hand. */
export const blankDate = '　　　　年　　月　　日'
const blankSigner = '签名：　　　　　　'
export const signedFoot = `${blankSigner}${blankDate}`
export const sealedFoot = ['（盖章）', blankDate].join('　')

/** Where there is nothing to say, room to write it by hand. */
export const orBlank = (text: string, blank: string): string => (text === '' ? blank : text)

export const levelWords = (level: CaseLevel): string =>
  `${levelRows[level].colour}（${levelRows[level].name}）`

/** The class and the kind of a case, the kind as it was called when the case was given it. */
export const kindWords = (current: Pick<CaseFact, 'categoryCode' | 'kindNames'>): string =>
  [...new Set([topClassOf(current.categoryCode)?.name, kindNamesOf(current)?.name])]
    .filter(name => name !== undefined)
    .join('—')

export const sourceWords = (code: string): string => sources.find(row => row.code === code)?.name ?? ''

/** The name of a code in a closed list; empty for none. */
export const nameIn = (
  rows: readonly { readonly code: string; readonly name: string }[],
  code: string,
): string => inPrint(rows.find(row => row.code === code)?.name ?? '')
