import { say } from '../../../platform/i18n/index.ts'
import type { SettingField } from './settingsForm.ts'

const hintKeys = {
  yellowPercent: 'yellowHint',
  orangePercent: 'orangeHint',
  reworkPercent: 'reworkHint',
  extensionPercent: 'extensionHint',
} as const satisfies Readonly<Record<SettingField, string>>

/** What a setting means for a case. */
export const settingWords = (field: SettingField): string => say(`clocks.settings.${hintKeys[field]}`)
