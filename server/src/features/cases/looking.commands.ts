import { caseMoves, caseSight, isTied, type lookAtReporter, lookHidesAfterS } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { grant, isOneOf, refuse, type Refused, type ReplyOf, type Result } from '@shuniu/shared/kernel'
import { eq } from 'drizzle-orm'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { systemStepsOf, type SystemStepDeps } from './bySystem.ts'
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

/** Who may write a call into the record may see whom to call, as long as there is something to call for. */
function closedToLook(row: CaseRow, actor: Actor): Refused | undefined {
  const current = toFact(row)
  const { from, whose } = caseMoves.call
  if (caseSight(actor, current) !== 'full') return refuse('case.unknown', { id: row.id })
  if (!isOneOf(from, current.status)) return refuse('case.illegalMove', { status: current.status })
  return isTied(whose, current, actor) ? undefined : refuse('case.notYours')
}

/** Looks at who reported a case, each written into its record before it is answered. */
export function looksOf(deps: SystemStepDeps & Pick<CaseDeps, 'units'> & { readonly secrets: Secrets }) {
  const steps = systemStepsOf(deps)

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
