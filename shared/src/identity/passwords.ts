/** What a password must have at least. Source: domain.md §5.4 (level 3: ten characters). */
export const minPasswordLength = 10
export const maxPasswordLength = 200

/** Why a password will not do. */
export const passwordWeaknesses = ['short', 'long', 'account', 'common', 'same'] as const
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

const rows = [
  '0123456789',
  '9876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
] as const

/** Without what people put around a word to make it count: digits, marks, capitals. */
const coreOf = (text: string): string => text.replaceAll(/^[\d\W_]+|[\d\W_]+$/g, '')

/** One character, or a few, again and again; or keys in the order of a row. */
function isPattern(text: string): boolean {
  for (let length = 1; length <= 4; length += 1) {
    const piece = text.slice(0, length)
    if (piece.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return true
  }
  return rows.some(row => row.repeat(3).includes(text))
}

interface ChosenPassword {
  readonly password: string
  readonly account: string
}

/** What is wrong with a password that somebody chooses; undefined when it will do. `same` is told by whoever knows the old one. */
export function passwordWeakness({
  password,
  account,
}: ChosenPassword): Exclude<PasswordWeakness, 'same'> | undefined {
  const length = [...password].length
  if (length < minPasswordLength) return 'short'
  if (length > maxPasswordLength) return 'long'
  const [low, name] = [password.normalize('NFKC').toLowerCase(), account.toLowerCase()]
  const [bare, bareName] = [low.replaceAll(/[\W_]/g, ''), name.replaceAll(/[\W_]/g, '')]
  const core = coreOf(low)
  if (bareName.length >= 4 ? bare.includes(bareName) : core === name) return 'account'
  const isCommon = core === '' ? isDatelike(low) : commonWords.some(word => core === word)
  return isCommon || isPattern(low) ? 'common' : undefined
}

/** Nothing but digits, in groups or not: dates, telephone numbers and identity numbers are in every list. */
const isDatelike = (text: string): boolean => text.replaceAll(/\D/g, '').length >= text.length - 3
