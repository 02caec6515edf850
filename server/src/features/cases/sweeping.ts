import { caseFacts, type CaseFact } from '@shuniu/shared/cases'
import { cardAt, graverCard, ranOutPercent, stepsAt, type NoticeStep } from '@shuniu/shared/clocks'
import type { Instant } from '@shuniu/shared/kernel'
import type { Tx } from '../../platform/db/index.ts'
import type { Ids } from '../../platform/ids/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import type { DueThreshold } from '../clocks/index.ts'
import { entryRow } from './cases.repo.ts'

const outboxes = outboxOf(caseFacts, () => undefined)

interface Telling {
  readonly now: Instant
  readonly ids: Ids
  readonly steps: readonly NoticeStep[]
}

/** One share of one clock told of: the case as it then stands, its fact, and what the timeline says of it. */
export interface Told {
  readonly due: DueThreshold
  readonly after: CaseFact
  readonly now: Instant
  readonly fact: ReturnType<typeof outboxes.rowOf>
  /** Only lateness stands on the timeline; a light that turns does not. */
  readonly entry: ReturnType<typeof entryRow> | undefined
}

type TellingFact = 'case.warned' | 'case.overdue' | 'case.carded'

function nameOf(percent: number, isCarded: boolean): TellingFact {
  if (percent === ranOutPercent) return 'case.overdue'
  return percent > ranOutPercent && isCarded ? 'case.carded' : 'case.warned'
}

function tell(before: CaseFact, due: DueThreshold, { now, ids, steps }: Telling): Told {
  const { stage, percent } = due
  const card = cardAt({ stage, percent }, stepsAt(now, steps))
  const name = nameOf(percent, card !== undefined)
  const hasRunOut = percent >= ranOutPercent
  const after: CaseFact = {
    ...before,
    overdue: before.overdue || hasRunOut,
    lateStages: hasRunOut ? [...new Set([...before.lateStages, stage])] : before.lateStages,
    card: graverCard(before.card, card ?? null),
    lastMove: name.slice('case.'.length),
    updatedAt: now,
    version: before.version + 1,
  }
  const fact = outboxes.rowOf(name, { before, after, at: now })
  const entry = name === 'case.warned' ? undefined : entryOf(ids.next(), after, { due, now, card })
  return { due, after, now, fact, entry }
}

/** What a case tells of its clocks that have fallen due, in the order in which they did. */
export function toldOf(known: CaseFact, due: readonly DueThreshold[], telling: Telling): Told[] {
  const told: Told[] = []
  const inOrder = [...due].sort(
    (a, b) => Number(a.dueAt > b.dueAt) - Number(a.dueAt < b.dueAt) || a.percent - b.percent,
  )
  for (const one of inOrder) told.push(tell(told.at(-1)?.after ?? known, one, telling))
  return told
}

type Lateness = Pick<Telling, 'now'> & { readonly due: DueThreshold; readonly card: string | undefined }

const entryOf = (id: string, after: CaseFact, { due: { stage, percent, dueAt }, now, card }: Lateness) =>
  entryRow(after.id, {
    ...{ id, at: now, move: after.lastMove, from: after.status, to: after.status, version: after.version },
    ...{ actorId: null, actorName: '系统', actorRole: 'system', actorUnit: null },
    filled: { stage, dueAt, percent, ...(card !== undefined && { card }) },
  })

/** Writes how the cases stand after their last telling, by one statement; who may be moving them is kept out by locks. */
export async function saveSwept(tx: Tx, told: readonly Told[]): Promise<void> {
  const last = new Map(told.map(({ after }) => [after.id, after]))
  const rows = [...last.values()].map(({ id, overdue, lateStages, card, lastMove, updatedAt, version }) => {
    return { id, overdue, late_stages: lateStages, card, last_move: lastMove, updated_at: updatedAt, version }
  })
  if (rows.length === 0) return
  await tx.query(
    `update cases late
        set overdue = told.overdue, late_stages = told.late_stages, card = told.card,
            last_move = told.last_move, updated_at = told.updated_at, version = told.version
       from json_populate_recordset(null::cases, $1) told
      where late.id = told.id`,
    [JSON.stringify(rows)],
  )
}
