import { inTx } from '../../platform/db/index.ts'
import { jobOf, type Job } from '../../platform/jobs/index.ts'
import { noteAct } from '../audit/index.ts'
import { longTx } from './divisions.commands.ts'
import { changeAct, lockActs, plannedActs } from './divisions.repo.ts'
import { actsOf, codesOf, type DivisionDeps } from './takingEffect.ts'

const everyMs = 5_000
/** Who acts when nobody does. */
const system = '系统'

/**
 * Acts take effect on their day, one after the other, whichever process comes first; one that cannot any more is marked as
 * failed with why, and stays for the administrator to withdraw. Then what has come under former codes meanwhile goes along.
 */
export function divisionsJob(deps: DivisionDeps): Job {
  const { database, clock, log } = deps
  const acts = actsOf(deps)

  const takeEffect = (): Promise<boolean> =>
    inTx(
      database,
      async tx => {
        await lockActs(tx)
        const [due] = await plannedActs(tx, acts.today(), 1)
        if (!due) return false
        const decided = await acts.decide(tx, due)
        const at = clock.now()
        const ending = { endedAt: at, endedBy: system }
        if (!decided.ok) {
          const { code } = decided.refusal
          await changeAct(tx, due.id, { ...ending, state: 'failed', endReason: code })
          log.warn({ actId: due.id, code }, 'a planned act on a division could not take effect')
          return true
        }
        await acts.takeEffect(tx, due, decided.value)
        const { effects } = decided.value
        await changeAct(tx, due.id, {
          ...ending,
          state: 'done',
          effects,
          codes: codesOf(due.command, decided.value),
        })
        await noteAct(tx, {
          at,
          by: system,
          kind: 'division.takeEffect',
          subject: { id: due.command.code, name: due.subjectName },
          after: { effectiveFrom: due.effectiveOn },
        })
        return true
      },
      longTx,
    )

  return jobOf(
    async () => {
      if (await takeEffect()) return 1
      await inTx(database, tx => acts.carryLate(tx), longTx)
      return 0
    },
    { name: 'divisions.acts', everyMs, log, isAtOnce: true },
  )
}
