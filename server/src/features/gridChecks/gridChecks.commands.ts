import { addDays, isRealDay, shanghaiDay } from '@shuniu/shared/calendar'
import type { changeGridFinding, GridFinding } from '@shuniu/shared/gridChecks'
import { covers, type Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import type { Static } from 'typebox'
import { inTx } from '../../platform/db/index.ts'
import { askForRound, changeFinding, lockFinding } from './gridChecks.repo.ts'
import { toFinding, type GridCheckQueryDeps } from './gridChecks.queries.ts'

type FindingChange = Static<(typeof changeGridFinding)['shape']['body']>

/** Nobody sets a day to mend something that nobody will live to see. */
const latestInDays = 3 * 365

export function gridCheckCommands({ database, clock, places }: GridCheckQueryDeps) {
  return {
    /** The next round begins as soon as a process looks. */
    recheck: (): Promise<unknown> => inTx(database, tx => askForRound(tx, clock.now())),

    /**
     * Sets the task of a finding. Refuses: `gridFinding.unknown`, also what lies in another's division, `gridFinding.mended`,
     * `gridFinding.moved`, `gridFinding.wrongDay`, `gridFinding.noReason`.
     */
    change: (
      id: string,
      { seenVersion, state, dueOn, note }: FindingChange,
      actor: Actor,
    ): Promise<Result<GridFinding>> =>
      inTx(database, async tx => {
        const known = await lockFinding(tx, id)
        if (!known || !covers(actor, known.villageCode)) return refuse('gridFinding.unknown', { id })
        if (known.mendedAt !== null) return refuse('gridFinding.mended', { id })
        if (known.version !== seenVersion) return refuse('gridFinding.moved', { version: known.version })
        const today = shanghaiDay(clock.now())
        const isSame = dueOn === known.dueOn
        if (!isRealDay(dueOn) || (!isSame && (dueOn < today || dueOn > addDays(today, latestInDays))))
          return refuse('gridFinding.wrongDay', { dueOn })
        if (state === 'waived' && note === null) return refuse('gridFinding.noReason')
        const waivedAt = state === 'waived' ? (known.waivedAt ?? clock.now()) : null
        const changed = await changeFinding(tx, id, { waivedAt, dueOn, note, changedBy: actor.accountId })
        return grant(toFinding(changed, places))
      }),
  }
}
