import { createI18n, registerMessageResolver } from 'petite-vue-i18n'
import { platformMessages } from './platform.ts'
import { refusalMessages } from './refusals.ts'

/** Texts by key, nested as their keys are dotted. */
export interface Messages {
  readonly [key: string]: string | Messages
}

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

/** A text by its key, outside components. */
export const say = (key: string, named: Record<string, unknown> = {}): string => i18n.global.t(key, named)

export const hasText = (key: string): boolean => textAt(i18n.global.getLocaleMessage(locale), key) !== null
