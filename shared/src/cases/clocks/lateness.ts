import { cardAt, graverCard, isPaused, ranOutPercent, stepsAt } from '../../clocks/index.ts'
import type { CaseClock, ClockCard, ClockLaw, Stage } from '../../clocks/index.ts'
import type { Instant } from '../../kernel/index.ts'
import type { CoUnit } from '../attributes.ts'
import { isOwn, isRunning, shownBy, turnClocks } from './turnClocks.ts'
import { awaitedByCase, owingUnits } from '../lifecycle/coUnits.ts'
import type { TimedCase } from '../lifecycle/context.ts'
import type { CaseFact } from '../model.ts'
import { isOpen } from '../lifecycle/status.ts'

/** A share of one clock's limit that is used up, of which its case is to tell. */
export interface UsedShare {
  readonly stage: Stage
  /** The helping unit whose clock it is; null for the case's own. */
  readonly unitId: string | null
  readonly percent: number
}

/** What a used share made of a case; `caseClocks` has the clock of the answer where the owner was given a notice. */
export interface Late extends TimedCase {
  readonly name: 'warned' | 'overdue' | 'carded'
  readonly card: ClockCard | undefined
  /** The number of the notice that was issued; undefined where none was. */
  readonly issued: string | undefined
}

interface LatenessTelling {
  readonly now: Instant
  readonly law: ClockLaw
  /** The number of the notice, if one is issued. */
  readonly noticeNumber: string
}

const cardOf = (
  share: UsedShare,
  { now, law }: Pick<LatenessTelling, 'now' | 'law'>,
): ClockCard | undefined => cardAt(share, stepsAt(now, law.steps))

/**
 * The helping units that a clock of the case waited for in vain and that are not timed themselves: those whistled for that
 * did not come, and, when the time to solve the case is over, those that owe their part. Source: domain.md §3.3 row 17.
 */
export function missedUnits(
  { coUnits }: Pick<CaseFact, 'coUnits'>,
  { stage, unitId }: Pick<UsedShare, 'stage' | 'unitId'>,
): string[] {
  if (unitId !== null) return []
  if (stage === 'reportingIn') return awaitedByCase(coUnits)
  const untimed = stage === 'handling' ? owingUnits(coUnits).filter(({ clock }) => clock === undefined) : []
  return untimed.map(one => one.unitId)
}

/**
 * Whether a notice is issued for the share. To the owner: for a card graver than the case was given, and for a helping
 * unit waited for in vain, unless as grave a notice waits for its answer. To a helping unit: for a card graver than it was
 * given; its feedback or its waiver answers that, so that nobody else need. Source: domain.md §3.3 rows 17, 30.
 */
export function issuesNotice(
  current: Pick<CaseFact, 'status' | 'card' | 'supervision' | 'coUnits'>,
  share: UsedShare,
  by: Pick<LatenessTelling, 'now' | 'law'>,
): boolean {
  const card = cardOf(share, by)
  if (card === undefined || !isOpen(current.status)) return false
  const isGraverThan = (other: ClockCard | null) => graverCard(other, card) !== other
  if (share.unitId !== null) {
    const late = current.coUnits.find(({ unitId }) => unitId === share.unitId)
    return late?.clock !== undefined && isGraverThan(late.card ?? null)
  }
  const owed = current.supervision?.answeredAt === null ? current.supervision.card : null
  const isInVain = share.percent === ranOutPercent && missedUnits(current, share).length > 0
  return isGraverThan(owed) && (isInVain || isGraverThan(current.card))
}

function nameOf(percent: number, card: ClockCard | undefined): Late['name'] {
  if (percent === ranOutPercent) return 'overdue'
  return percent > ranOutPercent && card !== undefined ? 'carded' : 'warned'
}

/** The notice in the case, and the clock of its answer, which begins anew with each. */
function supervised(
  fact: CaseFact,
  caseClocks: TimedCase['caseClocks'],
  by: LatenessTelling & { card: ClockCard },
): TimedCase {
  const { now, law, card, noticeNumber } = by
  const reply = { stops: ['supervisionReply'], starts: ['supervisionReply'], isRelevelled: false } as const
  const turned = turnClocks(
    caseClocks,
    { move: 'supervise', ...reply, timed: fact, ordinal: fact.version, now },
    law,
  )
  const after = turned.ok ? turned.value : caseClocks
  const { stage, dueAt, yellowAt, orangeAt } = shownBy(after, fact.status)
  const supervision = { number: noticeNumber, card, at: now, answeredAt: null }
  const overdue = fact.overdue && after.some(caseClock => mayBeLate(caseClock, fact))
  return { fact: { ...fact, supervision, overdue, stage, dueAt, yellowAt, orangeAt }, caseClocks: after }
}

/** Whether a clock beside that of the new answer still runs in a stage that was late: the old answer's late clock does not. */
const mayBeLate = (caseClock: CaseClock, { lateStages }: Pick<CaseFact, 'lateStages'>): boolean =>
  isOwn(caseClock) &&
  isRunning(caseClock) &&
  !isPaused(caseClock) &&
  caseClock.stage !== 'supervisionReply' &&
  lateStages.includes(caseClock.stage)

type LatenessFields = Pick<CaseFact, 'overdue' | 'lateStages' | 'card' | 'coUnits'>

/** How late the case is by its own clock, or one of its helping units by theirs: never the one for the other. */
function latenessAfter(
  before: CaseFact,
  { stage, unitId, percent }: UsedShare,
  card: ClockCard | null,
): LatenessFields {
  const hasRunOut = percent >= ranOutPercent
  const { overdue, lateStages, coUnits } = before
  if (unitId === null) {
    return {
      overdue: overdue || hasRunOut,
      lateStages: hasRunOut ? [...new Set([...lateStages, stage])] : lateStages,
      card: graverCard(before.card, card),
      coUnits,
    }
  }
  const late = (one: CoUnit): CoUnit => {
    const graver = graverCard(one.card ?? null, card)
    return {
      ...one,
      ...(one.clock && { clock: { ...one.clock, overdue: one.clock.overdue || hasRunOut } }),
      ...(graver !== null && { card: graver }),
    }
  }
  return {
    overdue,
    lateStages,
    card: before.card,
    coUnits: coUnits.map(one => (one.unitId === unitId ? late(one) : one)),
  }
}

/** Tells a case of a used share: a version on, late from the whole limit, carded and supervised as the steps say. */
export function lateAfter(
  { fact: before, caseClocks }: TimedCase,
  share: UsedShare,
  by: LatenessTelling,
): Late {
  const card = cardOf(share, by)
  const name = nameOf(share.percent, card)
  const fact: CaseFact = {
    ...before,
    ...latenessAfter(before, share, card ?? null),
    lastMove: name,
    updatedAt: by.now,
    version: before.version + 1,
  }
  if (card === undefined || !issuesNotice(before, share, by)) {
    return { name, card, issued: undefined, fact, caseClocks }
  }
  const told = share.unitId === null ? supervised(fact, caseClocks, { ...by, card }) : { fact, caseClocks }
  return { name, card, issued: by.noticeNumber, ...told }
}
