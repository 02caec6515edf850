import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outbox } from '../../platform/outbox/index.ts'
import { writeRows } from '../../platform/rows/index.ts'
import { markFired, takeDue, type Clocks } from '../clocks/index.ts'
import { toFact } from './case.rows.ts'
import { lockFree } from './cases.repo.ts'
import { caseEntries } from './cases.tables.ts'
import { saveSwept, toldOf, type Told } from './sweeping.ts'

type Deps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live' | 'log'> & { readonly clocks: Clocks }

const everyMs = 1_000
/** A round is one short transaction, however many clocks fall due in the same second. */
const clocksAtOnce = 200

/**
 * Tells of clocks that have used so much of their limit, each share once. A case that somebody moves at the moment is
 * left for the next round, so that nobody waits for the sweep and two processes never tell of the same clock.
 */
export function clockSweepOf(deps: Deps) {
  async function save(tx: Tx, told: readonly Told[], now: Told['now']): Promise<void> {
    await saveSwept(tx, told)
    await writeRows(tx, { table: caseEntries, rows: told.flatMap(({ entry }) => entry ?? []) })
    await writeRows(tx, { table: outbox, rows: told.map(({ fact }) => ({ ...fact })) })
    const fired = told.map(({ due, after }) => ({ ...due, version: after.version }))
    await markFired(tx, fired, now)
    tx.onCommit(() => deps.live.wake())
  }

  /** One round: how many clocks were told of. */
  const sweep = (): Promise<number> =>
    inTx(deps.database, async tx => {
      const now = deps.clock.now()
      const due = await takeDue(tx, now, clocksAtOnce)
      if (due.length === 0) return 0
      const rows = await lockFree(tx, [...new Set(due.map(one => one.caseId))])
      const told = rows.flatMap(row => {
        const own = due.filter(one => one.caseId === row.id)
        return toldOf(toFact(row), own, { now, ids: deps.ids, steps: deps.clocks.law().steps })
      })
      await save(tx, told, now)
      return told.length
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
