import {
  changeGridFinding,
  gridCheckRefusals,
  listGridFindings,
  recheckGrids,
  seeGridChecks,
} from '@shuniu/shared/gridChecks'
import { grant } from '@shuniu/shared/kernel'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import type { GridsFeature } from '../grids/index.ts'
import { gridCheckCommands } from './gridChecks.commands.ts'
import { gridCheckQueries } from './gridChecks.queries.ts'
import { gridRoundsOf } from './round.job.ts'

export { allowedOversize } from './gridChecks.repo.ts'

/** 网格核查: what is wrong with the county's grids, by rounds of checks, and the tasks to mend it. Source: S39, S40. */
export function gridChecksFeature(
  platform: Platform,
  { places, reload }: Pick<GridsFeature, 'places' | 'reload'>,
): ServerFeature {
  const deps = { ...platform, places, reload }
  const queries = gridCheckQueries(deps)
  const commands = gridCheckCommands(deps)
  const rounds = gridRoundsOf(deps)
  return {
    name: 'gridChecks',
    refusals: gridCheckRefusals,
    bind(on) {
      on(seeGridChecks, ({ query, actor }) => queries.summary(query, actor))
      on(listGridFindings, ({ query, actor }) => queries.list(query, actor))
      on(recheckGrids, async () => {
        await commands.recheck()
        rounds.wake()
        return grant({ begun: true as const })
      })
      on(changeGridFinding, ({ params, body, actor }) => commands.change(params.id, body, actor))
    },
    start: async () => rounds.start(),
    stop: () => rounds.stop(),
  }
}
