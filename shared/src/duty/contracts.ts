import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { caseStatuses } from '../cases/index.ts'
import { closed, CommandId, contract, Id, InstantText, nullable, oneOf, PersonText } from '../kernel/index.ts'
import { HandOverLine, HandOverView, mostRemarks, Remark } from './handOver.ts'
import { mostPresences, PresenceView } from './presence.ts'
import { DutyHole, DutyOverlap, dutyPostCodes, DutyStint, NewStint } from './stint.ts'

/** A roster is read for so many days at once. */
export const mostRosterDays = 62
/** So many stints a unit has on so many days. */
export const mostStints = 1_000

/** The roster of a unit for the days named, both among them, with what is wrong with it. */
export const listStints = contract({
  name: 'listStints',
  method: 'GET',
  path: '/duty/roster',
  summary: '值班表',
  shape: {
    query: closed({ unitId: Id, from: Day, to: Day }),
    reply: closed({
      items: Type.Array(DutyStint, { maxItems: mostStints }),
      /** The posts that this unit keeps by day and night. */
      posts: Type.Array(oneOf(dutyPostCodes)),
      /** From now on: what was not kept is not kept any more. */
      holes: Type.Array(DutyHole),
      overlaps: Type.Array(DutyOverlap),
      /** Whether this account writes the roster. */
      isOwn: Type.Boolean(),
    }),
  },
  needs: 'unit.read',
  refuses: ['duty.noUnit', 'calendar.noSuchDay', 'duty.spanOrder', 'duty.spanTooLong'],
})

/** Enters stints of a unit, all or none; sent again under its id, it is answered with what it made. */
export const addStints = contract({
  name: 'addStints',
  method: 'POST',
  path: '/duty/stints',
  summary: '排班',
  shape: {
    body: closed({
      id: CommandId,
      unitId: Id,
      stints: Type.Array(NewStint, { minItems: 1, maxItems: 200 }),
    }),
    reply: closed({ items: Type.Array(DutyStint) }),
  },
  needs: 'duty.manage',
  refuses: [
    'command.idTaken',
    'duty.noUnit',
    'duty.notYours',
    'calendar.noSuchDay',
    'duty.spanOrder',
    'duty.spanTooLong',
    'duty.past',
    'duty.tooFarAhead',
    'duty.sameTwice',
    'duty.rosterFull',
    'duty.unknownPerson',
  ],
})

/** Takes a stint off the roster; one that runs ends now. Off it already: as it is. */
export const endStint = contract({
  name: 'endStint',
  method: 'POST',
  path: '/duty/stints/:id/end',
  summary: '撤下班次',
  shape: { params: closed({ id: Id }), reply: closed({ endedAt: InstantText }) },
  needs: 'duty.manage',
  refuses: ['duty.unknownStint', 'duty.notYours', 'duty.past'],
})

/** Who may be put on the roster of a unit: those who have an account there. */
export const listDutyPeople = contract({
  name: 'listDutyPeople',
  method: 'GET',
  path: '/duty/people',
  summary: '可排班人员',
  shape: {
    query: closed({ unitId: Id }),
    reply: closed({
      items: Type.Array(closed({ accountId: Id, name: Type.String(), initials: Type.String() }), {
        maxItems: 200,
      }),
    }),
  },
  needs: 'duty.manage',
  refuses: ['duty.noUnit', 'duty.notYours'],
})

/** A unit with who keeps its watch at this moment and by which number it is reached. */
export const UnitOnDuty = closed({
  unitId: Id,
  /** The unit's own line of duty; null where none is known, and on walls. */
  phone: nullable(Type.String()),
  stints: Type.Array(
    closed({
      post: oneOf(dutyPostCodes),
      name: Type.String(),
      phone: nullable(Type.String()),
      to: InstantText,
    }),
  ),
})
export type UnitOnDuty = Static<typeof UnitOnDuty>

/** Who is on duty now: the county's centre, the township's, then the other units that keep a roster, as far as one may know of them. */
export const listOnDuty = contract({
  name: 'listOnDuty',
  method: 'GET',
  path: '/duty/present',
  summary: '当前值班',
  shape: { reply: closed({ at: InstantText, items: Type.Array(UnitOnDuty, { maxItems: 300 }) }) },
  needs: 'unit.read',
  refuses: [],
})

/** An act of the record of a case, as the log of a watch tells it. */
export const DutyAct = closed({
  id: Id,
  at: InstantText,
  actorName: Type.String(),
  move: Type.String(),
  to: nullable(oneOf(caseStatuses)),
  caseId: Id,
  number: Type.String(),
  place: nullable(Type.String()),
  categoryCode: nullable(Type.String()),
})
export type DutyAct = Static<typeof DutyAct>

/** 值班日志: what the people of one's centre did with cases, the newest first; of oneself alone where so asked. Writes itself. */
export const listDutyActs = contract({
  name: 'listDutyActs',
  method: 'GET',
  path: '/duty/acts',
  summary: '值班日志',
  shape: {
    query: closed({
      mine: Type.Optional(oneOf(['true'])),
      from: Type.Optional(InstantText),
      to: Type.Optional(InstantText),
      /** The id of the last one of the page before. */
      cursor: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    }),
    reply: closed({ items: Type.Array(DutyAct, { maxItems: 100 }), next: nullable(Id) }),
  },
  needs: 'case.note',
  refuses: ['duty.noCentre'],
})

/** What stands about the watch of one's own centre: what waits to be taken over, what was last. */
export const seeOwnWatch = contract({
  name: 'seeOwnWatch',
  method: 'GET',
  path: '/duty/watch',
  summary: '本班',
  shape: {
    reply: closed({
      unitId: Id,
      /** One's own stint that runs; null for whoever is on no roster now. */
      stint: nullable(DutyStint),
      /** Hand-overs that nobody has taken, the oldest first. */
      waiting: Type.Array(HandOverLine),
      /** The last that was taken. */
      last: nullable(HandOverLine),
    }),
  },
  needs: 'case.note',
  refuses: ['duty.noCentre'],
})

/** Hands the watch over: the open cases as they stand, words to them, signed by whoever gives; it waits to be taken. */
export const giveHandOver = contract({
  name: 'giveHandOver',
  method: 'POST',
  path: '/duty/hand-overs',
  summary: '交班',
  shape: {
    body: closed({
      id: CommandId,
      /** May be empty: nothing to say is said by signing. */
      notes: Type.Union([PersonText(2_000), Type.Literal('')]),
      remarks: Type.Array(Remark, { maxItems: mostRemarks }),
    }),
    reply: HandOverView,
  },
  needs: 'case.accept',
  refuses: ['command.idTaken', 'duty.noCentre', 'duty.tooManyWaiting', 'duty.unseenCase'],
})

/** Takes a watch over by signing it; taken by oneself already, it is answered as it is. */
export const takeHandOver = contract({
  name: 'takeHandOver',
  method: 'POST',
  path: '/duty/hand-overs/:id/take',
  summary: '接班',
  shape: { params: closed({ id: CommandId }), reply: HandOverView },
  needs: 'case.accept',
  refuses: ['duty.noCentre', 'duty.unknownHandOver', 'duty.ownHandOver', 'duty.takenAlready'],
})

/** A hand-over of one's centre; of its cases those that one may read in full now. */
export const seeHandOver = contract({
  name: 'seeHandOver',
  method: 'GET',
  path: '/duty/hand-overs/:id',
  summary: '交接班记录',
  shape: { params: closed({ id: CommandId }), reply: HandOverView },
  needs: 'case.note',
  refuses: ['duty.noCentre', 'duty.unknownHandOver'],
})

/** The hand-overs of one's centre, the newest first. */
export const listHandOvers = contract({
  name: 'listHandOvers',
  method: 'GET',
  path: '/duty/hand-overs',
  summary: '交接班记录列表',
  shape: {
    query: closed({ cursor: Type.Optional(CommandId) }),
    reply: closed({ items: Type.Array(HandOverLine, { maxItems: 50 }), next: nullable(CommandId) }),
  },
  needs: 'case.note',
  refuses: ['duty.noCentre'],
})

/** Tells which case one has open, and hears who else has which: of those alone that one sees in full. */
export const tellPresence = contract({
  name: 'tellPresence',
  method: 'PUT',
  path: '/duty/presence',
  summary: '正在处理',
  shape: {
    body: closed({
      /** Null: none. */
      caseId: nullable(Id),
      /** Whether a form of it is open. */
      isActing: Type.Boolean(),
      /** The one that was open before on this page. */
      leftId: Type.Optional(Id),
    }),
    reply: closed({ items: Type.Array(PresenceView, { maxItems: mostPresences }) }),
  },
  needs: 'case.note',
  refuses: [],
})
