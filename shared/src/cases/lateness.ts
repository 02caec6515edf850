import { cardAt, graverCard, ranOutPercent, stepsAt } from '../clocks/index.ts'
import type { CaseTimer, ClockCard, ClockLaw, Stage } from '../clocks/index.ts'
import type { Instant } from '../kernel/index.ts'
import { shownBy, turnClocks } from './clockwork.ts'
import { owingUnits } from './coUnits.ts'
import type { CaseFact } from './model.ts'
import { isOpen } from './status.ts'

/** A share of one clock's limit that is used up, of which its case is to tell. */
export interface UsedShare {
  readonly stage: Stage
  readonly percent: number
}

/** A case and every clock it ever had. */
interface Timed {
  readonly fact: CaseFact
  readonly timers: readonly CaseTimer[]
}

/** What a used share made of a case; `timers` has the clock of the answer where a notice was issued. */
export interface Late extends Timed {
  readonly name: 'warned' | 'overdue' | 'carded'
  readonly card: ClockCard | undefined
  readonly isIssued: boolean
}

interface Telling {
  readonly now: Instant
  readonly law: ClockLaw
  /** The number of the notice, if one is issued. */
  readonly noticeNumber: string
}

const cardOf = (share: UsedShare, { now, law }: Pick<Telling, 'now' | 'law'>): ClockCard | undefined =>
  cardAt(share, stepsAt(now, law.steps))

/**
 * The helping units that a clock waited for in vain: those whistled for that did not come, and, when the time to solve
 * the case is over, those that neither fed back nor were waived. Source: domain.md §3.3 row 17.
 */
export function missedUnits({ coUnits }: Pick<CaseFact, 'coUnits'>, { stage }: UsedShare): string[] {
  const called = coUnits.filter(({ state }) => state === 'called')
  const missed = stage === 'reportingIn' ? called : stage === 'handling' ? owingUnits(coUnits) : []
  return missed.map(({ unitId }) => unitId)
}

/**
 * Whether the share has the case supervised: a card graver than it was given does, and a helping unit waited for in
 * vain, unless as grave a notice waits for its answer. Source: domain.md §3.3 rows 17, 30.
 */
export function issuesNotice(
  seen: Pick<CaseFact, 'status' | 'card' | 'supervision' | 'coUnits'>,
  share: UsedShare,
  by: Pick<Telling, 'now' | 'law'>,
): boolean {
  const card = cardOf(share, by)
  if (card === undefined || !isOpen(seen.status)) return false
  const owed = seen.supervision?.answeredAt === null ? seen.supervision.card : null
  const isGraverThan = (other: ClockCard | null) => graverCard(other, card) !== other
  const isInVain = share.percent === ranOutPercent && missedUnits(seen, share).length > 0
  return isGraverThan(owed) && (isInVain || isGraverThan(seen.card))
}

function nameOf(percent: number, card: ClockCard | undefined): Late['name'] {
  if (percent === ranOutPercent) return 'overdue'
  return percent > ranOutPercent && card !== undefined ? 'carded' : 'warned'
}

/** The notice in the case, and the clock of its answer, which begins anew with each. */
function supervised(fact: CaseFact, timers: Timed['timers'], by: Telling & { card: ClockCard }): Timed {
  const { now, law, card, noticeNumber } = by
  const reply = { stops: ['supervisionReply'], starts: ['supervisionReply'], isRelevelled: false } as const
  const turned = turnClocks(
    timers,
    { move: 'supervise', ...reply, timed: fact, ordinal: fact.version, now },
    law,
  )
  const after = turned.ok ? turned.value : timers
  const { stage, dueAt, yellowAt, orangeAt } = shownBy(after, fact.status)
  const supervision = { number: noticeNumber, card, at: now, answeredAt: null }
  return { fact: { ...fact, supervision, stage, dueAt, yellowAt, orangeAt }, timers: after }
}

/** Tells a case of a used share: a version on, late from the whole limit, carded and supervised as the steps say. */
export function lateAfter({ fact: before, timers }: Timed, share: UsedShare, by: Telling): Late {
  const { stage, percent } = share
  const card = cardOf(share, by)
  const name = nameOf(percent, card)
  const hasRunOut = percent >= ranOutPercent
  const fact: CaseFact = {
    ...before,
    overdue: before.overdue || hasRunOut,
    lateStages: hasRunOut ? [...new Set([...before.lateStages, stage])] : before.lateStages,
    card: graverCard(before.card, card ?? null),
    lastMove: name,
    updatedAt: by.now,
    version: before.version + 1,
  }
  const isIssued = card !== undefined && issuesNotice(before, share, by)
  return {
    name,
    card,
    isIssued,
    ...(isIssued ? supervised(fact, timers, { ...by, card }) : { fact, timers }),
  }
}
