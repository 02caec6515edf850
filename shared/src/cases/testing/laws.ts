import { isPaused, isRunning, ledgerOf, limitMs, reachedAt } from '../../clocks/index.ts'
import type { CaseClock, ClockLaw } from '../../clocks/index.ts'
import { isOwn } from '../clocks/turnClocks.ts'
import { startedStages } from '../incidents/incident.ts'
import { helpedBy, owingUnits } from '../lifecycle/coUnits.ts'
import { stillAtWork } from '../lifecycle/handlers.ts'
import type { CaseFact } from '../model.ts'
import { caseStatusRows, isOpen, type CaseStatus } from '../lifecycle/status.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import type { Happened } from './histories.ts'

/** Before a case is handed to a unit nobody helps, but for a lower tier that handed it up. */
const unassigned: readonly CaseStatus[] = [
  'reported',
  'needInfo',
  'verifyFirst',
  'rejected',
  'withdrawn',
  'merged',
  'selfDone',
  'accepted',
]

/** A clock that runs ends where the sum of its ledger is used up. */
const sumsUp = (caseClock: CaseClock, { duty }: ClockLaw): boolean =>
  !isRunning(caseClock) ||
  isPaused(caseClock) ||
  reachedAt(ledgerOf(caseClock), limitMs(caseClock.entries), duty) === caseClock.dueAt

const isAtWork = ({ handledBy = [], ...fact }: CaseFact): boolean =>
  stillAtWork(fact, handledBy).length === handledBy.length &&
  handledBy.every(({ accountId }) => fact.handlerIds.includes(accountId))

type TrialRule = readonly [name: string, isWell: boolean]

const broken = (of: string, rules: readonly TrialRule[]): string[] =>
  rules.filter(([, isWell]) => !isWell).map(([name]) => `${of}: ${name}`)

/** A helping unit is timed for what it owes while the case's own T4 runs, once, and not beyond that. */
function unitClockRules({ fact, caseClocks }: TimedCase): TrialRule[] {
  const own = caseClocks.find(
    caseClock => isOwn(caseClock) && isRunning(caseClock) && caseClock.stage === 'handling',
  )
  const timed = caseClocks.filter(caseClock => !isOwn(caseClock) && isRunning(caseClock))
  const owed = fact.coUnits.flatMap(({ unitId, state }) => {
    if (state === 'called') return [`reportingIn ${unitId}`]
    return state === 'waiting' || state === 'working' ? [`handling ${unitId}`] : []
  })
  const told = timed.map(({ stage, unitId }) => `${stage} ${unitId}`)
  const isTimed = (unitId: string) => timed.some(caseClock => caseClock.unitId === unitId)
  const isTicking = own !== undefined && !isPaused(own)
  return [
    ['one running clock a unit', new Set(timed.map(({ unitId }) => unitId)).size === timed.length],
    ['units timed only for what they owe', told.every(one => own && owed.includes(one))],
    ['each unit timed for what it owes', !isTicking || owed.every(one => told.includes(one))],
    ['a unit’s clock that stands still with the case’s', timed.every(one => isPaused(one) !== isTicking)],
    [
      'a unit’s T4 no later than the case’s',
      !isTicking ||
        timed.every(
          ({ stage, dueAt, startedAt }) =>
            stage !== 'handling' || dueAt <= own.dueAt || own.dueAt <= startedAt,
        ),
    ],
    [
      'each unit shows its own clock',
      fact.coUnits.every(({ unitId, clock }) => isTimed(unitId) === (clock !== undefined)),
    ],
    [
      'late exactly by a running clock of its own',
      fact.overdue ===
        caseClocks.some(one => isOwn(one) && isRunning(one) && !isPaused(one) && one.overdueAt !== null),
    ],
  ]
}

function clockRules({ fact, caseClocks }: TimedCase, law: ClockLaw): TrialRule[] {
  const running = caseClocks
    .filter(isRunning)
    .filter(isOwn)
    .map(caseClock => caseClock.stage)
  const isStill = (caseClock: CaseClock) => fact.status === 'merged' && caseClock.pausedAt !== null
  const ticking = caseClocks
    .filter(caseClock => isRunning(caseClock) && !isStill(caseClock))
    .map(caseClock => caseClock.stage)
  const { status, supervision } = fact
  const own = caseStatusRows[status].stage
  const isOwed = supervision?.answeredAt === null
  return [
    ['a ledger that sums to its deadline', caseClocks.every(caseClock => sumsUp(caseClock, law))],
    ['one running clock a stage', new Set(running).size === running.length],
    ...unitClockRules({ fact, caseClocks }),
    ['the clock of its status', !isOpen(status) || own === undefined || running.includes(own)],
    [
      'no clock after the end, but those of a merged case standing still',
      isOpen(status) || ticking.every(stage => stage === 'callBack' && fact.sampled),
    ],
    ['a whistle’s clock of those it calls alone', !running.includes('reportingIn')],
    [
      'a first report’s clock only while it is owed',
      !running.includes('incidentWriting') || startedStages(fact).includes('incidentWriting'),
    ],
    ['a notice’s clock', running.includes('supervisionReply') === (isOpen(status) && isOwed)],
  ]
}

/** What is wrong with a case and its clocks as they stand; empty when all is well. */
export function faultsOf(standing: TimedCase, law: ClockLaw): string[] {
  const { fact } = standing
  const { status, coUnits, coUnitIds, ownerUnitId } = fact
  const lower = fact.escalatedFrom.map(one => one.unitId)
  return broken(status, [
    ...clockRules(standing, law),
    ['exactly one owner, who does not help besides', ownerUnitId !== '' && !coUnitIds.includes(ownerUnitId)],
    ['a closing stamp when it is over, and only then', (fact.closedAt === null) === isOpen(status)],
    ['units and their states agree', String(coUnitIds) === String(helpedBy(coUnits).coUnitIds)],
    ['whoever is at work is so for a unit that has the case', isAtWork(fact)],
    ['each helping unit once', new Set(coUnitIds).size === coUnitIds.length],
    ['help only when assigned', !unassigned.includes(status) || coUnitIds.every(id => lower.includes(id))],
    [
      'nobody owes when it is done',
      !['done', 'verified'].includes(status) || owingUnits(coUnits).length === 0,
    ],
    ['extensions of handling', fact.extension === null || ['handling', 'rework'].includes(status)],
    ['two extensions at most', fact.extensionCount <= 2],
    ['an account when suspended', (fact.suspension !== null) === (status === 'suspended')],
    ['merged into something', (fact.masterId !== null) === (status === 'merged')],
  ])
}

/** What is wrong with a step from one standing to the next. */
export function breachesOf({ before, after, move, actor, isGranted }: Happened): string[] {
  const isVerifying = ['pass', 'rework', 'passReview', 'failReview', 'archive'].includes(move)
  const { extension, handlerIds } = before.fact
  return broken(move, [
    ['versions ascend by one', after.fact.version === before.fact.version + (isGranted ? 1 : 0)],
    ['a refusal changes nothing', isGranted || after === before],
    ['nobody verifies their own work', !(isGranted && isVerifying && handlerIds.includes(actor.accountId))],
    [
      'nobody grants what they asked for themselves',
      !(isGranted && move === 'grantExtension' && extension?.askedById === actor.accountId),
    ],
    ['a clock that ran out stays', before.caseClocks.length <= after.caseClocks.length],
    ['the number stays', after.fact.number === before.fact.number && after.fact.id === before.fact.id],
  ])
}

/** Whether each clock that ran out was told of exactly once: as many tellings as clocks seen late. */
export const isToldOnce = (standings: readonly TimedCase[]): boolean => {
  const late = standings.at(-1)?.caseClocks.filter(({ overdueAt }) => overdueAt !== null) ?? []
  const tellings = standings.map(({ fact }) => `${fact.lastMove} ${fact.version}`)
  const told = new Set(tellings.filter(one => one.startsWith('overdue ')))
  return told.size === late.length
}
