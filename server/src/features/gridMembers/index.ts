import { shanghaiDay } from '@shuniu/shared/calendar'
import {
  addTraining,
  changeMemberFile,
  gridMemberRefusals,
  handGridOver,
  listGridMembers,
  listScoreTemplates,
  seeGridStaffing,
  setScoreTemplate,
} from '@shuniu/shared/gridMembers'
import { grant } from '@shuniu/shared/kernel'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { secretsOf } from '../../platform/secrets/index.ts'
import type { Places } from '../grids/index.ts'
import { memberCommandsOf } from './gridMembers.commands.ts'
import { memberQueriesOf } from './gridMembers.queries.ts'
import { templatesKept } from './gridMembers.repo.ts'

export { passHolder } from './passing.repo.ts'
export { recentHandOvers } from './recent.repo.ts'
export { gridsHeld, membersAmong } from './leaning.repo.ts'
export { gridsHeldFrom, moveGridMembers } from './moving.repo.ts'
export {
  addBindings,
  addMemberFiles,
  addTrainings,
  type BindingRow,
  type MemberFileRow,
  type TrainingRow,
} from './gridMembers.repo.ts'

/** Grid members: who has which grid, and what the measures ask of them. */
export function gridMembersFeature(platform: Platform, places: Places): ServerFeature {
  const { database, clock, settings } = platform
  const secrets = secretsOf(settings)
  const today = () => shanghaiDay(clock.now())
  const queries = memberQueriesOf({ database, places, secrets, clock, today })
  const commands = memberCommandsOf({ database, clock, places, today })
  return {
    name: 'gridMembers',
    refusals: gridMemberRefusals,
    bind: on => {
      on(seeGridStaffing, async ({ actor }) => grant({ day: today(), items: await queries.staffing(actor) }))
      on(listGridMembers, ({ params, actor }) => queries.village(params.code, actor))
      on(changeMemberFile, ({ params, body, actor }) =>
        commands.changeFile({ ...body, personId: params.id }, actor),
      )
      on(addTraining, ({ params, body, actor }) => commands.train({ ...body, personId: params.id }, actor))
      on(handGridOver, ({ params, body, actor }) =>
        commands.handOver({ ...body, gridCode: params.code }, actor),
      )
      on(listScoreTemplates, async () => {
        const kept = await templatesKept(database)
        const items = kept.map(({ year, items: own, ground, changedBy, changedAt }) => {
          return { year, items: own, ground, changedBy, changedAt }
        })
        return grant({ items })
      })
      on(setScoreTemplate, ({ body, actor }) => commands.setTemplate(body, actor))
    },
  }
}
