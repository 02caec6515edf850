import {
  approveGridPlan,
  beginGridPlan,
  dropGridPlan,
  gridPlanRefusals,
  listGridPlans,
  returnGridPlan,
  saveGridPlan,
  seeGridPlan,
} from '@shuniu/shared/gridPlans'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import type { Places } from '../grids/index.ts'
import { enforcingOf } from './enforcing.job.ts'
import { gridPlanCommands } from './gridPlans.commands.ts'
import { gridPlanQueries } from './gridPlans.queries.ts'

/** 网格调整: the grids of a village drawn anew, approved by another hand, in force from a day on. Source: S38–S40. */
export function gridPlansFeature(platform: Platform, places: Places): ServerFeature {
  const deps = { ...platform, places }
  const queries = gridPlanQueries(deps)
  const commands = gridPlanCommands(deps)
  const enforcing = enforcingOf(deps)
  return {
    name: 'gridPlans',
    refusals: gridPlanRefusals,
    bind(on) {
      on(listGridPlans, ({ query, actor }) => queries.list(query, actor))
      on(seeGridPlan, ({ params, actor }) => queries.see(params.id, actor))
      on(beginGridPlan, ({ body, actor }) => commands.begin(body, actor))
      on(saveGridPlan, ({ params, body, actor }) => commands.save({ ...params, ...body }, actor))
      on(approveGridPlan, async ({ params, body, actor }) => {
        const approved = await commands.approve({ ...params, ...body }, actor)
        if (approved.ok) enforcing.wake()
        return approved
      })
      on(returnGridPlan, ({ params, body, actor }) => commands.giveBack({ ...params, ...body }, actor))
      on(dropGridPlan, ({ params, body, actor }) => commands.drop({ ...params, ...body }, actor))
    },
    start: async () => enforcing.start(),
    stop: () => enforcing.stop(),
  }
}
