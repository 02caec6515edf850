import { shanghaiDay } from '@shuniu/shared/calendar'
import { changeOf, isSameGround, outlineOf, type PlanChange } from '@shuniu/shared/gridPlans'
import { inTx, type Tx } from '../../platform/db/index.ts'
import { jobOf, type Job } from '../../platform/jobs/index.ts'
import { noteAct } from '../audit/index.ts'
import { passHolder } from '../gridMembers/index.ts'
import { redrawVillage } from '../grids/index.ts'
import { passAccounts } from '../identity/index.ts'
import { changePlan, lockPlan, plansDue, type GridPlanRow } from './gridPlans.repo.ts'
import type { GridPlanDeps } from './gridPlans.queries.ts'
import { groundOf } from './ground.ts'

const lookEveryMs = 5_000
const atOnce = 20
/** Who does it, as the record of acts has it: the plan's own day has come. */
const by = '系统'

/**
 * Brings approved plans into force on their day: the grids are drawn anew, members and accounts of those that cease go to their
 * heirs (open cases follow by their own round), and the change of the county tells every process to read it anew and the checks
 * to begin. A village that was changed in another way since makes its plan lapse. One plan that fails stops no other.
 */
export function enforcingOf(deps: GridPlanDeps): Job {
  const { database, clock, log } = deps
  const today = () => shanghaiDay(clock.now())

  async function handOver(tx: Tx, plan: GridPlanRow, ceased: PlanChange['ceased']): Promise<void> {
    const names = new Map(plan.shape.grids.map(({ code, name }) => [code, name]))
    const village = deps.places.nameOf(plan.villageCode) ?? ''
    const why = { at: clock.now(), by, reason: plan.basis ?? '' }
    for (const { code, name, heirCode } of ceased) {
      const heirName = `${village}${names.get(heirCode) ?? heirCode}`
      await passHolder(tx, { id: deps.ids.next(), code, heirCode, day: today(), ...why })
      await passAccounts(tx, { code, name: `${village}${name}`, heirCode, heirName, ...why })
    }
  }

  const enforce = (id: string): Promise<void> =>
    inTx(database, async tx => {
      const plan = await lockPlan(tx, id)
      if (plan?.state !== 'approved' || plan.forceOn === null || plan.forceOn > today()) return
      const { villageCode, base, shape } = plan
      const ground = await groundOf(tx, villageCode)
      if (!ground || !isSameGround(base, ground)) {
        await changePlan(tx, id, { state: 'lapsed' })
        log.warn({ plan: id, village: villageCode }, 'a grid plan lapsed: the village was changed since')
        return
      }
      const { put, ceased } = changeOf(base, shape)
      const drawn = put.map(({ ring, oversizeNote: _, ...grid }) => ({ ...grid, boundary: outlineOf(ring) }))
      const boundary = outlineOf(shape.outline)
      await redrawVillage(tx, { villageCode, boundary, put: drawn, ceased, day: today() })
      await handOver(tx, plan, ceased)
      await changePlan(tx, id, { state: 'inForce' })
      await noteAct(tx, {
        at: clock.now(),
        by,
        kind: 'gridPlan.enforce',
        subject: { id, name: deps.places.fullNameOf(villageCode) ?? villageCode },
        reason: plan.basis ?? undefined,
        before: { value: `${base.grids.length} 个网格` },
        after: { value: `${shape.grids.length} 个网格` },
      })
    })

  async function look(): Promise<void> {
    for (const id of await plansDue(database, today(), atOnce)) {
      await enforce(id).catch((cause: unknown) => {
        log.warn({ cause, plan: id }, 'a grid plan could not be brought into force; it is tried again')
      })
    }
  }

  return jobOf(look, { name: 'gridPlans.enforcing', everyMs: lookEveryMs, log, isAtOnce: true })
}
