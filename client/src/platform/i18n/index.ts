import { createI18n } from 'vue-i18n'
import { platformMessages } from './platform.ts'
import { refusalMessages } from './refusals.ts'

/** Texts by key, nested as their keys are dotted. */
export interface Messages {
  readonly [key: string]: string | Messages
}

const locale = 'zh-CN'

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

export const hasText = (key: string): boolean => i18n.global.te(key)
