import type { ActKind } from '@shuniu/shared/audit'
import { addDays, isRealDay, shanghaiDay } from '@shuniu/shared/calendar'
import {
  begunFrom,
  changeOf,
  isPlanOf,
  isSameGround,
  problemsOf,
  refusalOf,
  shapeOf,
  type GridPlanState,
  type GridPlanView,
  type PartitionShape,
} from '@shuniu/shared/gridPlans'
import { covers, type Actor } from '@shuniu/shared/identity'
import { grant, grantNew, refuse, type Refused, type Result } from '@shuniu/shared/kernel'
import { inTx, type Tx } from '../../platform/db/index.ts'
import { noteAct } from '../audit/index.ts'
import {
  addPlan,
  changePlan,
  lockBeginning,
  lockPlan,
  openPlanOf,
  planById,
  type GridPlanRow,
} from './gridPlans.repo.ts'
import { viewOf, type GridPlanDeps } from './gridPlans.queries.ts'
import { groundOf } from './ground.ts'

/** Nobody knows today what a village will be in a year. */
const latestInDays = 366

interface SeenPlan {
  readonly id: string
  readonly seenVersion: number
}

/** Plans are drawn by whoever has the division, and approved by somebody else. */
export function gridPlanCommands({ database, clock, places }: GridPlanDeps) {
  const today = () => shanghaiDay(clock.now())
  const told = (tx: Tx, row: GridPlanRow, actor: Actor) => viewOf(row, { from: tx, actor, places })

  const note = (
    tx: Tx,
    { villageCode, id }: Pick<GridPlanRow, 'villageCode' | 'id'>,
    act: { kind: ActKind; by: Actor; reason?: string | undefined; after?: { effectiveFrom?: string } },
  ) =>
    noteAct(tx, {
      at: clock.now(),
      subject: { id, name: places.fullNameOf(villageCode) ?? villageCode },
      ...act,
    })

  /** Does a step of a plan that stands as it was seen. */
  const step = (
    { id, seenVersion }: SeenPlan,
    from: { readonly state: GridPlanState; readonly actor: Actor },
    take: (tx: Tx, plan: GridPlanRow) => Promise<Result<GridPlanRow>>,
  ): Promise<Result<GridPlanView>> =>
    inTx(database, async tx => {
      const plan = await lockPlan(tx, id)
      if (!plan || !covers(from.actor, plan.villageCode)) return refuse('gridPlan.unknown', { id })
      if (plan.version !== seenVersion) {
        return refuse('gridPlan.moved', { version: plan.version, by: plan.drawnBy, at: plan.drawnAt })
      }
      if (plan.state !== from.state) return refuse('gridPlan.wrongState', { state: plan.state })
      const taken = await take(tx, plan)
      return taken.ok ? grant(await told(tx, taken.value, from.actor)) : taken
    })

  return {
    /** Refuses: as `beginGridPlan` of the contracts. */
    async begin(
      { id, villageCode }: { readonly id: string; readonly villageCode: string },
      actor: Actor,
    ): Promise<Result<GridPlanView>> {
      if (!covers(actor, villageCode) || places.areaOf(villageCode)?.level !== 'village') {
        return refuse('area.notYours', { area: villageCode })
      }
      return inTx(database, async tx => {
        await lockBeginning(tx)
        const known = await planById(tx, id)
        if (known) {
          const isRepeated = known.villageCode === villageCode && known.drawers[0] === actor.accountId
          return isRepeated ? grant(await told(tx, known, actor)) : refuse('command.idTaken')
        }
        const open = await openPlanOf(tx, villageCode)
        if (open) return refuse('gridPlan.oneOpen', { id: open.id, by: open.drawnBy })
        const ground = await groundOf(tx, villageCode)
        if (!ground) return refuse('gridPlan.noOutline')
        const base = shapeOf(ground)
        const row: GridPlanRow = {
          id,
          villageCode,
          state: 'draft',
          base,
          shape: shapeOf(begunFrom(ground)),
          basis: null,
          forceOn: null,
          drawers: [actor.accountId],
          drawnBy: actor.name,
          drawnAt: clock.now(),
          approvedBy: null,
          approvedAt: null,
          note: null,
          version: 1,
        }
        await addPlan(tx, row)
        await note(tx, row, { kind: 'gridPlan.begin', by: actor })
        return grantNew(await told(tx, row, actor))
      })
    },

    /** Refuses: as `saveGridPlan` of the contracts. */
    save: (
      { shape, basis, ...seen }: SeenPlan & { readonly shape: PartitionShape; readonly basis: string | null },
      actor: Actor,
    ) =>
      step(seen, { state: 'draft', actor }, async (tx, plan) => {
        if (!isPlanOf(plan.base, shape)) return refuse('gridPlan.unsound')
        const drawers = [...new Set([...plan.drawers, actor.accountId])]
        const by = { drawers, drawnBy: actor.name, drawnAt: clock.now() }
        return grant(await changePlan(tx, plan.id, { shape, basis, ...by }))
      }),

    /** Refuses: as `approveGridPlan` of the contracts. */
    approve: ({ forceOn, ...seen }: SeenPlan & { readonly forceOn: string }, actor: Actor) =>
      step(seen, { state: 'draft', actor }, async (tx, plan) => {
        const wrong = wrongFor(plan, actor) ?? wrongDay(forceOn, today())
        if (wrong) return wrong
        const ground = await groundOf(tx, plan.villageCode)
        if (!ground || !isSameGround(plan.base, ground)) return refuse('gridPlan.groundMoved')
        const change = {
          state: 'approved',
          forceOn,
          approvedBy: actor.name,
          approvedAt: clock.now(),
        } as const
        const approved = await changePlan(tx, plan.id, { ...change, note: null })
        const reason = plan.basis ?? undefined
        await note(tx, plan, {
          kind: 'gridPlan.approve',
          by: actor,
          reason,
          after: { effectiveFrom: forceOn },
        })
        return grant(approved)
      }),

    /** Refuses: as `returnGridPlan` of the contracts. */
    giveBack: ({ note: reason, ...seen }: SeenPlan & { readonly note: string }, actor: Actor) =>
      step(seen, { state: 'approved', actor }, async (tx, plan) => {
        const none = { forceOn: null, approvedBy: null, approvedAt: null }
        await note(tx, plan, { kind: 'gridPlan.return', by: actor, reason })
        return grant(await changePlan(tx, plan.id, { state: 'draft', note: reason, ...none }))
      }),

    /** Refuses: as `dropGridPlan` of the contracts. */
    drop: ({ note: reason, ...seen }: SeenPlan & { readonly note: string }, actor: Actor) =>
      step(seen, { state: 'draft', actor }, async (tx, plan) => {
        await note(tx, plan, { kind: 'gridPlan.drop', by: actor, reason })
        return grant(await changePlan(tx, plan.id, { state: 'dropped', note: reason }))
      }),
  }
}

/** What keeps a plan from being approved by this actor. */
function wrongFor({ base, shape, basis, drawers }: GridPlanRow, actor: Actor): Refused | undefined {
  if (drawers.includes(actor.accountId)) return refuse('gridPlan.ownDrawing')
  if (basis === null) return refuse('gridPlan.noBasis')
  const { put, ceased } = changeOf(base, shape)
  if (put.length + ceased.length === 0) return refuse('gridPlan.nothing')
  for (const problem of problemsOf(shape)) {
    const code = refusalOf(problem)
    if (code) return refuse(code, 'grid' in problem ? { grid: problem.grid.name } : {})
  }
  return undefined
}

const wrongDay = (day: string, today: string): Refused | undefined =>
  isRealDay(day) && day >= today && day <= addDays(today, latestInDays)
    ? undefined
    : refuse('gridPlan.wrongDay', { day })
