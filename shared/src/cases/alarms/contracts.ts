import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, Id, InstantText, nullable, oneOf, Position } from '../../kernel/index.ts'
import { Alarm } from '../attributes.ts'
import { CaseLevelSchema } from '../catalogue/index.ts'
import { caseStatuses } from '../lifecycle/status.ts'

/** So many alarms are told at once, the gravest and then the oldest; of the others, how many there are. */
export const alarmsTold = 100
/** So many characters of a report are told with its alarm. */
export const alarmWords = 80

/** A case that calls, as whoever it calls is told of it. */
export const AlarmView = closed({
  id: Id,
  number: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  level: CaseLevelSchema,
  status: oneOf(caseStatuses),
  categoryCode: Type.String(),
  areaCode: Type.String(),
  position: nullable(Position),
  sensitive: Type.Boolean(),
  openedAt: InstantText,
  dueAt: nullable(InstantText),
  alarm: Alarm,
  /** Who said that they see to it; on a wall nobody is named. */
  answeredByName: nullable(Type.String()),
  title: Type.String(),
  /** The division it lies in, in full. */
  place: Type.String(),
  /** The place and the beginning of what was reported, in their words; on a wall null. */
  placeText: nullable(Type.String()),
  text: nullable(Type.String()),
})
export type AlarmView = Static<typeof AlarmView>

/** The red and orange cases that wait for me to accept them, answered or not; at a wall, those of its division. */
export const listAlarms = contract({
  name: 'listAlarms',
  method: 'GET',
  path: '/alarms',
  summary: '待受理的红橙事件',
  shape: {
    reply: closed({
      items: Type.Array(AlarmView, { maxItems: alarmsTold }),
      total: Type.Integer({ minimum: 0 }),
    }),
  },
  needs: 'case.read',
  refuses: [],
})

/** 我来办: I see to this case, and its alarm is silent everywhere; the same again changes nothing. */
export const answerAlarm = contract({
  name: 'answerAlarm',
  method: 'POST',
  path: '/alarms/:id/answer',
  summary: '接警',
  shape: {
    params: closed({ id: Id }),
    reply: closed({ version: Type.Integer({ minimum: 1 }), alarm: Alarm, answeredByName: Type.String() }),
  },
  needs: 'case.accept',
  refuses: ['case.unknown', 'alarm.over', 'alarm.answered', 'alarm.notYours'],
})
