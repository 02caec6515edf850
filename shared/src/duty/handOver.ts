import * as Type from 'typebox'
import type { Static } from 'typebox'
import { caseLevels, caseStatuses } from '../cases/index.ts'
import { closed, Id, InstantText, nullable, oneOf, PersonText } from '../kernel/index.ts'

/** So many open cases stand in a hand-over, the gravest first; of more it is told how many there were. */
export const mostHandedOver = 100
/** So many of them may have a word of their own. */
export const mostRemarks = 50
/** So many hand-overs of a centre may wait to be taken. */
export const mostWaiting = 12
/** After so long a hand-over that nobody has taken is a watch that nobody keeps. */
export const untakenAfterS = 900

const Count = Type.Integer({ minimum: 0 })

/** How the cases of a centre stood when a watch was handed over. */
export const HandOverCounts = closed({
  open: Count,
  /** Taken on by nobody yet. */
  unaccepted: Count,
  late: Count,
  /** Running out within two hours. */
  soon: Count,
})
export type HandOverCounts = Static<typeof HandOverCounts>

/** A case in a hand-over: as it was then, and as it is now. */
export const HandedOverCase = closed({
  caseId: Id,
  number: Type.String(),
  place: nullable(Type.String()),
  categoryCode: nullable(Type.String()),
  level: oneOf(caseLevels),
  /** As it was handed over. */
  status: oneOf(caseStatuses),
  dueAt: nullable(InstantText),
  /** As it is now. */
  statusNow: oneOf(caseStatuses),
  /** What whoever handed over says of it. */
  remark: nullable(Type.String()),
})
export type HandedOverCase = Static<typeof HandedOverCase>

/** 交接班: one watch passed to the next; whole once both have signed. Source: domain.md §4.2, §4.6 (值班日志/交接班表). */
export const HandOverView = closed({
  id: Id,
  unitId: Id,
  givenBy: Type.String(),
  givenById: Id,
  givenAt: InstantText,
  /** Since when the watch that ends was kept; null where nobody knows. */
  since: nullable(InstantText),
  notes: Type.String(),
  counts: HandOverCounts,
  cases: Type.Array(HandedOverCase, { maxItems: mostHandedOver }),
  takenBy: nullable(Type.String()),
  takenAt: nullable(InstantText),
})
export type HandOverView = Static<typeof HandOverView>

/** A hand-over in a list: who and when. */
export const HandOverLine = closed({
  id: Id,
  givenBy: Type.String(),
  givenById: Id,
  givenAt: InstantText,
  takenBy: nullable(Type.String()),
  takenAt: nullable(InstantText),
})
export type HandOverLine = Static<typeof HandOverLine>

export const Remark = closed({ caseId: Id, text: PersonText(200) })
export type Remark = Static<typeof Remark>
