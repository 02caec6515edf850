import { createI18n, registerMessageResolver, useI18n } from 'petite-vue-i18n'
import { platformMessages } from './platform.ts'
import { refusalMessages } from './refusals.ts'
import type { workRefusalMessages } from './workRefusals.ts'

/** Texts by key, nested as their keys are dotted. */
export interface Messages {
  readonly [key: string]: string | Messages
}

declare global {
  /** The words of the interface; each catalogue adds its own under its name. */
  interface Texts {
    readonly refusal: typeof refusalMessages & typeof workRefusalMessages
  }
}

/** The dotted keys of the texts in a nest of messages. */
export type KeysIn<T> = {
  [K in keyof T & (string | number)]: T[K] extends string ? `${K}` : `${K}.${KeysIn<T[K]>}`
}[keyof T & (string | number)]

/** The dotted key of a text that some catalogue has. */
export type TextKey = KeysIn<typeof platformMessages> | KeysIn<Texts>

const locale = 'zh-CN'

/** A dotted key names a text in the nest of messages; what is missing there is no text. */
function textAt(messages: unknown, key: string): string | null {
  let found = messages
  for (const part of key.split('.')) {
    if (typeof found !== 'object' || found === null) return null
    found = Reflect.get(found, part)
  }
  return typeof found === 'string' ? found : null
}
registerMessageResolver(textAt)

/** Messages are interpreted, never compiled by `eval`: the policy forbids it. */
export const i18n = createI18n({
  legacy: false,
  locale,
  fallbackLocale: locale,
  missingWarn: false,
  fallbackWarn: false,
  messages: { [locale]: { ...platformMessages, refusal: refusalMessages } },
})

/** Adds the words of a feature or page under its name. */
export const addMessages = (name: string, messages: Messages): void =>
  i18n.global.mergeLocaleMessage(locale, { [name]: messages })

/** The sentences of what people do, for whoever does anything: loaded once, with the first account that does. */
export async function addWorkRefusals(): Promise<void> {
  const { workRefusalMessages: sentences } = await import('./workRefusals.ts')
  addMessages('refusal', sentences)
}

/** A text by its key, outside components. */
export const say = (key: TextKey, named: Record<string, unknown> = {}): string => i18n.global.t(key, named)

/** The texts inside components. */
export function useTexts() {
  const { t } = useI18n()
  return { t: (key: TextKey, named: Record<string, unknown> = {}): string => t(key, named) }
}

export const hasText = (key: string): key is TextKey =>
  textAt(i18n.global.getLocaleMessage(locale), key) !== null
