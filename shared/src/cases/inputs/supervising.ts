import * as Type from 'typebox'
import { closed, InstantText, oneOf } from '../../kernel/index.ts'
import { cards, performances, satisfactions, verifyMethods } from '../catalogue/index.ts'
import { CaseLevelSchema } from '../model.ts'
import { codesOf, media, opinion } from './fields.ts'

/** What the moves from the look at what was done to the archive ask for. Source: domain.md §3.3 rows 23–28, 41. */
export const closingInputs = {
  pass: closed({ method: oneOf(codesOf(verifyMethods)), text: Type.Optional(opinion), media }),
  rework: closed({ text: opinion, media }),
  close: closed({ opinion }),
  archive: closed({
    satisfaction: oneOf(codesOf(satisfactions)),
    performance: Type.Optional(oneOf(codesOf(performances))),
    text: Type.Optional(opinion),
  }),
  fileAway: closed({}),
  reopen: closed({ reason: opinion }),
  void: closed({ reason: opinion }),
} as const

/** What those ask who press a case on from outside. Source: domain.md §3.3 rows 29–32. */
export const supervisionInputs = {
  changeLevel: closed({ level: CaseLevelSchema, reason: opinion }),
  urge: closed({ text: opinion }),
  supervise: closed({
    card: oneOf(cards),
    text: opinion,
    /** May only be earlier than the limit of an answer. */
    dueAt: Type.Optional(InstantText),
  }),
  answerSupervision: closed({ text: opinion, media }),
  instruct: closed({ text: opinion }),
  acknowledge: closed({ text: opinion }),
} as const
