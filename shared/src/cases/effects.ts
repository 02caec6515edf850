import { shanghaiDay } from '../calendar/index.ts'
import { graverCard, type ClockCard } from '../clocks/index.ts'
import { categoryOf } from './catalogue/index.ts'
import { helpedBy, owingUnits, stayingOn, withCoUnits, withState } from './coUnits.ts'
import type { DecisionContext } from './decideMove.ts'
import type { AnyCommand, CommandOf } from './inputs/index.ts'
import type { CaseFact } from './model.ts'
import { isSampledForCallBack } from './sampling.ts'
import { deskTier, isOverseer, tierAbove, tierOf } from './ties.ts'

type Changed = Partial<CaseFact>

const deskOf = (tier: CaseFact['tier'], { centres }: DecisionContext): string => centres[deskTier(tier)]

/** Back at the desk: whoever had it or helped is off it, but for the lower tiers that stay on. */
const atDesk = (seen: CaseFact, by: DecisionContext): Changed => ({
  ownerUnitId: deskOf(seen.tier, by),
  ...helpedBy(stayingOn(seen.escalatedFrom, seen.coUnits)),
})

type Lead = Pick<CommandOf<'assign'>, 'ownerUnitId' | 'coUnitIds'>

function led(seen: CaseFact, { ownerUnitId, coUnitIds }: Lead, by: DecisionContext): Changed {
  const asked = { state: 'waiting', since: by.now, ownerUnitId } as const
  return { ownerUnitId, ...helpedBy(withCoUnits(seen.coUnits, coUnitIds ?? [], asked)) }
}

function accepted(seen: CaseFact, command: CommandOf<'accept'>, by: DecisionContext): Changed {
  const tier = seen.status === 'escalated' ? seen.tier : (command.tier ?? seen.tier)
  return {
    categoryCode: command.categoryCode,
    level: command.level,
    sensitive: categoryOf(command.categoryCode)?.sensitive === true,
    tier,
    ownerUnitId: deskOf(tier, by),
    ...helpedBy(stayingOn(seen.escalatedFrom, seen.coUnits)),
  }
}

function intake(seen: CaseFact, command: AnyCommand, by: DecisionContext): Changed | undefined {
  switch (command.move) {
    case 'accept':
      return accepted(seen, command, by)
    case 'askInfo':
      return { askCount: seen.askCount + 1 }
    case 'giveFinding':
      return { finding: command.finding }
    case 'merge':
      return { masterId: command.masterId }
    case 'unmerge':
      return { masterId: null, supervision: null }
    case 'passReview':
    case 'settle':
      return { sampled: false }
    case 'failReview':
      return { ownerUnitId: by.centres.village, sampled: false }
    default:
      return undefined
  }
}

function dispatch(seen: CaseFact, command: AnyCommand, by: DecisionContext): Changed | undefined {
  const co = (state: CaseFact['coUnits'][number]['state'], unitId = by.actor.unitId) =>
    helpedBy(withState(seen.coUnits, unitId, { state, since: by.now }))
  switch (command.move) {
    case 'designate':
      return led({ ...seen, coUnits: stayingOn(seen.escalatedFrom, seen.coUnits) }, command, by)
    case 'assign':
    case 'reassign':
      return led(seen, command, by)
    case 'recall':
      return atDesk(seen, by)
    case 'refuse':
      return { ...atDesk(seen, by), refuseCount: seen.refuseCount + 1 }
    case 'whistle':
      return helpedBy(
        withCoUnits(seen.coUnits, command.unitIds, {
          ...{ state: 'called', since: by.now, ownerUnitId: seen.ownerUnitId },
        }),
      )
    case 'arrive':
    case 'coSign':
      return co('working')
    case 'coRefuse':
      return co('refused')
    case 'coFeedBack':
      return co('answered')
    case 'waive':
      return co('waived', command.unitId)
    default:
      return undefined
  }
}

/** Handed up: the next tier's desk owns it, and who had it stays on to help. Source: domain.md §3.3 row 20. */
function escalated(seen: CaseFact, by: DecisionContext): Changed {
  const tier = tierAbove(tierOf(by.actor)) ?? seen.tier
  const lower = { tier: seen.tier, unitId: seen.ownerUnitId }
  const asked = { state: 'working', since: by.now, ownerUnitId: by.centres[tier] } as const
  return {
    tier,
    ownerUnitId: by.centres[tier],
    escalatedFrom: [...seen.escalatedFrom, lower],
    ...helpedBy(withCoUnits(seen.coUnits, [seen.ownerUnitId], asked)),
  }
}

function sentBack(seen: CaseFact): Changed {
  const lower = seen.escalatedFrom.at(-1)
  if (!lower) return {}
  return {
    tier: lower.tier,
    ownerUnitId: lower.unitId,
    escalatedFrom: seen.escalatedFrom.slice(0, -1),
    ...helpedBy(seen.coUnits.filter(one => one.unitId !== lower.unitId)),
  }
}

/** Whoever still owes a part of a case that goes elsewhere is free of it. */
const released = ({ coUnits }: CaseFact, since: string): CaseFact['coUnits'] => {
  const owing = owingUnits(coUnits)
  return coUnits.map(one => (owing.includes(one) ? { ...one, state: 'waived', since } : one))
}

function handling(seen: CaseFact, command: AnyCommand, by: DecisionContext): Changed | undefined {
  switch (command.move) {
    case 'askExtension': {
      const asked = { askedById: by.actor.accountId, askedAt: by.now, dueAt: command.dueAt }
      return { extension: { nth: seen.extensionCount + 1, ...asked } }
    }
    case 'grantExtension':
      return { extension: null, extensionCount: seen.extensionCount + 1 }
    case 'denyExtension':
      return { extension: null }
    case 'suspend':
      return { suspension: { reasonCode: command.reasonCode, until: command.until } }
    case 'recheck':
      return command.until !== undefined && seen.suspension
        ? { suspension: { ...seen.suspension, until: command.until } }
        : {}
    case 'escalate':
      return escalated(seen, by)
    case 'sendBack':
      return sentBack(seen)
    case 'transfer':
      return { ownerUnitId: deskOf(seen.tier, by), ...helpedBy(released(seen, by.now)) }
    case 'takeBack':
      return atDesk(seen, by)
    default:
      return undefined
  }
}

/** Twice sent back is looked into from above, whoever asks for it. Source: domain.md §3.3 row 24. */
const reworksBeforeSupervision = 2

/** A notice under which the owner must answer; the case keeps the gravest card that it was ever given. */
const noticed = (seen: CaseFact, card: ClockCard, by: DecisionContext): Changed => ({
  supervision: { number: by.noticeNumber, card, at: by.now, answeredAt: null },
  card: graverCard(seen.card, card),
})

/** A card that the system gives; one that waits for its answer already is left as it is. */
const autoCard = (seen: CaseFact, by: DecisionContext): Changed =>
  seen.supervision?.answeredAt === null ? {} : noticed(seen, 'yellow', by)

/** Whether the move needs the number of a notice. */
export const needsNotice = (seen: CaseFact, move: AnyCommand['move']): boolean =>
  move === 'supervise' || (move === 'rework' && seen.reworkCount + 1 >= reworksBeforeSupervision)

function closing(seen: CaseFact, command: AnyCommand, by: DecisionContext): Changed | undefined {
  switch (command.move) {
    case 'rework': {
      const card = needsNotice(seen, 'rework') ? autoCard(seen, by) : {}
      return { reworkCount: seen.reworkCount + 1, ...card }
    }
    case 'close':
    case 'giveTransferResult':
      return { sampled: isSampledForCallBack(seen) }
    case 'archive':
      return { satisfaction: command.satisfaction }
    case 'reopen':
      return {
        ...atDesk({ ...seen, escalatedFrom: [] }, by),
        ...{ escalatedFrom: [], extensionCount: 0, refuseCount: 0, sampled: false, satisfaction: null },
        ...{ supervision: null, card: null },
        reopenCount: seen.reopenCount + 1,
      }
    default:
      return undefined
  }
}

function supervision(seen: CaseFact, command: AnyCommand, by: DecisionContext): Changed | undefined {
  switch (command.move) {
    case 'changeLevel':
      return { level: command.level }
    case 'urge': {
      const day = isOverseer(seen, by.actor) ? seen.reporterUrgedOn : shanghaiDay(by.now)
      return { urgeCount: seen.urgeCount + 1, reporterUrgedOn: day }
    }
    case 'supervise':
      return noticed(seen, command.card, by)
    case 'answerSupervision':
      return { supervision: seen.supervision && { ...seen.supervision, answeredAt: by.now } }
    case 'instruct':
      return { instructed: true }
    case 'acknowledge':
      return { instructed: false }
    default:
      return undefined
  }
}

/** The fields a move changes by what was filled in; moves that only change the status change none. */
export const filledBy = (seen: CaseFact, command: AnyCommand, by: DecisionContext): Changed =>
  intake(seen, command, by) ??
  dispatch(seen, command, by) ??
  handling(seen, command, by) ??
  closing(seen, command, by) ??
  supervision(seen, command, by) ??
  {}

/**
 * The open case that others were merged into, after one more or one less. Its last move stays what it was: not all who read
 * it may know of the other one. Source: domain.md §3.3 rows 8, 38.
 */
export const masterAfter = (master: CaseFact, move: 'merge' | 'unmerge', now: string): CaseFact => ({
  ...master,
  mergedCount: Math.max(0, master.mergedCount + (move === 'merge' ? 1 : -1)),
  updatedAt: now,
  version: master.version + 1,
})
