import {
  caseMoves,
  caseSight,
  lookHidesAfterS,
  mayLookAtReporter,
  type lookAtReporter,
} from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, isOneOf, refuse, type Refused, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { eq } from 'drizzle-orm'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { besideStepsOf, type BesideStepDeps } from './besideSteps.ts'
import { toFact, type CaseRow } from './case.rows.ts'
import { caseEntries, cases } from './cases.tables.ts'
import type { CaseDeps } from './deps.ts'
import { byWhom } from './entries.ts'
import { reporterIn } from './reporterWords.ts'

type Looked = Result<ReplyOf<typeof lookAtReporter>>

interface ReporterLook {
  readonly id: string
  readonly caseId: string
}

/**
 * A desk where the case lies may see whom to call, as long as there is something to call for. Neighbours of the reporter who
 * only walk the grid may not: whoever handles the case is told anyway.
 */
function closedToLook(row: CaseRow, actor: Actor): Refused | undefined {
  const current = toFact(row)
  if (caseSight(actor, current) !== 'full') return refuse('case.unknown', { id: row.id })
  if (!isOneOf(caseMoves.call.from, current.status))
    return refuse('case.illegalMove', { status: current.status })
  return mayLookAtReporter(actor, current) ? undefined : refuse('case.notYours')
}

/** Looks at who reported a case, each written into its record before it is answered. */
export function looksOf(deps: BesideStepDeps & Pick<CaseDeps, 'units'> & { readonly secrets: Secrets }) {
  const steps = besideStepsOf(deps)

  async function isNoted(tx: Tx, { id, caseId }: ReporterLook, actor: Actor): Promise<Refused | boolean> {
    const [noted] = await tx.orm.select().from(caseEntries).where(eq(caseEntries.id, id))
    if (!noted) return false
    const isOwn = noted.caseId === caseId && noted.actorId === actor.accountId && noted.move === 'look'
    return isOwn || refuse('command.idTaken')
  }

  return {
    look: (look: ReporterLook, actor: Actor): Promise<Looked> =>
      inTx(deps.database, async tx => {
        const [row] = await tx.orm.select().from(cases).where(eq(cases.id, look.caseId)).for('update')
        if (!row) return refuse('case.unknown', { id: look.caseId })
        const closed = closedToLook(row, actor)
        if (closed) return closed
        const { name, phone = null } = reporterIn(row, deps.secrets)
        if (phone === null) return refuse('case.noNumber')
        const noted = await isNoted(tx, look, actor)
        if (typeof noted === 'object') return noted
        if (!noted) {
          const by = { id: look.id, ...byWhom(actor, deps.units) }
          await steps.take(tx, row, {
            move: 'look',
            change: () => ({}),
            filled: {},
            now: deps.clock.now(),
            by,
          })
          tx.onCommit(steps.wake)
        }
        return grant({ name, phone, hideAfterS: lookHidesAfterS })
      }),
  }
}
