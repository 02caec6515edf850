import * as Type from 'typebox'
import { closed, Id, oneOf, PersonText } from '../../kernel/index.ts'
import { caseTiers } from '../attributes.ts'
import { rejectReasons } from '../catalogue/index.ts'
import { CaseLevelSchema, CategoryCode } from '../model.ts'
import { codesOf, media, opinion } from './fields.ts'

/** What the moves before a case is accepted ask for. Source: domain.md §3.3 rows 4–9, 34–38. */
export const intakeInputs = {
  accept: closed({
    categoryCode: CategoryCode,
    level: CaseLevelSchema,
    /** Whose centre answers for it; as it is when absent. */
    tier: Type.Optional(oneOf(caseTiers)),
    /** 首问人: who was asked first and stays the one to ask. */
    firstContact: Type.Optional(PersonText(40)),
  }),
  reject: closed({ reasonCode: oneOf(codesOf(rejectReasons)), text: opinion }),
  askInfo: closed({ text: opinion }),
  giveInfo: closed({ text: opinion, media }),
  askVerification: closed({ text: Type.Optional(opinion) }),
  giveFinding: closed({ finding: oneOf(['true', 'untrue']), text: opinion, media }),
  withdraw: closed({ reason: opinion }),
  merge: closed({ masterId: Id, text: Type.Optional(opinion) }),
  unmerge: closed({ reason: opinion }),
  passReview: closed({ opinion }),
  failReview: closed({ text: opinion }),
  settle: closed({}),
} as const
