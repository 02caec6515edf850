import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../../calendar/index.ts'
import { closed, CommandId, contract, InstantText, nullable, oneOf, PersonText } from '../../kernel/index.ts'
import { Amendment, KindChange, KindCode } from './amendment.ts'
import { mostAmendments } from './amending.ts'
import { CaseLevelSchema } from './levels.ts'

/** A kind as the county has it on a day. */
export const KindView = closed({
  code: KindCode,
  parent: nullable(KindCode),
  name: Type.String(),
  shortName: Type.String(),
  defaultLevel: CaseLevelSchema,
  synonyms: Type.Array(Type.String()),
  isOwn: Type.Boolean(),
  /** Whether a new report may be filed under it. */
  isChosen: Type.Boolean(),
  /** The last day it was used before; null while it is in use. */
  endedFrom: nullable(Day),
})
export type KindView = Static<typeof KindView>

/** The catalogue in force, and all that was ever said of it, so that a page tells any day's. Answered 304 while it is the same. */
export const seeCatalogue = contract({
  name: 'seeCatalogue',
  method: 'GET',
  path: '/catalogue',
  summary: '现行类目',
  shape: {
    query: closed({ on: Type.Optional(Day) }),
    reply: closed({
      items: Type.Array(KindView),
      amendments: Type.Array(Amendment, { maxItems: mostAmendments }),
    }),
  },
  needs: 'signedIn',
  refuses: ['catalogue.notADay'],
})

export const amendmentStates = ['inForce', 'toCome', 'withdrawn'] as const

/** An amendment with who made it and why. */
export const AmendmentView = closed({
  ...Amendment.properties,
  state: oneOf(amendmentStates),
  /** What the kind is called on the day it takes effect. */
  name: Type.String(),
  /** 依据: the reason, or the number of the document. */
  reason: Type.String(),
  madeBy: Type.String(),
  withdrawnBy: nullable(Type.String()),
  withdrawnAt: nullable(InstantText),
  withdrawnWhy: nullable(Type.String()),
})
export type AmendmentView = Static<typeof AmendmentView>

/** So many amendments are told at once. */
export const amendmentsTold = 100

/** The amendments, of all kinds or of one, the newest first; older ones before an id. */
export const listAmendments = contract({
  name: 'listAmendments',
  method: 'GET',
  path: '/catalogue/amendments',
  summary: '类目调整记录',
  shape: {
    query: closed({
      code: Type.Optional(KindCode),
      before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    }),
    reply: closed({
      items: Type.Array(AmendmentView, { maxItems: amendmentsTold }),
      next: nullable(Type.Integer()),
      /** How many amendments and withdrawals there are of what was asked for: one more with each. */
      edition: Type.Integer(),
    }),
  },
  needs: 'clock.manage',
  refuses: [],
})

/** What is to be amended: the code of a kind, or of what a new one is added under. */
export const PostedAmendment = closed({
  code: KindCode,
  effectiveFrom: Day,
  change: KindChange,
})
export type PostedAmendment = Static<typeof PostedAmendment>

const amendmentRefusals = [
  'category.unknown',
  'catalogue.notADay',
  'catalogue.pastDay',
  'catalogue.unchanged',
  'catalogue.nameTaken',
  'catalogue.synonymTaken',
  'catalogue.lastResort',
  'catalogue.wrongInstead',
  'catalogue.codesUsedUp',
  'catalogue.full',
] as const

/** What refers to a kind and what lies below it. */
export const AmendmentEffects = closed({
  /** The code that it is or would get. */
  code: KindCode,
  /** Open cases of it and what lies below it; sensitive ones for those alone who see them in full. */
  openCases: Type.Integer(),
  /** Kinds below it that end with it, or are in use under it. */
  kindsBelow: Type.Integer(),
  /** Units that answer for it by name. */
  duties: Type.Integer(),
  /** Limits of clocks, in force or to come, that are said for it. */
  clockRules: Type.Integer(),
})
export type AmendmentEffects = Static<typeof AmendmentEffects>

/** What an amendment would touch, without making it. */
export const previewAmendment = contract({
  name: 'previewAmendment',
  method: 'POST',
  path: '/catalogue/amendments/preview',
  summary: '试算类目调整',
  shape: { body: PostedAmendment, reply: AmendmentEffects },
  needs: 'clock.manage',
  refuses: [...amendmentRefusals],
})

/** Amends a kind from a day on. `seen`: the edition of the kind that the actor knew; of no matter to one that is added. */
export const amendCatalogue = contract({
  name: 'amendCatalogue',
  method: 'POST',
  path: '/catalogue/amendments',
  summary: '调整类目',
  shape: {
    body: closed({
      id: CommandId,
      seen: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
      reason: PersonText(200),
      ...PostedAmendment.properties,
    }),
    reply: AmendmentView,
  },
  needs: 'clock.manage',
  refuses: ['command.idTaken', 'catalogue.stale', ...amendmentRefusals],
})

/** Withdraws an amendment whose day has not come: it never takes effect, and stays in the record. */
export const withdrawAmendment = contract({
  name: 'withdrawAmendment',
  method: 'POST',
  path: '/catalogue/amendments/:id/withdraw',
  summary: '撤回类目调整',
  shape: {
    params: closed({ id: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }) }),
    body: closed({ reason: PersonText(200) }),
    reply: AmendmentView,
  },
  needs: 'clock.manage',
  refuses: [
    'catalogue.unknownAmendment',
    'catalogue.inForce',
    'catalogue.withdrawn',
    'catalogue.leanedOn',
    'catalogue.nameTaken',
    'catalogue.synonymTaken',
  ],
})
