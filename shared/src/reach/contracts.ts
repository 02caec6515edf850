import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { ruleStates } from '../clocks/index.ts'
import { closed, CommandId, contract, Id, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { ReachView } from './model.ts'
import { RungSettings } from './rungs.ts'

/** So many notices of one case are told with it, the latest first. */
export const reachesTold = 20

/** Who was to be told of the case, who was reached how and when, and who not yet. */
export const seeReach = contract({
  name: 'seeReach',
  method: 'GET',
  path: '/cases/:id/reach',
  summary: '通知送达情况',
  shape: {
    params: closed({ id: Id }),
    reply: closed({ items: Type.Array(ReachView, { maxItems: reachesTold }) }),
  },
  needs: 'case.read',
  refuses: ['case.unknown'],
})

/** The waits with who set them, and whether they hold today. */
export const RungSettingsView = closed({
  settings: RungSettings,
  state: oneOf(ruleStates),
  /** Null for what every county starts with. */
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
})
export type RungSettingsView = Static<typeof RungSettingsView>

/** Every setting of the waits there was or will be, the newest first. */
export const listRungs = contract({
  name: 'listRungs',
  method: 'GET',
  path: '/reach/rungs',
  summary: '送达时限',
  shape: { reply: closed({ items: Type.Array(RungSettingsView) }) },
  needs: 'signedIn',
  refuses: [],
})

/** Other waits from a day to come; what is under way goes on by those of the day it is on. */
export const changeRungs = contract({
  name: 'changeRungs',
  method: 'POST',
  path: '/reach/rungs',
  summary: '调整送达时限',
  shape: {
    body: closed({ id: CommandId, ...RungSettings.properties, effectiveFrom: Day }),
    reply: RungSettingsView,
  },
  needs: 'clock.manage',
  refuses: ['command.idTaken', 'reach.notADay', 'reach.pastRungs', 'reach.outOfBounds', 'reach.outOfOrder'],
})
