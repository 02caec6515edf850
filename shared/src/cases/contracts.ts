import { Type, type Static } from 'typebox'
import { stages, ClockLight } from '../clocks/index.ts'
import { closed, contract, Id, InstantText, nullable, oneOf, Page } from '../kernel/index.ts'
import { MediaFile } from '../uploads/index.ts'
import { PostedMove } from './inputs/posted.ts'
import { AreaCode, CaseEntry, CaseView } from './model.ts'
import { caseMoveNames } from './moves/index.ts'

/** Several words of a list, joined by commas. */
const Words = Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9]+(,[A-Za-z0-9]+)*$' })
const Day = Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` })
const Flag = oneOf(['true', 'false'])

/** The one filter by which lists are fetched and numbers are opened; days are Asia/Shanghai's. */
export const CaseFilter = closed({
  status: Type.Optional(Words),
  level: Type.Optional(Words),
  area: Type.Optional(AreaCode),
  q: Type.Optional(Type.String({ maxLength: 80, pattern: String.raw`^[^\u0000\uD800-\uDFFF]*$` })),
  category: Type.Optional(Words),
  source: Type.Optional(Words),
  unit: Type.Optional(Id),
  stage: Type.Optional(Words),
  overdue: Type.Optional(Flag),
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
  sort: Type.Optional(oneOf(['due', 'newest', 'level'])),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type CaseFilter = Static<typeof CaseFilter>

export const listCases = contract({
  name: 'listCases',
  method: 'GET',
  path: '/cases',
  summary: '事件列表',
  shape: { query: CaseFilter, reply: Page(CaseView) },
  needs: 'case.read',
  refuses: ['page.unknownCursor'],
})

/** One clock of the case: running, stopped or run out. */
export const CaseClock = closed({
  stage: oneOf(stages),
  startedAt: InstantText,
  dueAt: InstantText,
  stoppedAt: nullable(InstantText),
  overdueAt: nullable(InstantText),
  light: ClockLight,
})

export const CaseDetail = closed({
  case: CaseView,
  text: nullable(Type.String()),
  placeText: nullable(Type.String()),
  requirement: nullable(Type.String()),
  occurredAt: InstantText,
  receivedAt: InstantText,
  media: Type.Array(MediaFile),
  /** Shown in full only to those handling the case; else masked. */
  reporter: closed({
    name: nullable(Type.String()),
    phone: nullable(Type.String()),
    isMasked: Type.Boolean(),
  }),
  clocks: Type.Array(CaseClock),
  timeline: Type.Array(CaseEntry),
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
    'case.askedTooOften',
    'case.notLonger',
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
    'case.methodMissing',
    'case.evidenceMissing',
    'case.noExtension',
    'case.extensionPending',
    'case.noMoreExtensions',
    'case.ownExtension',
    'case.extensionTooLong',
    'case.notLater',
    'case.urgedToday',
    'case.graverCard',
    'case.notSupervised',
    'case.notInstructed',
    'case.tooLate',
    'category.unknown',
    'unit.unknown',
  ],
})
