import { covers } from '@shuniu/shared/identity'
import { grant, instant, isMoment, refuse, type Clock } from '@shuniu/shared/kernel'
import { endPatrol, listPositions, seePatrol, sendPositions, startPatrol } from '@shuniu/shared/patrol'
import type { On } from '../../platform/routes/index.ts'
import type { consentOf } from './consent.ts'
import type { patrolCommands } from './patrol.commands.ts'
import type { positionsLane } from './positions.ts'

interface PatrolRouteDeps {
  readonly commands: ReturnType<typeof patrolCommands>
  readonly lane: ReturnType<typeof positionsLane>
  readonly consent: ReturnType<typeof consentOf>
  readonly clock: Clock
}

export function bindPatrol(on: On, { commands, lane, consent, clock }: PatrolRouteDeps): void {
  on(sendPositions, async ({ body, actor }) => {
    const { mayLocate, onPatrol } = await consent.of(actor.accountId)
    const taken = mayLocate ? lane.takeAll(body.items, actor) : 0
    return grant({
      taken,
      dropped: body.items.length - taken,
      onPatrol,
      shown: lane.isShown(actor.accountId),
    })
  })
  on(startPatrol, async ({ body, actor }) => {
    const started = await commands.start(body.id, actor)
    consent.forget(actor.accountId)
    return started
  })
  on(endPatrol, async ({ params, query, actor }) => {
    const tappedAt = query.at !== undefined && isMoment(query.at) ? instant(query.at) : undefined
    const ended = await commands.end(params.id, actor, tappedAt)
    consent.forget(actor.accountId)
    if (ended.ok) lane.leave(actor.accountId)
    return ended
  })
  on(seePatrol, async ({ actor }) => grant({ patrol: (await commands.mine(actor)) ?? null }))
  on(listPositions, async ({ query, actor }) => {
    const area = query.area ?? actor.scope
    if (!covers(actor, area)) return refuse('area.notYours', { area })
    return grant({ at: clock.now(), items: lane.within(area) })
  })
}
