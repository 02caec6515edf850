import { covers, type Actor } from '@shuniu/shared/identity'
import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { seeDispatchQuality, seeOverview } from '@shuniu/shared/statistics'
import { sendAsWritten } from '../../platform/routes/index.ts'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { dispatchQualityOf } from './dispatchQuality.queries.ts'
import type { NamedArea } from './overview.ts'
import { overviewPush } from './statistics.push.ts'
import { overviewsOf, type Divisions } from './statistics.queries.ts'
import { statisticsFollower } from './statistics.reactions.ts'

export { holdFollower } from './rebuild.repo.ts'
export { countCases } from './statistics.reactions.ts'
export { rebuildStatistics, type RebuildProgress } from './rebuild.commands.ts'
export { windowAt } from './window.ts'

/** The division whose overview is asked for: the actor's own unless another within it is named. */
function areaFor(actor: Actor, asked: string | undefined, divisions: Divisions): Result<NamedArea> {
  const code = asked ?? actor.scope.slice(0, 12)
  const name = divisions.nameOf(code)
  return name !== undefined && covers(actor, code)
    ? grant({ code, name })
    : refuse('area.notYours', { area: code })
}

/** Counters of cases and the overviews read from them, pushed to the walls that watch. */
export function statisticsFeature(platform: Platform, divisions: Divisions): ServerFeature {
  const overview = overviewsOf({ ...platform, divisions })
  const quality = dispatchQualityOf(platform)
  const push = overviewPush(platform, { areas: () => divisions.watchable(), overview })
  platform.live.follow(statisticsFollower(platform.clock))
  return {
    name: 'statistics',
    bind: on => {
      on(seeDispatchQuality, async ({ actor }) => grant(await quality(actor)))
      on(seeOverview, async ({ query, actor, reply }) => {
        const area = areaFor(actor, query.area, divisions)
        if (!area.ok) return area
        const told = await overview(area.value)
        sendAsWritten(reply, told)
        return grant(told.overview)
      })
    },
    start: async () => push.start(),
    stop: () => push.stop(),
  }
}
