import { shanghaiDay } from '../../calendar/index.ts'
import { graverCard, type ClockCard } from '../../clocks/index.ts'
import { namesToKeep, standardOf } from '../catalogue/index.ts'
import { helpedBy, owingUnits, stayingOn, withCoUnits, withState } from './coUnits.ts'
import type { DecisionContext } from './context.ts'
import type { AnyCommand, CommandOf } from '../moves/commands.ts'
import type { CaseFact } from '../model.ts'
import { incidentAfter, owedFrom } from '../incidents/incident.ts'
import { tickedAfter } from '../playbooks/ticking.ts'
import { isSampledForCallBack } from './sampling.ts'
import { deskTier, isOverseer, tierAbove, tierOf } from './ties.ts'

type CaseChange = Partial<CaseFact>

const deskOf = (tier: CaseFact['tier'], { centres }: DecisionContext): string => centres[deskTier(tier)]

/** Back at the desk: whoever had it or helped is off it, but for the lower tiers that stay on. */
const atDesk = (current: CaseFact, by: DecisionContext): CaseChange => ({
  ownerUnitId: deskOf(current.tier, by),
  ...helpedBy(stayingOn(current.escalatedFrom, current.coUnits)),
})

type Lead = Pick<CommandOf<'assign'>, 'ownerUnitId' | 'coUnitIds'>

function led(current: CaseFact, { ownerUnitId, coUnitIds }: Lead, by: DecisionContext): CaseChange {
  const asked = { state: 'waiting', since: by.now, ownerUnitId } as const
  return { ownerUnitId, ...helpedBy(withCoUnits(current.coUnits, coUnitIds ?? [], asked)) }
}

/** What the kind is called now, where the case gets another; what it was reported under keeps its words. */
const kindNamesAfter = (
  current: CaseFact,
  { categoryCode }: CommandOf<'accept'>,
  { catalogue, now }: DecisionContext,
): CaseChange => {
  if (categoryCode === current.categoryCode) return {}
  const kindNames = namesToKeep(catalogue.at(now), categoryCode)
  return kindNames || current.kindNames ? { kindNames } : {}
}

function accepted(current: CaseFact, command: CommandOf<'accept'>, by: DecisionContext): CaseChange {
  const tier = current.status === 'escalated' ? current.tier : (command.tier ?? current.tier)
  return {
    categoryCode: command.categoryCode,
    level: command.level,
    sensitive: standardOf(command.categoryCode)?.sensitive === true,
    ...kindNamesAfter(current, command, by),
    tier,
    ownerUnitId: deskOf(tier, by),
    ...helpedBy(stayingOn(current.escalatedFrom, current.coUnits)),
    ...owedFrom(current, command, by.now),
  }
}

function intake(current: CaseFact, command: AnyCommand, by: DecisionContext): CaseChange | undefined {
  switch (command.move) {
    case 'accept':
      return accepted(current, command, by)
    case 'askInfo':
      return { askCount: current.askCount + 1 }
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

function dispatch(current: CaseFact, command: AnyCommand, by: DecisionContext): CaseChange | undefined {
  const co = (state: CaseFact['coUnits'][number]['state'], unitId = by.actor.unitId) =>
    helpedBy(withState(current.coUnits, unitId, { state, since: by.now }))
  switch (command.move) {
    case 'designate':
      return led({ ...current, coUnits: stayingOn(current.escalatedFrom, current.coUnits) }, command, by)
    case 'assign':
    case 'reassign':
      return led(current, command, by)
    case 'recall':
      return atDesk(current, by)
    case 'refuse':
      return { ...atDesk(current, by), refuseCount: current.refuseCount + 1 }
    case 'whistle':
      return helpedBy(
        withCoUnits(current.coUnits, command.unitIds, {
          state: 'called',
          since: by.now,
          ownerUnitId: current.ownerUnitId,
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
function escalated(current: CaseFact, by: DecisionContext): CaseChange {
  const tier = tierAbove(tierOf(by.actor)) ?? current.tier
  const lower = { tier: current.tier, unitId: current.ownerUnitId }
  const asked = { state: 'working', since: by.now, ownerUnitId: by.centres[tier] } as const
  return {
    tier,
    ownerUnitId: by.centres[tier],
    escalatedFrom: [...current.escalatedFrom, lower],
    ...helpedBy(withCoUnits(current.coUnits, [current.ownerUnitId], asked)),
  }
}

function sentBack(current: CaseFact): CaseChange {
  const lower = current.escalatedFrom.at(-1)
  if (!lower) return {}
  return {
    tier: lower.tier,
    ownerUnitId: lower.unitId,
    escalatedFrom: current.escalatedFrom.slice(0, -1),
    ...helpedBy(current.coUnits.filter(one => one.unitId !== lower.unitId)),
  }
}

/** Whoever still owes a part of a case that goes elsewhere is free of it. */
const released = ({ coUnits }: CaseFact, since: string): CaseFact['coUnits'] => {
  const owing = owingUnits(coUnits)
  return coUnits.map(one => (owing.includes(one) ? { ...one, state: 'waived', since } : one))
}

function handling(current: CaseFact, command: AnyCommand, by: DecisionContext): CaseChange | undefined {
  switch (command.move) {
    case 'askExtension': {
      const asked = { askedById: by.actor.accountId, askedAt: by.now, dueAt: command.dueAt }
      return { extension: { nth: current.extensionCount + 1, ...asked } }
    }
    case 'grantExtension':
      return { extension: null, extensionCount: current.extensionCount + 1 }
    case 'denyExtension':
      return { extension: null }
    case 'suspend':
      return { suspension: { reasonCode: command.reasonCode, until: command.until } }
    case 'recheck':
      return command.until !== undefined && current.suspension
        ? { suspension: { ...current.suspension, until: command.until } }
        : {}
    case 'escalate':
      return escalated(current, by)
    case 'sendBack':
      return sentBack(current)
    case 'transfer':
      return { ownerUnitId: deskOf(current.tier, by), ...helpedBy(released(current, by.now)) }
    case 'takeBack':
      return atDesk(current, by)
    default:
      return undefined
  }
}

/** Twice sent back is looked into from above, whoever asks for it. Source: domain.md §3.3 row 24. */
const reworksBeforeSupervision = 2

/** A notice under which the owner must answer; the case keeps the gravest card that it was ever given. */
const noticed = (current: CaseFact, card: ClockCard, by: DecisionContext): CaseChange => ({
  supervision: { number: by.noticeNumber, card, at: by.now, answeredAt: null },
  card: graverCard(current.card, card),
})

/** A card that the system gives; one that waits for its answer already is left as it is. */
const autoCard = (current: CaseFact, by: DecisionContext): CaseChange =>
  current.supervision?.answeredAt === null ? {} : noticed(current, 'yellow', by)

/** Whether the move needs the number of a notice. */
export const needsNotice = (current: CaseFact, move: AnyCommand['move']): boolean =>
  move === 'supervise' || (move === 'rework' && current.reworkCount + 1 >= reworksBeforeSupervision)

function closing(current: CaseFact, command: AnyCommand, by: DecisionContext): CaseChange | undefined {
  switch (command.move) {
    case 'rework': {
      const card = needsNotice(current, 'rework') ? autoCard(current, by) : {}
      return { reworkCount: current.reworkCount + 1, ...card }
    }
    case 'close':
    case 'giveTransferResult':
      return { sampled: isSampledForCallBack(current) }
    case 'archive':
      return { satisfaction: command.satisfaction }
    case 'reopen':
      return {
        ...atDesk({ ...current, escalatedFrom: [] }, by),
        escalatedFrom: [],
        extensionCount: 0,
        refuseCount: 0,
        sampled: false,
        satisfaction: null,
        supervision: null,
        card: null,
        ...(current.incident && { incident: { ...current.incident, finalAt: null } }),
        reopenCount: current.reopenCount + 1,
      }
    default:
      return undefined
  }
}

/** What becomes grave after it was accepted is reported from then on. */
const owedOnRaise = (
  current: CaseFact,
  command: CommandOf<'changeLevel'>,
  { now }: DecisionContext,
): CaseChange => (current.steps.acceptedAt === null ? {} : owedFrom(current, command, now))

function supervision(current: CaseFact, command: AnyCommand, by: DecisionContext): CaseChange | undefined {
  switch (command.move) {
    case 'changeLevel':
      return { level: command.level, ...owedOnRaise(current, command, by) }
    case 'urge': {
      const day = isOverseer(current, by.actor) ? current.reporterUrgedOn : shanghaiDay(by.now)
      return { urgeCount: current.urgeCount + 1, reporterUrgedOn: day }
    }
    case 'supervise':
      return noticed(current, command.card, by)
    case 'answerSupervision':
      return { supervision: current.supervision && { ...current.supervision, answeredAt: by.now } }
    case 'instruct':
      return { instructed: true }
    case 'acknowledge':
      return { instructed: false }
    default:
      return undefined
  }
}

const recorded = (
  current: CaseFact,
  command: AnyCommand,
  { now, incidentNumber = '' }: DecisionContext,
): CaseChange | undefined =>
  command.move === 'tick'
    ? { playbook: tickedAfter(current, command) }
    : incidentAfter(current, command, { now, number: incidentNumber })

/** The fields a move changes by what was filled in; moves that only change the status change none. */
export const filledBy = (current: CaseFact, command: AnyCommand, by: DecisionContext): CaseChange =>
  intake(current, command, by) ??
  dispatch(current, command, by) ??
  handling(current, command, by) ??
  closing(current, command, by) ??
  supervision(current, command, by) ??
  recorded(current, command, by) ??
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
