import { alarmLevels, type AlarmView } from '@shuniu/shared/cases'
import { isOneOf } from '@shuniu/shared/kernel'
import { say } from '../../platform/i18n/index.ts'
import { kindsNow } from '../cases/index.ts'

const levelWord = ({ level }: Pick<AlarmView, 'level'>): string =>
  isOneOf(alarmLevels, level) ? say(`alarms.level.${level}`) : ''

export const kindOf = ({ categoryCode }: Pick<AlarmView, 'categoryCode'>): string =>
  kindsNow().of(categoryCode)?.name ?? ''

type Shown = Pick<AlarmView, 'level' | 'categoryCode' | 'sensitive' | 'place'>

/** What may stand or be said where anybody can see or hear it: level and place, of a sensitive case not its kind. */
export const openKind = (alarm: Shown): string => (alarm.sensitive ? say('alarms.sensitive') : kindOf(alarm))

export const noticeTitle = (alarm: Shown): string => say('alarms.notice', { level: levelWord(alarm) })
export const noticeText = (alarm: Shown, more: number): string =>
  [
    alarm.place,
    ...(alarm.sensitive ? [say('alarms.sensitive')] : []),
    ...(more > 0 ? [say('alarms.more', { n: more })] : []),
  ].join(' · ')

export const spokenText = (alarm: Shown): string =>
  say('alarms.spoken', { level: levelWord(alarm), place: alarm.place, kind: openKind(alarm) })
