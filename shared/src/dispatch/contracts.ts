import * as Type from 'typebox'
import type { Static } from 'typebox'
import { caseTiers } from '../cases/index.ts'
import { closed, contract, Id, nullable, oneOf } from '../kernel/index.ts'

/** How a unit answers for a case: `kind` for this very kind · `class` for its class. */
export const unitCharges = ['kind', 'class'] as const
export type UnitCharge = (typeof unitCharges)[number]

/** `hours`: it is open now · `line`: a line of duty is answered · `off`: neither. */
export const unitDuties = ['hours', 'line', 'off'] as const
export type UnitDutyNow = (typeof unitDuties)[number]

const Count = Type.Integer({ minimum: 0 })

/** A unit that may be the right one to send, and all that it was ranked by: numbers of its work, of no case and of no person. */
export const UnitProposal = closed({
  unitId: Id,
  /** Null where it is charged with nothing of it. */
  charge: nullable(oneOf(unitCharges)),
  /** The tier it stands at. */
  near: oneOf(caseTiers),
  duty: oneOf(unitDuties),
  /** Open cases it owns. */
  open: Count,
  /** There may be more: only its newest cases were looked at. */
  isOpenFloor: Type.Boolean(),
  /** Cases of this very kind it was sent in the last half year, in this township or for the county's own in the county. */
  sent: Count,
  /** It sent this case back. */
  hasRefused: Type.Boolean(),
})
export type UnitProposal = Static<typeof UnitProposal>

/** So many units are proposed at most: as many as there are digits. */
export const mostProposals = 9

/** The units to send for a case, the likeliest first, each with its reasons. */
export const listUnitProposals = contract({
  name: 'listUnitProposals',
  method: 'GET',
  path: '/cases/:id/unit-proposals',
  summary: '推荐主办单位',
  shape: {
    params: closed({ id: Id }),
    reply: closed({ items: Type.Array(UnitProposal, { maxItems: mostProposals }) }),
  },
  needs: 'case.assign',
  refuses: ['case.unknown'],
})
