import * as Type from 'typebox'
import { adding, closed, fact, Id } from '../kernel/index.ts'
import { CaseFact } from './model.ts'
import { untouched } from './attributes.ts'
import { commonStandIns, maskCase, showCase, tellCase } from './access/masks.ts'
import { caseHeardBy } from './access/caseHeardBy.ts'

/**
 * Every fact of a case tells the whole case. Version 1 is all that was stored before versions were kept: the first
 * bodies knew neither what stands beside the status, nor lights, nor cards; all of them named the case they were merged into.
 */
const caseTold = fact({
  body: CaseFact,
  version: 2,
  upcasts: {
    1: adding({ ...untouched, yellowAt: null, orangeAt: null, card: null }, { masterId: null }),
  },
  heardBy: caseHeardBy,
  tell: tellCase,
  mask: maskCase,
  show: showCase,
  common: commonStandIns,
  ownerIn: 'reporterId',
})

/** What happens to cases, and who hears of it. */
export const caseFacts = {
  'case.opened': fact({ ...caseTold, begins: true }),
  'case.moved': caseTold,
  /** A running clock has used so much of its limit that its light turns; told once for each share. */
  'case.warned': caseTold,
  /** A late case has earned the next card of supervision; `card` says which. */
  'case.carded': caseTold,
  /** A running clock ran out; told once for each clock. */
  'case.overdue': caseTold,
  /** A file that a report or move named has come, was refused, or is missed: the detail says which. */
  'case.mediaChanged': caseTold,
}

/** Sent by the hub in place of the fact to whoever may not read the case any more; never in the catalogue of writes. */
export const CaseLeft = closed({ id: Id, version: Type.Integer({ minimum: 1 }) })
