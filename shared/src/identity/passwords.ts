/** What a password must have at least. Source: domain.md §5.4 (level 3: ten characters). */
export const minPasswordLength = 10
export const maxPasswordLength = 200

/**
 * Why a password will not do. What only the server can tell: `name` is made of the holder's name, `same` is the present one,
 * `former` one of the last five before it.
 */
export const passwordWeaknesses = ['short', 'long', 'account', 'name', 'common', 'same', 'former'] as const
export type PasswordWeakness = (typeof passwordWeaknesses)[number]

/** Words that stand in lists of what people choose, and what this product's own accounts began with. */
const commonWords = [
  'password',
  'passw0rd',
  'admin',
  'administrator',
  'welcome',
  'letmein',
  'iloveyou',
  'woaini',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsx',
  'qazwsxedc',
  'abc',
  'abcd',
  'aaa',
  'test',
  'root',
  'user',
  'master',
  'monkey',
  'dragon',
  'shuniu',
  'shuniu-demo',
  'zongzhi',
  'zzzx',
  'taihe',
  'fuyang',
  'anhui',
  'china',
] as const

/** Keys and letters as they lie beside one another: along a row, down the columns, zigzag over two rows. */
const rows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '1q2w3e4r5t6y7u8i9o0p',
  '1a2b3c4d5e6f7g8h9i0j',
  'q1w2e3r4t5y6u7i8o9p0',
  '!@#$%^&*()',
] as const
const runs = rows.flatMap(row => [row.repeat(3), [...row.repeat(3)].reverse().join('')])
const shortestRun = 3

/** A lower-case text without what people put around a word to make it count: digits and marks. */
export const coreOf = (text: string): string => text.replaceAll(/^[\d\W_]+|[\d\W_]+$/g, '')

/** How many characters from here on lie beside one another, or are one and the same. */
function runLength(text: string): number {
  let length = shortestRun
  const isRun = (piece: string) =>
    piece === piece.charAt(0).repeat(piece.length) || runs.some(run => run.includes(piece))
  if (text.length < length || !isRun(text.slice(0, length))) return 0
  while (length < text.length && isRun(text.slice(0, length + 1))) length += 1
  return length
}

/** Nothing but runs of keys, one after the other: qwer1234, asdf!@#$. */
function isOfRuns(text: string): boolean {
  let at = 0
  while (at < text.length) {
    const length = runLength(text.slice(at))
    if (length === 0) return false
    at += length
  }
  return true
}

/** One character, or a few, again and again; or keys in the order of the keyboard. */
function isPattern(text: string): boolean {
  for (let length = 1; length <= 4; length += 1) {
    const piece = text.slice(0, length)
    if (piece.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return true
  }
  return isOfRuns(text)
}

interface ChosenPassword {
  readonly password: string
  readonly account: string
}

/** What can be told of a password by itself. */
export type OwnWeakness = Exclude<PasswordWeakness, 'name' | 'same' | 'former'>

/**
 * What is wrong with a password that somebody chooses, as far as rules tell it; undefined when it will do by them. What
 * stands in lists, and what was chosen before, the server knows.
 */
export function passwordWeakness({ password, account }: ChosenPassword): OwnWeakness | undefined {
  const length = [...password].length
  if (length < minPasswordLength) return 'short'
  if (length > maxPasswordLength) return 'long'
  const [low, name] = [password.normalize('NFKC').toLowerCase(), account.toLowerCase()]
  const [bare, bareName] = [low.replaceAll(/[\W_]/g, ''), name.replaceAll(/[\W_]/g, '')]
  const core = coreOf(low)
  if (bareName.length >= 4 ? bare.includes(bareName) : core === name) return 'account'
  const isCommon = core === '' ? isDatelike(low) : commonWords.some(word => core === word)
  return isCommon || isMostlyDigits(low) || isPattern(low) ? 'common' : undefined
}

/** Nothing but digits, in groups or not: dates, telephone numbers and identity numbers are in every list. */
const isDatelike = (text: string): boolean => text.replaceAll(/\D/g, '').length >= text.length - 3

/** So few letters beside digits are initials beside a telephone, a birthday or the end of an identity number. */
const mostInitials = 3
const isMostlyDigits = (text: string): boolean => {
  const rest = text.replaceAll(/[\d\W_]/g, '')
  return (
    /^[\x20-\x7e]+$/.test(text) && rest.length <= mostInitials && isDatelike(text.replaceAll(/[a-z]/g, ''))
  )
}
