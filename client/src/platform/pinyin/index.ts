import { fold, searchWords } from '@shuniu/shared/kernel'
import { shallowRef } from 'vue'

type Match = (text: string, typed: string) => unknown
const match = shallowRef<Match>()
let loading: Promise<void> | undefined

/** Fetches the pinyin tables (once); until they are here, search goes by the characters alone. */
export function loadPinyin(): Promise<void> {
  loading ??= import('pinyin-pro').then(pinyin => {
    match.value = (text, typed) => pinyin.match(text, typed, { continuous: true })
  })
  return loading
}

const latin = /^[a-z]+$/i

/**
 * Whether a name answers to what was typed: characters, digits, full pinyin or its initials (`zlj` finds 张老集). Folded as
 * the search of cases folds: width, case, composition and separators make no difference; each word has to answer.
 */
export function answersTo(text: string, typed: string): boolean {
  const folded = fold(text)
  const answers = (word: string) =>
    folded.includes(word) || (latin.test(word) && Boolean(match.value?.(text, word)))
  return searchWords(typed).every(answers)
}

/** Makes computed lists look again when the tables have come. */
export const isPinyinReady = (): boolean => match.value !== undefined
