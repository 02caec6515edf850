import { alarmOf, isAnswered, silentUntilMs, type CaseFact } from '@shuniu/shared/cases'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import { messageOf, stepOf, type LadderStep } from '@shuniu/shared/reach'
import { asUnavailable, inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { firstStatusStepSince, reachedCase, type ReachedCase } from '../cases/index.ts'
import { notifierOf, type MadeNotification } from '../notifications/index.ts'
import { ladderOf, type LadderGround, type StandingPerson } from './standing.ts'
import {
  dropWaiting,
  endReach,
  markTold,
  putDeliveries,
  setReach,
  takeDueReaches,
  type ReachEnding,
  type ReachRow,
} from './reach.repo.ts'

/** A round is one short transaction, however much is due. */
const atOnce = 50
/** One that throws is tried again after so long, in milliseconds. */
const restMs = 300_000

type LadderDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'> &
  LadderGround & {
    /** Something was put into the outbox. */
    readonly filled: () => void
  }

/** What ended it, if anything did; by the case's own record, not by what was heard of it. */
async function endingOf(tx: Tx, reach: ReachRow, current: CaseFact): Promise<ReachEnding | undefined> {
  const step = await firstStatusStepSince(tx, { caseId: reach.caseId, version: reach.caseVersion })
  if (step) {
    const isDone = reach.task === 'accept' ? step.byId !== null : ['sign', 'refuse'].includes(step.move)
    return { end: isDone ? 'done' : 'withdrawn', endMove: step.move, endedByName: step.byName }
  }
  if (reach.task === 'sign') return undefined
  const isStill = alarmOf(current)?.since === reach.since
  return isStill ? undefined : { end: 'withdrawn', endMove: current.lastMove, endedByName: null }
}

/** Until when somebody's 我来办 keeps the ladder standing; undefined when it goes on. */
function restsUntil(reach: ReachRow, current: CaseFact, now: Instant): Instant | undefined {
  if (reach.task !== 'accept' || !isAnswered(current, toMs(now))) return undefined
  const until = silentUntilMs(current)
  return until === undefined ? undefined : instant(until)
}

interface Stepping {
  readonly reach: ReachRow
  readonly known: ReachedCase
  readonly persons: readonly StandingPerson[]
  readonly step: LadderStep
  readonly now: Instant
}

/** In the app a person is told that the stage waits for them, before anything of its limit is used. */
const notificationsFor = ({ reach, known: { current }, persons, step, now }: Stepping): MadeNotification[] =>
  persons
    .filter(({ accountId }) => step.told.includes(accountId))
    .map(({ accountId, reader, notificationId }) => ({
      id: notificationId,
      readerId: accountId,
      reader,
      caseId: current.id,
      caseVersion: reach.caseVersion,
      caseNumber: current.number,
      stage: reach.task === 'sign' ? 'signing' : 'acceptance',
      unitId: null,
      percent: 0,
      card: null,
      dueAt: instant(current.dueAt ?? now),
      at: now,
    }))

const deliveriesFor = (ids: Platform['ids'], { reach, known, step, now }: Stepping) => {
  const { current, title } = known
  const dueAt = current.dueAt === null ? null : instant(current.dueAt)
  const { level, number } = current
  const text = messageOf({ task: reach.task, level, number, title, since: reach.since, dueAt })
  return step.tries.map(({ accountId, channel }) => {
    const own = { id: ids.next(), reachId: reach.id, accountId, channel, at: now, nextAt: now }
    if (channel === 'app') return { ...own, state: 'sent' as const, attempts: 1, sentAt: now }
    return { ...own, state: 'waiting' as const, text }
  })
}

/** Goes one rung up with each ladder that is due; answers how many were looked at. */
export function ladderRoundsOf(deps: LadderDeps) {
  const { database, clock, ids, log } = deps
  const notify = notifierOf(deps)

  async function climb(
    tx: Tx,
    { reach, known, now }: Pick<Stepping, 'reach' | 'known' | 'now'>,
  ): Promise<void> {
    const { ladder, persons } = await ladderOf(tx, { reach, current: known.current, now }, deps)
    const step = stepOf(ladder, toMs(now))
    const stepping = { reach, known, persons, step, now }
    const opened = persons.filter(({ openedAtMs }) => openedAtMs !== undefined).map(one => one.accountId)
    await dropWaiting(tx, reach.id, opened)
    await markTold(tx, { reachId: reach.id, accountIds: step.told }, now)
    await notify(tx, notificationsFor(stepping))
    await putDeliveries(tx, deliveriesFor(ids, stepping))
    await setReach(tx, reach.id, {
      level: known.current.level,
      nextAt: step.nextAtMs === undefined ? null : instant(step.nextAtMs),
      spentAt: step.isSpent ? (reach.spentAt ?? now) : null,
    })
    tx.onCommit(deps.filled)
  }

  async function lookAt(tx: Tx, reach: ReachRow, now: Instant): Promise<void> {
    const known = await reachedCase(tx, reach.caseId)
    const gone: ReachEnding = { end: 'withdrawn', endMove: null, endedByName: null }
    const ending = known ? await endingOf(tx, reach, known.current) : gone
    if (!known || ending) return endReach(tx, reach.id, { ...(ending ?? gone), endedAt: now })
    const rests = restsUntil(reach, known.current, now)
    if (rests !== undefined) return setReach(tx, reach.id, { nextAt: rests })
    if (toMs(now) < toMs(reach.startsAt)) return setReach(tx, reach.id, { nextAt: reach.startsAt })
    return climb(tx, { reach, known, now })
  }

  /** One that throws keeps no other waiting: it is tried again after a rest. */
  async function lookAtAlone(tx: Tx, reach: ReachRow, now: Instant): Promise<void> {
    await tx.query('savepoint one')
    try {
      await lookAt(tx, reach, now)
      await tx.query('release savepoint one')
    } catch (cause) {
      if (asUnavailable(cause)) throw cause
      await tx.query('rollback to savepoint one')
      await setReach(tx, reach.id, { nextAt: instant(toMs(now) + restMs) })
      log.error({ cause, reach: reach.id }, 'a notice could not be brought on; it is tried again later')
    }
  }

  return (): Promise<number> =>
    inTx(database.reserved, async tx => {
      const now = clock.now()
      const due = await takeDueReaches(tx, now, atOnce)
      for (const reach of due) await lookAtAlone(tx, reach, now)
      return due.length
    })
}
