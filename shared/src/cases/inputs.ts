import { Type, type Static, type TObject, type TProperties } from 'typebox'
import { closed, CommandId, Id, InstantText, oneOf, PersonText } from '../kernel/index.ts'
import { refuseReasons, rejectReasons, outcomes, verifyMethods } from './catalogue/index.ts'
import { CaseLevelSchema, CategoryCode } from './model.ts'

const opinion = PersonText(2_000)
const media = Type.Optional(Type.Array(Id, { maxItems: 12 }))
const words = (rows: readonly { readonly code: string }[]) => rows.map(row => row.code)

/** What each move asks its actor for, beyond the case, the id and the version seen. Source: design.md §2.1. */
export const moveInputs = {
  accept: closed({ categoryCode: CategoryCode, level: CaseLevelSchema }),
  reject: closed({ reasonCode: oneOf(words(rejectReasons)), text: opinion }),
  askInfo: closed({ text: opinion }),
  giveInfo: closed({ text: opinion, media }),
  assign: closed({
    ownerUnitId: Id,
    coUnitIds: Type.Optional(Type.Array(Id, { maxItems: 20, uniqueItems: true })),
    requirement: Type.Optional(opinion),
    /** May only shorten the handling clock's own deadline. */
    dueAt: Type.Optional(InstantText),
  }),
  recall: closed({ reason: opinion }),
  sign: closed({}),
  refuse: closed({
    reasonCode: oneOf(words(refuseReasons)),
    text: opinion,
    suggestedUnitId: Type.Optional(Id),
  }),
  start: closed({}),
  progress: closed({ text: opinion, media }),
  finish: closed({ resultCode: oneOf(words(outcomes)), text: opinion, media }),
  pass: closed({ method: oneOf(words(verifyMethods)), text: Type.Optional(opinion), media }),
  rework: closed({ text: opinion }),
  close: closed({ opinion }),
  changeLevel: closed({ level: CaseLevelSchema, reason: opinion }),
} as const

export type CaseMove = keyof typeof moveInputs
export type MoveInput<M extends CaseMove> = Static<(typeof moveInputs)[M]>

/** A wish to move a case: one of the moves with exactly what it asks for. */
export type MoveWish = { [M in CaseMove]: { readonly move: M } & MoveInput<M> }[CaseMove]

const envelope = { id: CommandId, seenVersion: Type.Integer({ minimum: 1 }) }
const posted = <const M extends CaseMove, P extends TProperties>(move: M, input: TObject<P>) =>
  closed({ ...envelope, move: Type.Literal(move), ...input.properties })

/** The body of `POST /api/cases/:id/moves`. */
export const PostedMove = Type.Union([
  posted('accept', moveInputs.accept),
  posted('reject', moveInputs.reject),
  posted('askInfo', moveInputs.askInfo),
  posted('giveInfo', moveInputs.giveInfo),
  posted('assign', moveInputs.assign),
  posted('recall', moveInputs.recall),
  posted('sign', moveInputs.sign),
  posted('refuse', moveInputs.refuse),
  posted('start', moveInputs.start),
  posted('progress', moveInputs.progress),
  posted('finish', moveInputs.finish),
  posted('pass', moveInputs.pass),
  posted('rework', moveInputs.rework),
  posted('close', moveInputs.close),
  posted('changeLevel', moveInputs.changeLevel),
])
export type PostedMove = Static<typeof PostedMove>
