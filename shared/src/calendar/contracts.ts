import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, CommandId, contract, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { Day } from './day.ts'
import { DutyHours, Season } from './hours.ts'
import { YearTable } from './years.ts'

export const yearStates = ['published', 'imported', 'provisional'] as const

/** One year of the duty calendar: where its notice comes from, and how many days it names. */
export const DutyYear = closed({
  year: Type.Integer(),
  /** `provisional` 待公布: no notice is out, Monday to Friday counts. */
  state: oneOf(yearStates),
  holidays: Type.Integer(),
  makeUpWorkdays: Type.Integer(),
  workdays: Type.Integer(),
  notice: nullable(Type.String()),
  importedAt: nullable(InstantText),
  importedBy: nullable(Type.String()),
})
export type DutyYear = Static<typeof DutyYear>

const yearParams = closed({ year: Type.Integer({ minimum: 2000, maximum: 2199 }) })

/** The years with a notice and the two after this one, in order. */
export const listDutyYears = contract({
  name: 'listDutyYears',
  method: 'GET',
  path: '/duty/years',
  summary: '工作日历:各年状态',
  shape: { reply: closed({ items: Type.Array(DutyYear) }) },
  needs: 'signedIn',
  refuses: [],
})

/** A table that was imported, the one in force among them. */
export const DutyYearImport = closed({
  table: YearTable,
  importedBy: Type.String(),
  importedAt: InstantText,
})
export type DutyYearImport = Static<typeof DutyYearImport>

/** A year with its table; what was imported for it is kept, the newest first, so that it can be imported again. */
export const seeDutyYear = contract({
  name: 'seeDutyYear',
  method: 'GET',
  path: '/duty/years/:year',
  summary: '工作日历:一年的放假与调休',
  shape: {
    params: yearParams,
    reply: closed({
      ...DutyYear.properties,
      table: YearTable,
      imports: Type.Array(DutyYearImport),
    }),
  },
  needs: 'signedIn',
  refuses: ['calendar.unknownYear'],
})

/** Imports one year's notice whole; the same as is in force changes nothing; clocks that run keep the deadlines they have. */
export const importDutyYear = contract({
  name: 'importDutyYear',
  method: 'PUT',
  path: '/duty/years/:year',
  summary: '导入一年的放假与调休安排',
  shape: { params: yearParams, body: YearTable, reply: DutyYear },
  needs: 'clock.manage',
  refuses: [
    'calendar.wrongYear',
    'calendar.noSuchDay',
    'calendar.outsideYear',
    'calendar.bothOffAndOn',
    'calendar.makeUpOnWeekday',
    'calendar.gap',
    'calendar.pastChanged',
  ],
})

/** A season's hours, with who set them. */
export const SetHours = closed({
  ...DutyHours.properties,
  /** Null for the hours that the county started with. */
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
})
export type SetHours = Static<typeof SetHours>

const HoursReply = closed({ items: Type.Array(SetHours) })

/** Every season's hours, those that a later row has replaced among them, the newest first. */
export const listDutyHours = contract({
  name: 'listDutyHours',
  method: 'GET',
  path: '/duty/hours',
  summary: '作息时间',
  shape: { reply: HoursReply },
  needs: 'signedIn',
  refuses: [],
})

/** All seasons of a year anew, from a day to come; sent again under its id, it is answered with the hours as they are. */
export const changeDutyHours = contract({
  name: 'changeDutyHours',
  method: 'POST',
  path: '/duty/hours',
  summary: '调整作息时间',
  shape: {
    body: closed({
      id: CommandId,
      effectiveFrom: Day,
      seasons: Type.Array(Season, { minItems: 1, maxItems: 6 }),
    }),
    reply: HoursReply,
  },
  needs: 'clock.manage',
  refuses: [
    'command.idTaken',
    'calendar.noSuchDay',
    'calendar.hoursOutOfOrder',
    'calendar.hoursGap',
    'calendar.hoursOverlap',
    'calendar.pastHours',
  ],
})
