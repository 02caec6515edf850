import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDutyHours, dutyCalendar, dutyTime } from '../calendar/index.ts'
import {
  begin,
  defaultClockRules,
  defaultClockSettings,
  defaultThresholdRules,
  extend,
  extendableTo,
  pause,
  remeasure,
  resume,
  shorten,
  stop,
  type CaseClock,
  type ClockLaw,
  type ClockRule,
} from '../clocks/index.ts'
import { instant, toMs, type Instant } from '../kernel/index.ts'
import { latenessUnder } from './index.ts'

const aRule = (amount: number, unit: ClockRule['unit']): ClockRule => ({
  stage: 'handling',
  level: 'blue',
  amount,
  unit,
  effectiveFrom: '2026-01-01',
})
const lawOf = (rule: ClockRule): ClockLaw => ({
  rules: [...defaultClockRules, rule],
  settings: defaultClockSettings,
  steps: defaultThresholdRules,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
})
const startedAt = instant('2026-11-23T01:00:00.000Z')
const minutesOn = (at: Instant, minutes: number) => instant(toMs(at) + minutes * 60_000)

const deeds = ['shorten', 'pause', 'resume', 'extend', 'recompute'] as const
type Deed = readonly [deed: (typeof deeds)[number], minutes: number]

/** A clock of the rule after so many deeds, each some minutes after the one before; what is refused is not done. */
function lived(
  rule: ClockRule,
  law: ClockLaw,
  life: readonly Deed[],
): { caseClock: CaseClock; now: Instant } {
  let now = startedAt
  let caseClock = begin({ stage: 'handling', rule, percent: 100 }, { move: 'assign', version: 1, now }, law)
  for (const [version, [deed, minutes]] of life.entries()) {
    now = minutesOn(now, minutes)
    const doing = { move: deed, version: version + 2, now }
    if (caseClock.pausedAt === null && caseClock.dueAt <= now && caseClock.overdueAt === null)
      caseClock = { ...caseClock, overdueAt: caseClock.dueAt }
    caseClock = after(caseClock, { deed, doing }, law)
  }
  return { caseClock, now }
}

interface Done {
  readonly deed: Deed[0]
  readonly doing: { readonly move: string; readonly version: number; readonly now: Instant }
}

function after(caseClock: CaseClock, { deed, doing }: Done, law: ClockLaw): CaseClock {
  if (deed === 'pause') return pause(caseClock, doing, law)
  if (deed === 'resume') return resume(caseClock, doing, law)
  if (deed === 'recompute') return remeasure(caseClock, { ...doing, rule: caseClock.rule }, law)
  if (deed === 'shorten' && caseClock.entries.length > 1) return caseClock
  const made =
    deed === 'shorten'
      ? shorten(caseClock, { ...doing, to: minutesOn(caseClock.dueAt, -60) }, law)
      : extend(caseClock, { ...doing, to: extendableTo(caseClock, law) }, law)
  return made.ok ? made.value : caseClock
}

const aLife = fc.array(fc.tuple(fc.constantFrom(...deeds), fc.integer({ min: 0, max: 900 })), {
  maxLength: 8,
})
const known = { caseId: 'c', categoryCode: '0201', tier: 'township' } as const

const judged = (rule: ClockRule, from: ClockRule, [deed, ...others]: readonly Deed[]) => {
  const law = lawOf(from)
  const life = [deed, ...others].filter(one => one !== undefined)
  const { caseClock, now } = lived(from, law, life)
  return latenessUnder(rule, { ...known, categoryCode: 'E0702', caseClock }, { law, now })
}

describe('what a rule would have done', () => {
  it.each(['min', 'h', 'wh', 'eh', 'wd'] as const)(
    'is nothing when it is the rule as it was, in %s',
    unit => {
      const rule = aRule(unit === 'min' ? 600 : unit === 'wd' ? 2 : 10, unit)

      fc.assert(
        fc.property(aLife, fc.boolean(), (life, isStopped) => {
          const law = lawOf(rule)
          const { caseClock, now } = lived(rule, law, life)
          const ended = isStopped ? stop(caseClock, { move: 'finish', version: 20, now }, law) : caseClock
          const late = latenessUnder(
            rule,
            { ...known, categoryCode: 'E0702', caseClock: ended },
            { law, now },
          )

          expect(late).toBeDefined()
          expect(late?.would).toBe(late?.was)
        }),
        { numRuns: 300 },
      )
    },
  )

  it('leaves what a dispatcher shortened as short as it was', () => {
    const life = [
      ['shorten', 0],
      ['pause', 541],
    ] as const

    expect(judged(aRule(20, 'h'), aRule(10, 'h'), life)).toEqual({ was: true, would: true })
    expect(judged(aRule(5, 'h'), aRule(10, 'h'), [['pause', 301]])).toEqual({ was: false, would: true })
  })

  it('leaves what was extended extended by as much', () => {
    const life = [
      ['extend', 60],
      ['pause', 1_000],
    ] as const

    expect(judged(aRule(6, 'h'), aRule(10, 'h'), life)).toEqual({ was: false, would: true })
    expect(judged(aRule(8, 'h'), aRule(10, 'h'), life)).toEqual({ was: false, would: false })
  })
})
