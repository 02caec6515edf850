import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultDutyHours, dutyCalendar, dutyTime } from '../calendar/index.ts'
import {
  defaultClockRules,
  defaultClockSettings,
  defaultNoticeSteps,
  type CaseTimer,
  type ClockLaw,
} from '../clocks/index.ts'
import { instant, toMs } from '../kernel/index.ts'
import { isRunning } from './clockwork.ts'
import { isAwaited, owingUnits } from './coUnits.ts'
import { crowd, happen, opened, type Happened, type Standing } from './histories.ts'
import { caseMoveNames } from './moves/index.ts'
import { caseStatuses, caseStatusRows, isOpen, type CaseStatus } from './status.ts'

const law: ClockLaw = {
  rules: defaultClockRules,
  settings: defaultClockSettings,
  steps: defaultNoticeSteps,
  duty: dutyTime(dutyCalendar(), defaultDutyHours),
}
const histories = 2_000

const aWished = fc.record({
  actor: fc.nat(crowd.length - 1),
  move: fc.nat(997),
  isBlind: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
  minutes: fc.oneof({ weight: 4, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.nat(20_000) }),
  variety: fc.nat(997),
})
const aHistory = fc.record({
  seed: fc.nat(255),
  wishes: fc.array(aWished, { minLength: 10, maxLength: 60, size: 'max' }),
})

function run({ seed, wishes }: typeof aHistory extends fc.Arbitrary<infer H> ? H : never): Happened[] {
  let now = instant('2026-11-24T02:00:00.000Z')
  let standing: Standing = opened(law, now, seed)
  return wishes.map(wished => {
    now = instant(toMs(now) + wished.minutes * 60_000)
    const happened = happen(standing, wished, { now, law })
    standing = happened.after
    return happened
  })
}

/** Before a case is handed to a unit nobody helps, but for a lower tier that handed it up. */
const unassigned: readonly CaseStatus[] = [
  ...(['reported', 'needInfo', 'verifyFirst', 'rejected', 'withdrawn', 'merged'] as const),
  ...(['selfDone', 'accepted'] as const),
]

/** What is wrong with a case and its clocks as they stand; empty when all is well. */
function faultsOf({ fact, timers }: Standing): string[] {
  const running = timers.filter(isRunning).map(timer => timer.stage)
  const isStill = ({ pausedAt }: CaseTimer) => fact.status === 'merged' && pausedAt !== null
  const ticking = timers.filter(timer => isRunning(timer) && !isStill(timer)).map(timer => timer.stage)
  const { status, coUnits, supervision, ownerUnitId } = fact
  const own = caseStatusRows[status].stage
  const lower = fact.escalatedFrom.map(one => one.unitId)
  const rules: readonly (readonly [string, boolean])[] = [
    [
      'exactly one owner, who does not help besides',
      ownerUnitId !== '' && !fact.coUnitIds.includes(ownerUnitId),
    ],
    ['one running clock a stage', new Set(running).size === running.length],
    ['the clock of its status', !isOpen(status) || own === undefined || running.includes(own)],
    ['a closing stamp when it is over, and only then', (fact.closedAt === null) === isOpen(status)],
    [
      'no clock after the end, but those of a merged case standing still',
      isOpen(status) || ticking.every(stage => stage === 'callBack' && fact.sampled),
    ],
    ['units and their states agree', String(fact.coUnitIds) === String(coUnits.map(one => one.unitId))],
    ['each helping unit once', new Set(fact.coUnitIds).size === fact.coUnitIds.length],
    [
      'help only when assigned',
      !unassigned.includes(status) || fact.coUnitIds.every(id => lower.includes(id)),
    ],
    [
      'nobody owes when it is done',
      !['done', 'verified'].includes(status) || owingUnits(coUnits).length === 0,
    ],
    ['extensions of handling', fact.extension === null || ['handling', 'rework'].includes(status)],
    ['two extensions at most', fact.extensionCount <= 2],
    ['an account when suspended', (fact.suspension !== null) === (status === 'suspended')],
    ['a whistle’s clock', running.includes('reportingIn') === (isOpen(status) && isAwaited(coUnits))],
    [
      'a notice’s clock',
      running.includes('supervisionReply') === (isOpen(status) && supervision?.answeredAt === null),
    ],
    ['merged into something', (fact.masterId !== null) === (status === 'merged')],
  ]
  return rules.filter(([, isWell]) => !isWell).map(([name]) => `${status}: ${name}`)
}

/** What is wrong with a step from one standing to the next. */
function breachesOf({ before, after, move, actor, isGranted }: Happened): string[] {
  const isVerifying = ['pass', 'rework', 'passReview', 'failReview', 'archive'].includes(move)
  const { extension, handlerIds } = before.fact
  const rules: readonly (readonly [string, boolean])[] = [
    ['versions ascend by one', after.fact.version === before.fact.version + (isGranted ? 1 : 0)],
    ['a refusal changes nothing', isGranted || after === before],
    ['nobody verifies their own work', !(isGranted && isVerifying && handlerIds.includes(actor.accountId))],
    [
      'nobody grants their own wish',
      !(isGranted && move === 'grantExtension' && extension?.askedById === actor.accountId),
    ],
    ['a clock that ran out stays', before.timers.length <= after.timers.length],
    ['the number stays', after.fact.number === before.fact.number && after.fact.id === before.fact.id],
  ]
  return rules.filter(([, isWell]) => !isWell).map(([name]) => `${move}: ${name}`)
}

describe(`${histories} histories`, () => {
  const passed = new Set<CaseStatus>()
  const made = new Set<string>()

  it('keep every rule that holds of a case at any time', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(aHistory, history => {
        const happened = run(history)
        for (const one of happened) {
          passed.add(one.after.fact.status)
          if (one.isGranted) made.add(one.move)
        }
        const faults = happened.flatMap(one => [...breachesOf(one), ...faultsOf(one.after)])
        expect(faults.slice(0, 3)).toEqual([])
      }),
      { numRuns: histories, seed: 20_261_124, endOnFailure: true },
    )
  })

  it('come through every status and by every move', () => {
    expect(caseStatuses.filter(status => !passed.has(status))).toEqual([])
    expect(caseMoveNames.filter(move => !made.has(move))).toEqual([])
  })
})
