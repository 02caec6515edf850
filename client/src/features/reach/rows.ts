import type { DeliveryView, ReachedPerson, ReachView } from '@shuniu/shared/reach'
import { say } from '../../platform/i18n/index.ts'
import { timeText } from '../../platform/time/index.ts'

/** What names are known here. */
interface ReachNames {
  readonly unitOf: (id: string) => string
  readonly moveOf: (move: string) => string
}

/** One channel of one person in words. */
interface DeliveryLine {
  readonly channel: string
  readonly told: string
  readonly isBad: boolean
}

/** One person of a notice: what came of it, by which channels. */
export interface PersonLine {
  readonly id: string
  readonly name: string
  readonly post: string
  readonly state: 'opened' | 'received' | 'told' | 'notYet'
  readonly told: string
  readonly deliveries: readonly DeliveryLine[]
}

/** One notice of a case: what for, how it stands, who was told. */
export interface ReachLine {
  readonly id: string
  readonly title: string
  readonly told: string
  readonly state: 'under way' | 'spent' | 'over'
  readonly persons: readonly PersonLine[]
}

const known = ['nobody', 'noNumber', 'timeout', 'unreachable', 'garbled', 'lost', 'gone'] as const

/** Why a channel did not take it, in words; codes of the services are for the log. */
export function faultText(fault: string | null): string {
  const named = known.find(one => one === fault)
  if (named) return say(`reach.fault.${named}`)
  return say(/^http\.(429|5)/.test(fault ?? '') ? 'reach.fault.busy' : 'reach.fault.other')
}

function deliveryLine({ channel, state, at, sentAt, fault }: DeliveryView, nowMs: number): DeliveryLine {
  const named = {
    channel: say(`reach.channel.${channel}`),
    at: timeText(sentAt ?? at, nowMs),
    fault: faultText(fault),
  }
  const isRetried = state === 'waiting' && fault !== null
  return {
    channel,
    told: say(`reach.delivery.${isRetried ? 'retried' : state}`, named),
    isBad: isRetried || state === 'failed',
  }
}

const personState = ({ toldAt, receivedAt, openedAt }: ReachedPerson): PersonLine['state'] => {
  if (openedAt !== null) return 'opened'
  if (receivedAt !== null) return 'received'
  return toldAt === null ? 'notYet' : 'told'
}

function personLine(person: ReachedPerson, nowMs: number): PersonLine {
  const { accountId, name, reader, toldAt, receivedAt, openedAt, deliveries } = person
  const state = personState(person)
  const at = timeText(openedAt ?? receivedAt ?? toldAt ?? 0, nowMs)
  return {
    id: accountId,
    name,
    post: say(`notifications.post.${reader}`),
    state,
    told: say(`reach.${state}`, { at }),
    deliveries: deliveries.map(one => deliveryLine(one, nowMs)),
  }
}

/** How a notice stands, in one sentence. */
function standingOf(reach: ReachView, { moveOf }: Pick<ReachNames, 'moveOf'>, nowMs: number) {
  const { end, endedAt, endMove, endedByName, spentAt, nextAt, startsAt, persons, task } = reach
  const move = endMove === null ? '' : moveOf(endMove)
  if (end !== null) {
    const at = timeText(endedAt ?? startsAt, nowMs)
    const isNamed = end === 'done' && endedByName !== null
    if (isNamed) return say('reach.done', { name: endedByName, at, move })
    return move === '' ? say('reach.withdrawnPlain', { at }) : say('reach.withdrawn', { at, move })
  }
  if (spentAt !== null) {
    return persons.length === 0
      ? say('reach.noPersons')
      : say('reach.spent', { at: timeText(spentAt, nowMs) })
  }
  if (persons.length === 0) return say('reach.held', { at: timeText(startsAt, nowMs) })
  const owed = say(task === 'sign' ? 'reach.signed' : 'reach.accepted')
  return say('reach.goesOn', { task: owed, at: timeText(nextAt ?? startsAt, nowMs) })
}

/** Notices of a case as lines, the latest first. */
export const reachLines = (items: readonly ReachView[], names: ReachNames, nowMs: number): ReachLine[] =>
  items.map(reach => {
    const unit = reach.unitId === null ? '' : ` ${names.unitOf(reach.unitId)}`
    return {
      id: reach.id,
      title: say(`reach.task.${reach.task}`, { unit }),
      told: standingOf(reach, names, nowMs),
      state: reach.end !== null ? 'over' : reach.spentAt !== null ? 'spent' : 'under way',
      persons: reach.persons.map(one => personLine(one, nowMs)),
    }
  })

/** Whether something is still to come that is not told by the case itself. */
export const isUnderWay = (items: readonly ReachView[]): boolean => items.some(({ end }) => end === null)
