import { alarmOf, decideAnswer, type answerAlarm } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, refuse, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { and, desc, eq } from 'drizzle-orm'
import { inTx, type Tx } from '../../platform/db/index.ts'
import { besideStepsOf, type BesideStepDeps } from './besideSteps.ts'
import { toFact } from './case.rows.ts'
import { caseEntries, cases } from './cases.tables.ts'
import type { CaseDeps } from './deps.ts'
import { byWhom } from './entries.ts'

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
export function alarmCommandsOf(deps: BesideStepDeps & Pick<CaseDeps, 'units'>) {
  const steps = besideStepsOf(deps)

  /**
   * Answers the alarm of a case; of two at the same moment the first is told to the other. The same person's second answer
   * gets what the first got. Refuses: what `decideAnswer` does.
   */
  const answer = (id: string, actor: Actor): Promise<Result<ReplyOf<typeof answerAlarm>>> =>
    inTx(deps.database, async tx => {
      const [row] = await tx.orm.select().from(cases).where(eq(cases.id, id)).for('update')
      if (!row) return refuse('case.unknown', { id })
      const before = toFact(row)
      const now = deps.clock.now()
      const decided = decideAnswer(before, actor, now)
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
      await steps.take(tx, row, {
        move: after.lastMove,
        change: () => ({ alarm }),
        filled: {},
        now,
        by: { id: deps.ids.next(), ...byWhom(actor, deps.units) },
      })
      tx.onCommit(steps.wake)
      return grant({ version: after.version, alarm, answeredByName: actor.name })
    })

  return { answer }
}
