import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, Id, InstantText, nullable, oneOf, Page } from '../kernel/index.ts'
import { MediaFile, PendingFile } from '../uploads/index.ts'
import { CaseClockView } from './clocks/clockViews.ts'
import { PostedMove } from './moves/commands.ts'
import { AreaCode, CaseEntry, CaseView } from './model.ts'
import { caseMoveNames } from './moves/index.ts'
import { caseStatuses } from './lifecycle/status.ts'
import { CaseExchanges } from './exchanges.ts'
import { WorkedPlaybook } from './playbooks/playbook.ts'

/** Several words of a list, joined by commas. */
const Words = Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9]+(,[A-Za-z0-9]+)*$' })
const Day = Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` })
const Flag = oneOf(['true', 'false'])

/** Longest query, in UTF-16 units. */
export const maxQueryLength = 80
const QueryText = Type.String({
  maxLength: maxQueryLength,
  pattern: String.raw`^(?:[^\u0000\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])*$`,
})

/** The one filter by which lists are fetched and numbers are opened; days are Asia/Shanghai's. */
export const CaseFilter = closed({
  status: Type.Optional(Words),
  level: Type.Optional(Words),
  area: Type.Optional(AreaCode),
  /** Words that a case has all of, in any order; dots, dashes, spaces, width and case count for nothing. */
  q: Type.Optional(QueryText),
  category: Type.Optional(Words),
  source: Type.Optional(Words),
  unit: Type.Optional(Id),
  stage: Type.Optional(Words),
  /** Its own clock has run out; with `late`, its own or that of a helping unit. */
  overdue: Type.Optional(Flag),
  late: Type.Optional(Flag),
  open: Type.Optional(Flag),
  /** What concerns a child, a victim, an informer: numbers on screens leave these cases out. */
  sensitive: Type.Optional(Flag),
  /** Cases that I reported. */
  mine: Type.Optional(Flag),
  /** Cases whose next step my unit or I owe. */
  todo: Type.Optional(Flag),
  openedFrom: Type.Optional(Day),
  openedTo: Type.Optional(Day),
  closedFrom: Type.Optional(Day),
  closedTo: Type.Optional(Day),
  /** Whether the handling clock never ran out (`lateStages` has no `handling`). */
  onTime: Type.Optional(Flag),
  /** Cases that have come at least so far along the loop: a name of the funnel. */
  reached: Type.Optional(Words),
  /** Cases with helping units; with `helping`, those in which my unit owes a part. */
  joint: Type.Optional(Flag),
  helping: Type.Optional(Flag),
  /** An extension waits for its decision. */
  extensionAsked: Type.Optional(Flag),
  /** Some lower tier handed it up. */
  escalated: Type.Optional(Flag),
  /** A notice of supervision waits for its answer; with `card`, of that colour. */
  supervised: Type.Optional(Flag),
  card: Type.Optional(Words),
  /** A leader's instruction waits for its receipt. */
  instructed: Type.Optional(Flag),
  /** Closed cases that were drawn for call-back and not called yet. */
  callBack: Type.Optional(Flag),
  reopened: Type.Optional(Flag),
  /** Cases merged into this one. */
  master: Type.Optional(Id),
  /** 应结: what counts in the rates; not rejected, withdrawn, merged, voided, nor on account. */
  countable: Type.Optional(Flag),
  /** The clock shown runs out by the end of that day. */
  dueTo: Type.Optional(Day),
  sort: Type.Optional(oneOf(['due', 'newest', 'level'])),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type CaseFilter = Static<typeof CaseFilter>

const CasePage = closed({
  ...Page(CaseView).properties,
  /** Cases of before an upgrade that are not searchable yet, when there may be such: what is not found may be among them. */
  unsearched: Type.Optional(Type.Integer({ minimum: 1 })),
})
export type CasePage = Static<typeof CasePage>

export const listCases = contract({
  name: 'listCases',
  method: 'GET',
  path: '/cases',
  summary: '事件列表',
  shape: { query: CaseFilter, reply: CasePage },
  needs: 'case.read',
  refuses: ['page.unknownCursor'],
})

/** So many entries of a timeline are told at once. */
export const entriesTold = 100
const EntryVersion = Type.Integer({ minimum: 1, maximum: 2_147_483_647 })

/** Another case as this one speaks of it. */
const CaseMention = closed({
  id: Id,
  number: Type.String(),
  status: oneOf(caseStatuses),
  openedAt: InstantText,
})

/** So many files of a case, and so many cases merged into it, are told at once. */
export const filesTold = 100
export const mergedTold = 100
const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** A file by the version that named it. */
const FileCursor = Type.String({ pattern: `^[0-9]{1,9}_${uuid}$` })
/** A case by when it was opened, in epoch milliseconds. */
const MergedCursor = Type.String({ pattern: `^[0-9]{13}_${uuid}$` })

export const CaseDetail = closed({
  case: CaseView,
  text: nullable(Type.String()),
  placeText: nullable(Type.String()),
  requirement: nullable(Type.String()),
  occurredAt: InstantText,
  receivedAt: InstantText,
  /** The files that are here, of those named first; `listFiles` reads on from `filesNext`, null where these are all. */
  media: Type.Array(MediaFile),
  /** Files that were named and are not here: still coming, overdue, or refused. */
  pendingMedia: Type.Array(PendingFile),
  filesNext: nullable(FileCursor),
  /** Shown in full only to those handling the case; else masked. */
  reporter: closed({
    name: nullable(Type.String()),
    phone: nullable(Type.String()),
    isMasked: Type.Boolean(),
    /** A number was given and cannot be read: it was sealed under a key that this server does not have. */
    isPhoneLost: Type.Optional(Type.Boolean()),
  }),
  clocks: Type.Array(CaseClockView),
  /** The latest entries, oldest first; `listEntries` reads on from `earlier`, which is null where these are all. */
  timeline: Type.Array(CaseEntry, { maxItems: entriesTold }),
  earlier: nullable(EntryVersion),
  exchanges: CaseExchanges,
  /** 预案: the one the case is worked by, with what was ticked of it; null where none is meant for it. */
  playbook: nullable(WorkedPlaybook),
  /** The case that this one was merged into, told to whoever sees that one in full; likewise those in `merged`. */
  master: nullable(CaseMention),
  /** The first of them; `listMerged` reads on from `mergedNext`, null where these are all. */
  merged: Type.Array(CaseMention, { maxItems: mergedTold }),
  mergedNext: nullable(MergedCursor),
  openMoves: Type.Array(oneOf(caseMoveNames)),
  asOf: Type.Integer(),
})
export type CaseDetail = Static<typeof CaseDetail>

const caseParams = closed({ id: Id })

export const seeCase = contract({
  name: 'seeCase',
  method: 'GET',
  path: '/cases/:id',
  summary: '事件详情',
  shape: { params: caseParams, reply: CaseDetail },
  needs: 'case.read',
  refuses: ['case.unknown'],
})

/** Who did what before a version of the case, the latest of it, oldest first. */
export const listEntries = contract({
  name: 'listEntries',
  method: 'GET',
  path: '/cases/:id/entries',
  summary: '事件的办理记录',
  shape: {
    params: caseParams,
    query: closed({
      /** The `earlier` of the part before. */
      before: Type.Optional(EntryVersion),
    }),
    reply: closed({
      items: Type.Array(CaseEntry, { maxItems: entriesTold }),
      earlier: nullable(EntryVersion),
    }),
  },
  needs: 'case.read',
  refuses: ['case.unknown'],
})

/** The files of a case after those told before, in the order in which they were named. */
export const listFiles = contract({
  name: 'listFiles',
  method: 'GET',
  path: '/cases/:id/files',
  summary: '事件的附件',
  shape: {
    params: caseParams,
    query: closed({ cursor: Type.Optional(FileCursor) }),
    reply: closed({
      media: Type.Array(MediaFile, { maxItems: filesTold }),
      pendingMedia: Type.Array(PendingFile, { maxItems: filesTold }),
      next: nullable(FileCursor),
    }),
  },
  needs: 'case.read',
  refuses: ['case.unknown'],
})

/** The cases merged into one after those told before, oldest first, of those that the reader sees in full. */
export const listMerged = contract({
  name: 'listMerged',
  method: 'GET',
  path: '/cases/:id/merged',
  summary: '并入该事件的事件',
  shape: {
    params: caseParams,
    query: closed({ cursor: Type.Optional(MergedCursor) }),
    reply: closed({
      items: Type.Array(CaseMention, { maxItems: mergedTold }),
      next: nullable(MergedCursor),
    }),
  },
  needs: 'case.read',
  refuses: ['case.unknown'],
})

export const moveCase = contract({
  name: 'moveCase',
  method: 'POST',
  path: '/cases/:id/moves',
  summary: '办理事件',
  shape: { params: caseParams, body: PostedMove, reply: CaseView },
  needs: 'case.read',
  refuses: [
    'case.unknown',
    'case.illegalMove',
    'case.stale',
    'case.notYours',
    'case.handlerVerifies',
    'case.notYourLevel',
    'case.refusedBefore',
    'case.refusedLate',
    'case.askedTooOften',
    'case.notLonger',
    'clock.notRunning',
    'clock.ranOut',
    'clock.extendedTooOften',
    'clock.notLater',
    'clock.tooFar',
    'case.sameLevel',
    'case.unknownMedia',
    'case.notYourTier',
    'case.noCheckNeeded',
    'case.hasMerged',
    'case.mergesItself',
    'case.masterUnknown',
    'case.masterClosed',
    'case.notRefused',
    'case.notCoUnit',
    'case.helpsAlready',
    'case.coUnitsOpen',
    'case.textTooShort',
    'case.callMissing',
    'case.methodMissing',
    'case.overrideUnexplained',
    'case.evidenceMissing',
    'case.noExtension',
    'case.extensionPending',
    'case.noMoreExtensions',
    'case.ownExtension',
    'case.urgedToday',
    'case.graverCard',
    'case.notSupervised',
    'case.notInstructed',
    'case.tooLate',
    'category.unknown',
    'category.ended',
    'unit.unknown',
    'incident.notGrave',
    'incident.calledAlready',
    'incident.noDraft',
    'incident.wrongKind',
    'incident.otherDraft',
    'playbook.none',
    'playbook.changed',
    'playbook.unknownStep',
    'playbook.tickedAlready',
    'playbook.notTicked',
    'playbook.unexplained',
  ],
})
