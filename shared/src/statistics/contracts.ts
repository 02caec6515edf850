import * as Type from 'typebox'
import type { Static } from 'typebox'
import { AreaCode, caseStatuses, funnelSteps } from '../cases/index.ts'
import { closed, contract, InstantText, nullable, oneOf } from '../kernel/index.ts'

const Count = Type.Integer({ minimum: 0 })
const ByLevel = closed({ red: Count, orange: Count, yellow: Count, blue: Count })
const Share = closed({ code: Type.String(), n: Count })
const Day = Type.String()

/** The standing of one division below the one asked for. */
export const DivisionStanding = closed({
  code: Type.String(),
  name: Type.String(),
  open: ByLevel,
  overdue: Count,
  /** Late cases of level red or orange. */
  graveOverdue: Count,
  opened30: Count,
  closed30: Count,
  closedOnTime30: Count,
  light: oneOf(['red', 'yellow', 'green']),
})

export type DivisionStanding = Static<typeof DivisionStanding>

/**
 * All numbers of a wall for one division, read at one head of the stream. `periodFrom`…`today` is the window
 * 近30天; `asOf` is the head up to which facts are counted. Each number is the length of a list that
 * `GET /api/cases` gives for the filter named in the comment, always with sensitive=false.
 */
export const Overview = closed({
  areaCode: Type.String(),
  areaName: Type.String(),
  asOf: Count,
  at: InstantText,
  today: Day,
  yesterday: Day,
  periodFrom: Day,
  /** area, openedFrom = openedTo = today */
  openedToday: Count,
  openedYesterday: Count,
  /** Of yesterday's, those opened by this time of day; at most a minute old. */
  openedYesterdayByNow: Count,
  /** area, status closed,archived, closedFrom = closedTo = today; of these, on time: onTime */
  closedToday: Count,
  closedOnTimeToday: Count,
  closedYesterday: Count,
  closedYesterdayByNow: Count,
  /** the same with closedFrom = periodFrom, closedTo = today */
  closed30: Count,
  closedOnTime30: Count,
  opened30: Count,
  selfFound30: Count,
  /** 应结: area, openedFrom = periodFrom, openedTo = today, countable; what rates are shares of */
  countable30: Count,
  /** area, open=true, level */
  openByLevel: ByLevel,
  /** area, open=true, late=true, level */
  overdueByLevel: ByLevel,
  /** area, status */
  openByStatus: Type.Array(closed({ status: oneOf(caseStatuses), n: Count })),
  /** area, openedFrom = periodFrom, openedTo = today, reached; `medianS` since the step before, ≈ */
  funnel: Type.Array(closed({ step: oneOf(funnelSteps), n: Count, medianS: nullable(Type.Number()) })),
  /** area, openedFrom = periodFrom, openedTo = today, source | category (top class) */
  sources: Type.Array(Share),
  classes: Type.Array(Share),
  /** area, openedFrom = openedTo = day | closedFrom = closedTo = day; thirty days, oldest first */
  trend: Type.Array(closed({ day: Day, opened: Count, closed: Count })),
  divisions: Type.Array(DivisionStanding),
})
export type Overview = Static<typeof Overview>

export const seeOverview = contract({
  name: 'seeOverview',
  method: 'GET',
  path: '/statistics/overview',
  summary: '态势总览',
  shape: { query: closed({ area: Type.Optional(AreaCode) }), reply: Overview },
  needs: 'statistics.read',
  refuses: ['area.notYours'],
})

/** The signal that carries an `Overview` as its one row to the room of its division, at most once a second. */
export const overviewSignal = 'statistics.overview'
