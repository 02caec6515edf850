import { shanghaiDay, shanghaiDayStart } from '@shuniu/shared/calendar'
import { instant, toMs, type Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import { recentHandOvers } from '../gridMembers/index.ts'
import { besideStepsOf, type BesideStepDeps } from './besideSteps.ts'
import { roundOf } from './rounds.job.ts'

/** An open case of a grid that somebody else has now. */
interface HandedCase {
  readonly caseId: string
  readonly handOverId: string
  readonly formerName: string
  readonly name: string
}

const atOnce = 100

/**
 * Open cases that were in the grid when it went over, and do not say so yet: one that came from another grid since never was the
 * former member's. Of one case the latest hand-over first.
 */
const untold = `
  select c.id as "caseId", h.id as "handOverId", h."formerName", h.name
    from json_to_recordset($1) as h(id text, "gridCode" text, since timestamptz, "formerName" text, name text)
    join cases c on c.grid_code = h."gridCode" and c.is_open and c.opened_at < h.since
   where ($2::uuid is null or c.id = $2)
     and ($2::uuid is not null
          or not exists (select from parked_cases p where p.sweep = 'handOvers' and p.case_id = c.id))
     and not exists (select from case_entries e where e.case_id = c.id
                        and (e.move = 'handOver' and e.filled ->> 'handOverId' = h.id
                             or e.move in ('handToHeir', 'redistrict') and e.at >= h.since))
   order by c.id, h.since desc limit ${atOnce}`

async function handedOver(tx: Tx, now: Instant, caseId?: string): Promise<HandedCase[]> {
  const recent = await recentHandOvers(tx, shanghaiDay(now))
  if (recent.length === 0) return []
  const since = ({ fromDay, madeAt }: (typeof recent)[number]): Instant =>
    instant(Math.max(toMs(shanghaiDayStart(fromDay)), toMs(madeAt)))
  const handOvers = recent.map(one => ({ ...one, since: since(one) }))
  return tx.query<HandedCase>(untold, [JSON.stringify(handOvers), caseId ?? null])
}

/**
 * Open cases go with their grid to whoever has it next, from that person's first day on: each says so on its timeline, with
 * both names. One that somebody holds at the moment is left for the next round. Source: S39.
 */
export function handOverRoundsOf(deps: BesideStepDeps) {
  const steps = besideStepsOf(deps)

  /** One round: how many cases were told. */
  return roundOf<HandedCase>(deps, {
    name: 'handOvers',
    due: handedOver,
    tell: async (tx, rows, { due, now }) => {
      const ofCase = new Map(due.map(handed => [handed.caseId, handed]))
      for (const row of rows) {
        const handed = ofCase.get(row.id)
        if (!handed) continue
        const { handOverId, formerName: from, name: to } = handed
        const filled = { handOverId, from, to }
        await steps.take(tx, row, { move: 'handOver', change: () => ({}), filled, now })
      }
      tx.onCommit(steps.wake)
      return rows.length
    },
  })
}
