import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import type { OutsideChannel } from '@shuniu/shared/reach'
import { Counter } from 'prom-client'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { jobOf, type Job } from '../../platform/jobs/index.ts'
import { again, never, type Addressee, type ChannelAdapter, type Sent } from './channels/adapter.ts'
import {
  claimDeliveries,
  nudgeReach,
  settleDelivery,
  type ClaimedDelivery,
  type Settled,
} from './reach.repo.ts'

/** So many are in hand at once in one process. */
const atOnce = 16
/** What was taken in hand and not settled by then is lost with whoever took it: longer than any try may last. In milliseconds. */
const inHandMs = 60_000
/** So often a channel is tried for one person. */
export const mostTries = 5
/** The wait after the first try, in seconds; three times as long after each further one. */
const firstWaitS = 5
/** No service is obeyed that asks for a longer rest than this, in seconds. */
const longestRestS = 300

const tries = new Counter({
  name: 'shuniu_reach_tries_total',
  help: 'Tries to send a notice out of the house, by what became of them',
  labelNames: ['channel', 'outcome'],
})

type SendingDeps = Pick<Platform, 'database' | 'clock' | 'log'> & {
  /** Where people are found by the channels. */
  readonly addressees: (tx: Tx, accountIds: readonly string[]) => Promise<ReadonlyMap<string, Addressee>>
  /** A channel was given up for somebody. */
  readonly failed: () => void
}

/** How it stands after a try. */
export function settledBy(sent: Sent, attempts: number, now: Instant): Settled {
  const none = { nextAt: now, sentAt: null, failedAt: null, fault: null, reference: null }
  if (sent.is === 'sent') return { ...none, state: 'sent', sentAt: now, reference: sent.reference }
  if (sent.is === 'never' || attempts >= mostTries) {
    return { ...none, state: 'failed', failedAt: now, fault: sent.fault }
  }
  const waitS = Math.max(firstWaitS * 3 ** (attempts - 1), Math.min(sent.afterS ?? 0, longestRestS))
  return { ...none, state: 'waiting', nextAt: instant(toMs(now) + waitS * 1_000), fault: sent.fault }
}

/** The lane of one channel: takes what is due, sends it, writes down what came of it. What hangs here holds up no other lane. */
export function laneOf(deps: SendingDeps, adapter: ChannelAdapter): Job {
  const { database, clock, log } = deps
  const channel: OutsideChannel = adapter.channel

  /** A fault of ours counts as a try, and is named. */
  async function send(claimed: ClaimedDelivery, to: Addressee | undefined): Promise<Sent> {
    // Taken in hand again and again, and never settled: whoever has it does not live to.
    if (claimed.attempts > mostTries) return never('lost')
    if (!to) return never('nobody')
    const { id: key, text, caseId, notificationId, level } = claimed
    try {
      return await adapter.send({ key, text, caseId, notificationId, isUrgent: level === 'red' }, to)
    } catch (cause) {
      log.error({ cause, channel, delivery: claimed.id }, 'a notice could not be sent')
      return again('fault')
    }
  }
  async function settle(claimed: ClaimedDelivery, sent: Sent): Promise<void> {
    tries.inc({ channel, outcome: sent.is })
    await inTx(database.reserved, async tx => {
      const now = clock.now()
      const settled = settledBy(sent, claimed.attempts, now)
      const isOurs = await settleDelivery(tx, claimed, settled)
      if (!isOurs || settled.state !== 'failed') return
      await nudgeReach(tx, claimed.reachId, now)
      log.warn({ channel, delivery: claimed.id, fault: settled.fault }, 'a notice was not taken by a channel')
      tx.onCommit(deps.failed)
    })
  }
  const claim = () =>
    inTx(database.reserved, async tx => {
      const now = clock.now()
      const until = instant(toMs(now) + inHandMs)
      const claimed = await claimDeliveries(tx, { channel, now, until, limit: atOnce })
      const to = await deps.addressees(
        tx,
        claimed.map(({ accountId }) => accountId),
      )
      return { claimed, to }
    })

  async function round(): Promise<number> {
    const { claimed, to } = await claim()
    await Promise.all(claimed.map(async one => settle(one, await send(one, to.get(one.accountId)))))
    return claimed.length
  }
  return jobOf(round, { name: `reach.${channel}`, everyMs: 1_000, log })
}
