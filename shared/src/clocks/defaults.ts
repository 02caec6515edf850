import { clockLevels, type ClockLevel, type ClockRule, type ClockUnit } from './rule.ts'
import { stages, type Stage } from './stages.ts'

interface DefaultLimit {
  readonly amount: number
  readonly unit: ClockUnit
  readonly maxAmount?: number
  readonly maxUnit?: ClockUnit
}
type LimitsByLevel = Readonly<Partial<Record<ClockLevel, DefaultLimit>>>
type LimitsByStage = Readonly<Partial<Record<Stage, LimitsByLevel>>>

const min = (amount: number): DefaultLimit => ({ amount, unit: 'min' })
const h = (amount: number): DefaultLimit => ({ amount, unit: 'h' })
const wh = (amount: number): DefaultLimit => ({ amount, unit: 'wh' })
const eh = (amount: number): DefaultLimit => ({ amount, unit: 'eh' })
const wd = (amount: number): DefaultLimit => ({ amount, unit: 'wd' })
const calendarDays = (days: number): DefaultLimit => h(days * 24)
const each = (limit: DefaultLimit): LimitsByLevel => ({
  red: limit,
  orange: limit,
  yellow: limit,
  blue: limit,
})

/** Domain §3.4, row by row; T1b is of §3.2, T8, the review of suspended cases and the answer to a supervision are proposals [D]. */
const limits: LimitsByStage = {
  acceptance: {
    red: min(5),
    orange: min(10),
    yellow: min(30),
    blue: { ...wh(2), maxAmount: 2, maxUnit: 'wd' },
  },
  supplement: each(h(24)),
  finding: { red: min(30), orange: h(1), yellow: h(2), blue: wd(1) },
  assignment: { red: min(5), orange: min(10), yellow: min(30), blue: wh(1.5) },
  signing: { red: min(10), orange: min(30), yellow: h(2), blue: wh(4) },
  arrival: { red: min(30), orange: h(1), yellow: h(4), blue: wd(1) },
  firstReport: { red: eh(2) },
  handling: { red: eh(24), orange: h(24), yellow: wd(3), blue: { ...wd(7), maxAmount: 15 } },
  verification: { red: h(2), orange: h(4), yellow: wd(1), blue: wd(2) },
  closing: { red: h(4), orange: wd(1), yellow: wd(1), blue: wd(2) },
  callBack: { red: wd(1), orange: wd(1), yellow: wd(2), blue: wd(5) },
  transferReply: { red: wd(1), orange: wd(3), yellow: wd(10), blue: wd(15) },
  reportingIn: { red: min(30), orange: h(1), yellow: wh(4), blue: wd(1) },
  incidentCall: { red: min(20), orange: min(20) },
  incidentWriting: { red: min(40), orange: min(40) },
  suspensionReview: each(calendarDays(30)),
  supervisionReply: { red: wd(1), orange: wd(1), yellow: wd(2), blue: wd(3) },
}

/** A dispute must be calmed at once when red, and resolved within thirty days at any level. Source: domain §3.4 [K]. */
const disputeLimits: LimitsByStage = {
  control: { red: h(24) },
  handling: each(calendarDays(30)),
}

function rulesOf(table: LimitsByStage, scope: Pick<ClockRule, 'categoryPrefix'>): ClockRule[] {
  const rows = stages.flatMap(stage =>
    clockLevels.map(level => ({ stage, level, limit: table[stage]?.[level] })),
  )
  return rows.flatMap(({ stage, level, limit }) =>
    limit === undefined ? [] : [{ stage, level, ...scope, ...limit, effectiveFrom: '2000-01-01' }],
  )
}

/** The limits a county starts with; its own rows, with their own dates, take their place. */
export const defaultClockRules: readonly ClockRule[] = [
  ...rulesOf(limits, {}),
  ...rulesOf(disputeLimits, { categoryPrefix: 'E01' }),
]
