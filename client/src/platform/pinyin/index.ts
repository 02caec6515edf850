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

/** Whether a name answers to what was typed: characters, digits, full pinyin or its initials (`zlj` finds 张老集). */
export function answersTo(text: string, typed: string): boolean {
  const wanted = typed.trim()
  if (wanted === '' || text.toLowerCase().includes(wanted.toLowerCase())) return true
  return latin.test(wanted) && Boolean(match.value?.(text, wanted.toLowerCase()))
}

/** Makes computed lists look again when the tables have come. */
export const isPinyinReady = (): boolean => match.value !== undefined
