import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, contract, Id, nullable, oneOf } from '../kernel/index.ts'

/** `centre`: a governance centre of one of the three tiers · `department`: a county department · `force`: a township force. */
export const unitKinds = ['centre', 'department', 'force'] as const

export const UnitView = closed({
  id: Id,
  name: Type.String(),
  kind: oneOf(unitKinds),
  /** The division it belongs to: county, township or village. */
  areaCode: Type.String(),
  /** Pinyin initials, for search. */
  initials: Type.String(),
  phone: nullable(Type.String()),
})
export type UnitView = Static<typeof UnitView>

export const listUnits = contract({
  name: 'listUnits',
  method: 'GET',
  path: '/units',
  summary: '单位名录',
  shape: {
    query: closed({ area: Type.Optional(Type.String({ pattern: '^[0-9]{6,12}$' })) }),
    reply: closed({ items: Type.Array(UnitView) }),
  },
  needs: 'unit.read',
  refuses: [],
})
