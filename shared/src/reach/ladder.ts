import type { CaseLevel } from '../cases/index.ts'
import { channelRows, type ReachChannel } from './channels.ts'
import type { Rung } from './rungs.ts'

/** That a channel was tried for somebody, and whether it was given up. Epoch milliseconds. */
export interface ChannelTry {
  readonly channel: ReachChannel
  readonly atMs: number
  readonly failedAtMs: number | undefined
}

/** Somebody of a ladder: whose turn is when, by which channels they can be reached, and what came of it so far. */
export interface LadderPerson {
  readonly accountId: string
  /** 0 is told first; those of one rank are told together. */
  readonly rank: number
  /** In the order in which they are tried. */
  readonly channels: readonly ReachChannel[]
  readonly toldAtMs: number | undefined
  readonly receivedAtMs: number | undefined
  readonly openedAtMs: number | undefined
  readonly tries: readonly ChannelTry[]
}

/** A thing that somebody must be told, as far as it has come. */
export interface Ladder {
  readonly level: CaseLevel
  readonly startsAtMs: number
  readonly rung: Rung
  readonly persons: readonly LadderPerson[]
  /** The moment itself when people are on duty, else when duty begins next. */
  readonly onDutyFromMs: (ms: number) => number
}

/** What is to be done now, and when to look again. */
export interface LadderStep {
  /** Whose turn it is from now on. */
  readonly told: readonly string[]
  readonly tries: readonly { readonly accountId: string; readonly channel: ReachChannel }[]
  /** Nobody is left to be told, and the last has had their time. */
  readonly isSpent: boolean
  readonly nextAtMs: number | undefined
}

const isGrave = (level: CaseLevel): boolean => level === 'red' || level === 'orange'

/** Nobody is woken for what can wait till morning. Source: domain.md §6.4 (quiet hours). */
const quietly = ({ level, onDutyFromMs }: Ladder, ms: number): number =>
  isGrave(level) ? ms : onDutyFromMs(ms)

const nextChannel = ({ channels, tries }: LadderPerson): ReachChannel | undefined =>
  channels.find(channel => tries.every(one => one.channel !== channel))

/** Until when what was tried last may still bear fruit. */
function waitedMs({ rung }: Ladder, { toldAtMs = 0, receivedAtMs, tries }: LadderPerson): number {
  const last = tries.at(-1)
  if (!last) return toldAtMs
  if (receivedAtMs !== undefined) return Math.max(last.atMs, receivedAtMs) + rung.openS * 1_000
  return last.failedAtMs ?? last.atMs + rung.deviceS * 1_000
}

/** When the next channel is tried for somebody whose turn it is; undefined when they have opened it, or none is left. */
function channelDueMs(ladder: Ladder, person: LadderPerson): number | undefined {
  const next = nextChannel(person)
  if (person.toldAtMs === undefined || person.openedAtMs !== undefined || next === undefined) return undefined
  const due = waitedMs(ladder, person)
  return channelRows[next].isLoud ? quietly(ladder, due) : due
}

const isToldOf = ({ toldAtMs }: LadderPerson): boolean => toldAtMs !== undefined

/** When it is the next rank's turn: those of this one had their time to sign, or cannot be reached at all. */
function rankDueMs(ladder: Ladder, rank: readonly LadderPerson[]): number {
  const begunMs = Math.min(...rank.map(({ toldAtMs = Infinity }) => toldAtMs))
  const latest = quietly(ladder, begunMs) + ladder.rung.signS * 1_000
  const areAllSpent = rank.every(one => one.openedAtMs === undefined && nextChannel(one) === undefined)
  const spent = areAllSpent ? Math.max(...rank.map(one => waitedMs(ladder, one))) : Infinity
  return quietly(ladder, Math.min(latest, spent))
}

/** Those whose turn came last, and those whose turn is next. */
function turnsOf({ persons }: Ladder) {
  const told = persons.filter(isToldOf)
  const reached = Math.max(...told.map(({ rank }) => rank))
  const left = persons.filter(one => !isToldOf(one))
  const next = Math.min(...left.map(({ rank }) => rank))
  return {
    last: told.filter(({ rank }) => rank === reached),
    next: left.filter(({ rank }) => rank === next),
  }
}

/** When it is the next rank's turn; when there is none, when the last has had their time. */
function turnDueMs(ladder: Ladder): number {
  const { last } = turnsOf(ladder)
  return last.length === 0 ? ladder.startsAtMs : rankDueMs(ladder, last)
}

/** The ladder after a step. */
const climbed = (
  ladder: Ladder,
  { told, tries }: Pick<LadderStep, 'told' | 'tries'>,
  nowMs: number,
): Ladder => ({
  ...ladder,
  persons: ladder.persons.map(one => ({
    ...one,
    toldAtMs: told.includes(one.accountId) ? nowMs : one.toldAtMs,
    tries: [
      ...one.tries,
      ...tries
        .filter(({ accountId }) => accountId === one.accountId)
        .map(({ channel }) => ({ channel, atMs: nowMs, failedAtMs: undefined })),
    ],
  })),
})

/**
 * What is to be done for a ladder at a moment: one rung at a time, so that after a standstill nobody gets at once what was to
 * come in turn. A person is told by their first channel; not on the device in time, or not opened in time, by the next; not signed in
 * time, or out of reach, the next persons are told. Each channel of each person is tried once. Pure. Source: domain.md §6.5.
 */
export function stepOf(ladder: Ladder, nowMs: number): LadderStep {
  const isDue = (dueMs: number | undefined): boolean => dueMs !== undefined && dueMs <= nowMs
  const { next } = turnsOf(ladder)
  const isTurn = isDue(turnDueMs(ladder))
  const told = isTurn ? next.map(({ accountId }) => accountId) : []
  const tries = ladder.persons.flatMap(one => {
    const channel = nextChannel(one)
    const isTried = told.includes(one.accountId) || isDue(channelDueMs(ladder, one))
    return isTried && channel !== undefined ? [{ accountId: one.accountId, channel }] : []
  })
  const isSpent = isTurn && next.length === 0
  const after = climbed(ladder, { told, tries }, nowMs)
  const turns = isSpent ? [] : [turnDueMs(after)]
  const dues = [...turns, ...after.persons.flatMap(one => channelDueMs(after, one) ?? [])]
  return { told, tries, isSpent, nextAtMs: dues.length === 0 ? undefined : Math.min(...dues) }
}
