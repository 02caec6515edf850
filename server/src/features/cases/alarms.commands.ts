import { alarmOf, caseFacts, decideAnswer, type answerAlarm, type CaseFact } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { and, desc, eq } from 'drizzle-orm'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { outboxOf } from '../../platform/outbox/index.ts'
import { onTransaction } from '../../platform/sql/index.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { caseEntries, cases } from './cases.tables.ts'
import type { CaseDeps } from './deps.ts'
import { byWhom } from './entries.ts'
import { saveSteps } from './saving.ts'

type AlarmCommandDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'live'> &
  Pick<CaseDeps, 'clocks' | 'units'>

/** The name under which an alarm was last answered: the timeline's. */
async function nameOfAnswer(tx: Tx, caseId: string): Promise<string> {
  const [entry] = await tx.orm
    .select({ name: caseEntries.actorName })
    .from(caseEntries)
    .where(and(eq(caseEntries.caseId, caseId), eq(caseEntries.move, 'answerAlarm')))
    .orderBy(desc(caseEntries.version))
    .limit(1)
  return entry?.name ?? ''
}

/** 我来办: who sees to a case that calls. */
export function alarmCommandsOf(deps: AlarmCommandDeps) {
  const outbox = outboxOf(caseFacts, () => deps.live.wake())

  /** The case grows by a version, but nobody's view of it is stale for that: what may be done with it stays what it was. */
  async function save(
    tx: Tx,
    { row, before, after }: { row: CaseRow; before: CaseFact; after: CaseFact },
    actor: Actor,
  ): Promise<void> {
    const { status, version, lastMove: move } = after
    const now = deps.clock.now()
    const entry = {
      id: deps.ids.next(),
      at: now,
      move,
      from: status,
      to: status,
      version,
      ...byWhom(actor, deps.units),
      filled: {},
    }
    const fact = outbox.rowOf('case.moved', { before, after, at: now })
    await saveSteps(onTransaction(tx), [{ row, after, entry, fact }], {
      clocks: { caseClocks: [], law: deps.clocks.law() },
    })
    tx.onCommit(outbox.wake)
  }

  /**
   * Answers the alarm of a case; of two at the same moment the first is told to the other. The same person's second answer
   * gets what the first got. Refuses: what `decideAnswer` does.
   */
  const answer = (id: string, actor: Actor): Promise<Result<ReplyOf<typeof answerAlarm>>> =>
    inTx(deps.database, async tx => {
      const [row] = await tx.orm.select().from(cases).where(eq(cases.id, id)).for('update')
      if (!row) return refuse('case.unknown', { id })
      const before = toFact(row)
      const decided = decideAnswer(before, actor, deps.clock.now())
      if (!decided.ok) {
        if (decided.refusal.code !== 'alarm.answered') return decided
        const byName = await nameOfAnswer(tx, id)
        return refuse('alarm.answered', { ...decided.refusal.detail, byName })
      }
      const after = decided.value
      const alarm = alarmOf(after)
      if (!alarm) throw new Error(`the answered alarm of ${id} is over`)
      if (after === before) {
        return grant({ version: after.version, alarm, answeredByName: await nameOfAnswer(tx, id) })
      }
      await save(tx, { row, before, after }, actor)
      return grant({ version: after.version, alarm, answeredByName: actor.name })
    })

  return { answer }
}
