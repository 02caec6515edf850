import { isRealDay } from '../calendar/index.ts'

/** What a cell of a file holds: dates come as `YYYY-MM-DD`, formulas by their value, `broken` where that is missing. */
export type SheetCell = string | number | null | { readonly broken: 'formula' | 'error' }

/** What a column makes of a cell: a value, nothing, or what is wrong with it. */
export type CellOutcome =
  | { readonly is: 'value'; readonly value: string | number }
  | { readonly is: 'blank' }
  | { readonly is: 'wrong'; readonly code: CellFault }

/** What can be wrong with a cell by itself. */
export const cellFaults = [
  'cell.formula',
  'cell.error',
  'cell.tooLong',
  'cell.unreadable',
  'number.lostDigits',
  'number.scientific',
  'code.shape',
  'count.shape',
  'phone.shape',
  'mobile.shape',
  'day.shape',
  'account.shape',
  'word.unknown',
] as const
export type CellFault = (typeof cellFaults)[number]

/** Excel keeps fifteen digits of a number; what had more has lost its end. */
const digitsKept = 15
const scientific = /^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i
/** Neither PostgreSQL nor a screen takes these: control characters, halves of a letter, and what stands for a lost one. */
const unreadable = /(?![\t\n\r])[\p{Cc}\p{Cs}\uFFFD]/u

const wrong = (code: CellFault): CellOutcome => ({ is: 'wrong', code })
const value = (read: string | number): CellOutcome => ({ is: 'value', value: read })
const blank: CellOutcome = { is: 'blank' }

/** Digits of a number as they were typed; undefined for one that lost some, or that is no whole number. */
function digitsOf(cell: number): string | undefined {
  const isWhole = Number.isInteger(cell) && cell >= 0
  return isWhole && cell < 10 ** digitsKept ? String(cell) : undefined
}

/** The text of a cell without outer blanks and in narrow letters; a long number that lost its end is wrong. */
function plainText(cell: SheetCell): CellOutcome {
  if (cell === null) return blank
  if (typeof cell === 'object') return wrong(cell.broken === 'formula' ? 'cell.formula' : 'cell.error')
  if (typeof cell === 'number') {
    if (Math.abs(cell) >= 10 ** digitsKept) return wrong('number.lostDigits')
    return value(String(cell))
  }
  if (unreadable.test(cell)) return wrong('cell.unreadable')
  const text = cell.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()
  return text === '' ? blank : value(text)
}

type ReadCell = (cell: SheetCell) => CellOutcome

/** Reads a text cell and goes on with the text. */
const fromText =
  (read: (text: string) => CellOutcome): ReadCell =>
  cell => {
    const plain = plainText(cell)
    return plain.is === 'value' ? read(String(plain.value)) : plain
  }

/** A name or other words of at most so many letters. */
export const readWords = (max: number): ReadCell =>
  fromText(text => ([...text].length > max ? wrong('cell.tooLong') : value(text)))

/** Digits that name something, kept as text; separators go. Scientific notation has lost digits and is wrong. */
export const readDigits: ReadCell = cell => {
  if (typeof cell === 'number') {
    const digits = digitsOf(cell)
    return digits === undefined ? wrong('number.lostDigits') : value(digits)
  }
  return fromText(text => {
    if (scientific.test(text) && /e/i.test(text)) return wrong('number.scientific')
    const digits = text.replace(/^'/, '').replaceAll(/[\s-]/g, '')
    return /^\d+$/.test(digits) ? value(digits) : wrong('code.shape')
  })(cell)
}

/**
 * The code of a division or grid: 6, 9, 12 or 15 digits. Twelve digits of a statistical register that end in zeros are
 * those of a township or the county. Source: domain.md §2.9.
 */
export const readAreaCode: ReadCell = cell => {
  const read = readDigits(cell)
  if (read.is !== 'value') return read
  const digits = String(read.value)
  const code = digits.length === 12 ? digits.replace(/(?:000000|000)$/, '') : digits
  return [6, 9, 12, 15].includes(code.length) ? value(code) : wrong('code.shape')
}

/** A number of people or households: whole, not negative, thousands' commas and 人 or 户 allowed. */
export const readCount = (most: number): ReadCell =>
  fromText(text => {
    const digits = text
      .replaceAll(/[,\s]/g, '')
      .replace(/[人户]$/, '')
      .replace(/\.0+$/, '')
    if (!/^\d{1,9}$/.test(digits)) return wrong('count.shape')
    return Number(digits) > most ? wrong('count.shape') : value(Number(digits))
  })

/** A telephone number: a mobile of 11 digits, a line with its area code, or 5 to 8 digits. A mobile number kept as a number is whole. */
export const readPhone: ReadCell = fromText(text => {
  if (scientific.test(text)) return wrong('number.scientific')
  const plain = text.replaceAll(/[\s()]/g, '').replace(/^\+?86-?(?=1\d{10}$)/, '')
  const isMobile = /^1[3-9]\d{9}$/.test(plain)
  return isMobile || /^(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?$|^\d{5,6}$/.test(plain)
    ? value(plain)
    : wrong('phone.shape')
})

/** A person's own mobile number, eleven digits. */
export const readMobile: ReadCell = fromText(text => {
  if (scientific.test(text)) return wrong('number.scientific')
  const digits = text.replaceAll(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) ? value(digits) : wrong('mobile.shape')
})

/** What people write where a term has no last day. */
const goesOn = /^(至今|现任|在任|在岗|长期|无|[-—/]+)$/

/** A day, however it is written: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301. A month or a year alone is no day. */
export const readDay: ReadCell = fromText(text => {
  if (goesOn.test(text)) return blank
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(?:[-/.年]\s*)(\d{1,2})(?:[-/.月]\s*)(\d{1,2})日?$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)$/.exec(text) ??
    []
  const read = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isRealDay(read) ? value(read) : wrong('day.shape')
})

/** What one signs in with: 2 to 64 letters, digits, dots, hyphens or underscores. */
export const readAccountName: ReadCell = fromText(text =>
  /^[\w.-]{2,64}$/.test(text) ? value(text) : wrong('account.shape'),
)

/** An outline as the reader of map files writes it: taken as it is. */
export const readOutline: ReadCell = cell =>
  typeof cell === 'string' && cell.startsWith('{')
    ? value(cell)
    : cell === null
      ? blank
      : wrong('cell.unreadable')

/** One of several words, or of what else people write for it; the key is the value. */
export const readOneOf = (wordsByValue: Readonly<Record<string, readonly string[]>>): ReadCell =>
  fromText(text => {
    const found = Object.entries(wordsByValue).find(([key, words]) => key === text || words.includes(text))
    return found ? value(found[0]) : wrong('word.unknown')
  })
