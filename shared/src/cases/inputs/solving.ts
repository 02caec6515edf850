import * as Type from 'typebox'
import { closed, Id, InstantText, oneOf, PersonText } from '../../kernel/index.ts'
import {
  outcomes,
  refuseReasons,
  resolutionMethods,
  suspendReasons,
  transferTargets,
} from '../catalogue/index.ts'
import { codesOf, media, opinion, unitIds } from './fields.ts'

const lead = {
  ownerUnitId: Id,
  coUnitIds: Type.Optional(unitIds),
}

/** What the moves of dispatching ask for. Source: domain.md §3.3 rows 10–13, 16, 39, 40. */
export const dispatchInputs = {
  assign: closed({
    ...lead,
    requirement: Type.Optional(opinion),
    /** May only shorten the handling clock's own deadline. */
    dueAt: Type.Optional(InstantText),
  }),
  recall: closed({ reason: opinion }),
  designate: closed({ ...lead, text: opinion }),
  reassign: closed({ ...lead, reason: opinion }),
  sign: closed({}),
  refuse: closed({
    reasonCode: oneOf(codesOf(refuseReasons)),
    text: opinion,
    suggestedUnitId: Type.Optional(Id),
  }),
} as const

/** What units that work together ask and tell each other. Source: domain.md §3.3 rows 15, 17, 22. */
export const jointInputs = {
  whistle: closed({
    unitIds: Type.Array(Id, { minItems: 1, maxItems: 20, uniqueItems: true }),
    purpose: opinion,
    meetAt: Type.Optional(InstantText),
    place: Type.Optional(PersonText(200)),
  }),
  arrive: closed({ text: Type.Optional(opinion) }),
  coSign: closed({}),
  coRefuse: closed({ reasonCode: oneOf(codesOf(refuseReasons)), text: opinion }),
  coFeedBack: closed({ text: opinion, media }),
  waive: closed({ unitId: Id, reason: opinion }),
} as const

/** What the moves of handling ask for. Source: domain.md §3.3 rows 14–22, 33, 36, 37. */
export const handlingInputs = {
  start: closed({}),
  progress: closed({ text: opinion, media }),
  finish: closed({
    resultCode: oneOf(codesOf(outcomes)),
    text: opinion,
    media,
    /** 化解方式; a resolved dispute must name one. */
    methodCode: Type.Optional(oneOf(codesOf(resolutionMethods))),
    amountYuan: Type.Optional(Type.Number({ minimum: 0, maximum: 1e12, multipleOf: 0.01 })),
    participants: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  }),
  askExtension: closed({ reason: opinion, dueAt: InstantText, media }),
  grantExtension: closed({
    text: Type.Optional(opinion),
    /** May only be earlier than what was asked for. */
    dueAt: Type.Optional(InstantText),
  }),
  denyExtension: closed({ text: opinion }),
  suspend: closed({
    reasonCode: oneOf(codesOf(suspendReasons)),
    text: opinion,
    until: InstantText,
    /** 稳控责任人. */
    steward: PersonText(40),
  }),
  recheck: closed({ text: opinion, until: Type.Optional(InstantText) }),
  resume: closed({ text: opinion }),
  escalate: closed({ done: opinion, obstacle: opinion, proposal: Type.Optional(opinion) }),
  sendBack: closed({ reason: opinion }),
  transfer: closed({
    targetCode: oneOf(codesOf(transferTargets)),
    documentNumber: PersonText(80),
    text: opinion,
  }),
  giveTransferResult: closed({
    resultCode: oneOf(codesOf(outcomes)),
    text: opinion,
    documentNumber: Type.Optional(PersonText(80)),
    media,
  }),
  takeBack: closed({ reason: opinion }),
} as const
