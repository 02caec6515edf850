import {
  addStints,
  dutyRefusals,
  endStint,
  giveHandOver,
  listDutyActs,
  listDutyPeople,
  listHandOvers,
  listOnDuty,
  listStints,
  seeHandOver,
  seeOwnWatch,
  takeHandOver,
  tellPresence,
} from '@shuniu/shared/duty'
import { grant } from '@shuniu/shared/kernel'
import type { Platform, ServerFeature } from '../../platform/feature/index.ts'
import { jobOf } from '../../platform/jobs/index.ts'
import { actsOf } from './acts.queries.ts'
import { handOverCommandsOf } from './handOvers.commands.ts'
import { handOverQueriesOf, type HandOverGround } from './handOvers.queries.ts'
import { presenceOf } from './presence.commands.ts'
import { rosterCommandsOf } from './roster.commands.ts'
import { rosterQueriesOf } from './roster.queries.ts'

export { accountsOnDuty, addStintRows, type StintRow } from './roster.repo.ts'
export type { HandOverGround } from './handOvers.queries.ts'

/** 值班: rosters, hand-overs, the log of a watch, and who is at which case. */
export function dutyFeature(platform: Platform, ground: HandOverGround): ServerFeature {
  const deps = { ...platform, ...ground }
  const roster = { ...rosterCommandsOf(deps), ...rosterQueriesOf(deps) }
  const handOvers = { ...handOverCommandsOf(deps), ...handOverQueriesOf(deps) }
  const acts = actsOf(deps)
  const presence = presenceOf(deps)
  const forgetting = jobOf(presence.forget, { name: 'duty.presences', everyMs: 60_000, log: platform.log })
  return {
    name: 'duty',
    refusals: dutyRefusals,
    bind: on => {
      on(listStints, ({ query, actor }) => roster.list(query, actor))
      on(addStints, ({ body, actor }) => roster.add(body, actor))
      on(endStint, ({ params, actor }) => roster.end(params.id, actor))
      on(listDutyPeople, ({ query, actor }) => roster.people(query.unitId, actor))
      on(listOnDuty, async ({ actor }) => grant(await roster.present(actor)))
      on(listDutyActs, ({ query, actor }) => acts(query, actor))
      on(seeOwnWatch, ({ actor }) => handOvers.own(actor))
      on(giveHandOver, ({ body, actor }) => handOvers.give(body, actor))
      on(takeHandOver, ({ params, actor }) => handOvers.take(params.id, actor))
      on(seeHandOver, ({ params, actor }) => handOvers.see(params.id, actor))
      on(listHandOvers, ({ query, actor }) => handOvers.list(query.cursor, actor))
      on(tellPresence, ({ body, actor }) => presence.tell(body, actor))
    },
    async start() {
      forgetting.start()
    },
    stop: () => forgetting.stop(),
  }
}
