import {
  gridPlansTold,
  type GridPlanHead,
  type GridPlanView,
  type listGridPlans,
} from '@shuniu/shared/gridPlans'
import { covers, type Actor } from '@shuniu/shared/identity'
import { grant, refuse, type QueryOf, type Result } from '@shuniu/shared/kernel'
import type { Database, Tx } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/feature/index.ts'
import { formerGrids, type Places } from '../grids/index.ts'
import { planById, plansIn, type GridPlanRow } from './gridPlans.repo.ts'

export type GridPlanDeps = Pick<Platform, 'database' | 'clock' | 'ids' | 'log'> & {
  readonly places: Pick<Places, 'areaOf' | 'nameOf' | 'fullNameOf' | 'countyCode'>
}

export function headOf(row: GridPlanRow, { fullNameOf }: GridPlanDeps['places']): GridPlanHead {
  const { id, villageCode, state, basis, forceOn, note, version } = row
  const { drawnBy, drawnAt, approvedBy, approvedAt } = row
  return {
    id,
    villageCode,
    villageName: fullNameOf(villageCode) ?? villageCode,
    state,
    basis,
    forceOn,
    drawn: { name: drawnBy, at: drawnAt },
    approved: approvedBy !== null && approvedAt !== null ? { name: approvedBy, at: approvedAt } : null,
    note,
    version,
  }
}

interface PlanReader {
  readonly from: Pick<Database, 'orm'> | Tx
  readonly actor: Actor
  readonly places: GridPlanDeps['places']
}

export async function viewOf(row: GridPlanRow, { from, actor, places }: PlanReader): Promise<GridPlanView> {
  const { base, shape, drawers, villageCode } = row
  const former = await formerGrids(from, villageCode)
  return { ...headOf(row, places), base, shape, former, isOwn: drawers.includes(actor.accountId) }
}

/** Plans, for whoever has the division. */
export const gridPlanQueries = ({ database, places }: GridPlanDeps) => ({
  async list({ area = '', before }: QueryOf<typeof listGridPlans>, actor: Actor) {
    const within = area === '' ? actor.scope : area
    if (!covers(actor, within) || !places.areaOf(within)) return refuse('area.notYours', { area: within })
    const rows = await plansIn(database, { area: within, before })
    const told = rows.slice(0, gridPlansTold)
    const next = rows.length > told.length ? (told.at(-1)?.id ?? null) : null
    return grant({ items: told.map(row => headOf(row, places)), next })
  },

  async see(id: string, actor: Actor): Promise<Result<GridPlanView>> {
    const row = await planById(database, id)
    if (!row || !covers(actor, row.villageCode)) return refuse('gridPlan.unknown', { id })
    return grant(await viewOf(row, { from: database, actor, places }))
  },
})
