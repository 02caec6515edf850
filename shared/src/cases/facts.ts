import * as Type from 'typebox'
import { closed, fact, Id } from '../kernel/index.ts'
import { CaseFact } from './model.ts'
import { caseHeardBy, maskCase, tellCase } from './policy.ts'

/** What happens to cases, and who hears of it. */
export const caseFacts = {
  'case.opened': fact({ body: CaseFact, heardBy: caseHeardBy, tell: tellCase, mask: maskCase }),
  'case.moved': fact({ body: CaseFact, heardBy: caseHeardBy, tell: tellCase, mask: maskCase }),
  /** A running clock has used so much of its limit that its light turns; told once for each share. */
  'case.warned': fact({ body: CaseFact, heardBy: caseHeardBy, tell: tellCase, mask: maskCase }),
  /** A late case has earned the next card of supervision; `card` says which. */
  'case.carded': fact({ body: CaseFact, heardBy: caseHeardBy, tell: tellCase, mask: maskCase }),
  /** A running clock ran out; told once for each clock. */
  'case.overdue': fact({ body: CaseFact, heardBy: caseHeardBy, tell: tellCase, mask: maskCase }),
  /** A file that a report or move named has come, was refused, or is missed: the detail says which. */
  'case.mediaChanged': fact({ body: CaseFact, heardBy: caseHeardBy, tell: tellCase, mask: maskCase }),
}

/** Sent by the hub in place of the fact to whoever may not read the case any more; never in the catalogue of writes. */
export const CaseLeft = closed({ id: Id, version: Type.Integer({ minimum: 1 }) })
