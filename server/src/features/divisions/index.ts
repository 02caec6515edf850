import {
  divisionRefusals,
  listDivisionActs,
  makeDivisionAct,
  previewDivisionAct,
  seeDivisionHistory,
  withdrawDivisionAct,
} from '@shuniu/shared/divisions'
import { divisionFacts } from '@shuniu/shared/grids'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import type { Cases } from '../cases/index.ts'
import type { Centres } from '../centres/index.ts'
import type { GridsFeature } from '../grids/index.ts'
import { divisionCommandsOf } from './divisions.commands.ts'
import { divisionsJob } from './divisions.job.ts'
import { divisionQueriesOf } from './divisions.queries.ts'

interface DivisionGround {
  readonly cases: Pick<Cases, 'moveWith'>
  readonly grids: Pick<GridsFeature, 'places' | 'reload'>
  readonly units: Pick<Centres, 'reload'>
}

/** 区划调整: divisions and grids get other names and codes, become part of others, are split and end. Source: S38, S40. */
export function divisionsFeature(platform: Platform, { cases, grids, units }: DivisionGround): ServerFeature {
  const deps = { ...platform, cases }
  const commands = divisionCommandsOf(deps)
  const queries = divisionQueriesOf({ ...platform, places: grids.places })
  const job = divisionsJob(deps)
  return {
    name: 'divisions',
    refusals: divisionRefusals,
    facts: divisionFacts,
    bind(on) {
      on(listDivisionActs, ({ query }) => queries.acts(query))
      on(seeDivisionHistory, ({ params }) => queries.history(params.code))
      on(previewDivisionAct, ({ body }) => commands.preview(body))
      on(makeDivisionAct, async ({ body, actor }) => {
        const made = await commands.make(body, actor)
        // Whoever made it reads the county as it is now from this process.
        if (made.ok && made.isNew) await Promise.all([grids.reload(), units.reload()])
        return made
      })
      on(withdrawDivisionAct, ({ params, body, actor }) => commands.withdraw(params.id, body.reason, actor))
    },
    start: async () => job.start(),
    stop: () => job.stop(),
  }
}
