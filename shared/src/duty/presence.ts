import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, Id, InstantText } from '../kernel/index.ts'

/** A presence is believed for so long after it was last told. Source: domain.md §4.2 (2 min lease). */
export const presenceLeaseS = 120
/** How often a page that has a case open tells so. */
export const presenceEveryS = 20
/** So many are told of at once; a county's desks have fewer cases open than that. */
export const mostPresences = 200

/** That somebody has a case open (`isActing` with a form of it): a courtesy, which closes nothing to anybody. */
export const PresenceView = closed({
  caseId: Id,
  accountId: Id,
  name: Type.String(),
  isActing: Type.Boolean(),
  since: InstantText,
})
export type PresenceView = Static<typeof PresenceView>
