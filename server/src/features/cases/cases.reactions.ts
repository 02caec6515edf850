import type { CaseTimer } from '@shuniu/shared/clocks'
import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import type { Instant } from '@shuniu/shared/kernel'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { dueCaseIds, markOverdue } from '../clocks/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { addEntry, lockFree, saveCase } from './cases.repo.ts'

interface Late {
  readonly timer: CaseTimer
  readonly now: Instant
}

type Deps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'>

const everyMs = 1_000
const casesAtOnce = 100

/**
 * Marks clocks that ran out, each once, and tells of each once. A case that somebody moves at the moment is left for
 * the next round, so that nobody waits for the sweep and two processes never mark the same clock.
 */
export function overdueSweepOf(deps: Deps) {
  const outbox = outboxOf(caseFacts, () => deps.live.wake())

  async function tell(tx: Tx, before: CaseFact, late: Late): Promise<CaseFact> {
    const { timer, now } = late
    const after = {
      ...before,
      overdue: true,
      lateStages: [...new Set([...before.lateStages, timer.stage])],
      lastMove: 'overdue',
      updatedAt: now,
      version: before.version + 1,
    }
    await saveCase(tx, after, {})
    await addEntry(tx, after.id, entryOf(deps.ids.next(), after, late))
    await outbox.add(tx, 'case.overdue', { before, after, at: now })
    return after
  }

  async function sweepCase(tx: Tx, row: CaseRow, now: Instant): Promise<number> {
    const late = await markOverdue(tx, row.id, now)
    let fact = toFact(row)
    for (const timer of late) fact = await tell(tx, fact, { timer, now })
    return late.length
  }

  /** One round: how many clocks were marked. */
  const sweep = (): Promise<number> =>
    inTx(deps.database, async tx => {
      const now = deps.clock.now()
      const due = await dueCaseIds(tx, now, casesAtOnce)
      if (due.length === 0) return 0
      let marked = 0
      for (const row of await lockFree(tx, due)) marked += await sweepCase(tx, row, now)
      return marked
    })

  return { sweep, ...everySecond(sweep, deps.log) }
}

/** Runs rounds one after another; what goes wrong in one is logged, and the next tries again. */
export function everySecond(sweep: () => Promise<number>, log: Deps['log']) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isBusy = false

  async function round(): Promise<void> {
    isBusy = true
    try {
      while ((await sweep()) > 0) if (timer === undefined) break
    } catch (cause) {
      log.warn({ cause }, 'clocks were not swept')
    } finally {
      isBusy = false
    }
  }
  return {
    start: () => {
      timer = setInterval(() => {
        if (!isBusy) running = round()
      }, everyMs)
    },
    stop: async () => {
      clearInterval(timer)
      timer = undefined
      await running
    },
  }
}

function entryOf(id: string, after: CaseFact, { timer: { stage, dueAt }, now }: Late) {
  return {
    id,
    at: now,
    move: 'overdue',
    from: after.status,
    to: after.status,
    actorId: null,
    actorName: '系统',
    actorRole: 'system',
    actorUnit: null,
    version: after.version,
    filled: { stage, dueAt },
  }
}
