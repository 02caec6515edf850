import { say } from '../../../platform/i18n/index.ts'
import type { SettingField } from './draft.ts'

const hintKeys: Readonly<Record<SettingField, string>> = {
  yellowPercent: 'yellowHint',
  orangePercent: 'orangeHint',
  reworkPercent: 'reworkHint',
  extensionPercent: 'extensionHint',
}

/** What a setting means for a case. */
export const settingWords = (field: SettingField): string => say(`clocks.settings.${hintKeys[field]}`)
