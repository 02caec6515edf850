import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, Id, InstantText, nullable, oneOf, Position } from '../kernel/index.ts'
import { clockCards, stages } from '../clocks/index.ts'
import { Alarm, attributes, caseTiers, Handler, Incident, TickedPlaybook } from './attributes.ts'
import { CaseLevelSchema } from './catalogue/index.ts'
import { caseStatuses } from './lifecycle/status.ts'

export const CategoryCode = Type.String({ minLength: 2, maxLength: 8, pattern: '^[A-Z]?[0-9]+$' })
export const AreaCode = Type.String({ pattern: '^([0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$' })

const fields = {
  id: Id,
  number: Type.String(),
  status: oneOf(caseStatuses),
  level: CaseLevelSchema,
  categoryCode: Type.String(),
  /**
   * What its kind was called when the case was given it, where the county's words were not the standard's. Absent where they
   * were.
   */
  kindNames: Type.Optional(nullable(closed({ name: Type.String(), shortName: Type.String() }))),
  sourceCode: Type.String(),
  /** The village, township or county the case lies in. */
  areaCode: Type.String(),
  gridCode: nullable(Type.String()),
  /**
   * The code of the division or grid under which it was reported, where that is another by now: by it and by `openedAt` it is
   * known what the place was called then. Absent where nothing has changed.
   */
  reportedIn: Type.Optional(nullable(Type.String())),
  position: nullable(Position),
  tier: oneOf(caseTiers),
  /** The one unit that must act now. */
  ownerUnitId: Id,
  /** Those of `coUnits` that help now: neither let off nor having refused. */
  coUnitIds: Type.Array(Id),
  /** The account that reported it; null for other systems. */
  reporterId: nullable(Id),
  /** Everyone who has ever worked on the solution: none of them may verify it, whoever has it now. */
  handlerIds: Type.Array(Id),
  /**
   * Who works on it now, each for a unit that owns it or helps; whoever's unit has it no more is not among them. Absent in
   * what was told before this was kept.
   */
  handledBy: Type.Optional(Type.Array(Handler)),
  version: Type.Integer({ minimum: 1 }),
  openedAt: InstantText,
  /** When the clock shown runs out; null when none runs. */
  dueAt: nullable(InstantText),
  /** When the light of that clock turns yellow, and orange; null when none runs. */
  yellowAt: nullable(InstantText),
  orangeAt: nullable(InstantText),
  /** What the clock shown times; one with a stage and no `dueAt` stands still. */
  stage: nullable(oneOf(stages)),
  /** Some running clock has run out. */
  overdue: Type.Boolean(),
  /** The gravest card it was given, by its lateness or by a notice, since it was last opened. Source: domain.md §3.3 row 30. */
  card: nullable(oneOf(clockCards)),
  /**
   * Its alarm, once it was raised or answered; absent, also from what was told before this was kept, where it has called since
   * it was opened, or calls nobody.
   */
  alarm: Type.Optional(nullable(Alarm)),
  /** Absent until a step of a playbook is ticked, and from what was told before there were any. */
  playbook: Type.Optional(nullable(TickedPlaybook)),
  /** Absent until a first report is owed, and from what was told before there were any. */
  incident: Type.Optional(nullable(Incident)),
  placeDoubt: Type.Boolean(),
  clockDoubt: Type.Boolean(),
  sensitive: Type.Boolean(),
  /** Found by a grid member or a sweep before anybody complained. Source: S51. */
  selfFound: Type.Boolean(),
  reworkCount: Type.Integer({ minimum: 0 }),
  refuseCount: Type.Integer({ minimum: 0 }),
  askCount: Type.Integer({ minimum: 0 }),
  /** The move that made this version; `report` for the first. */
  lastMove: Type.String(),
  updatedAt: InstantText,
  /** When it reached a final status. */
  closedAt: nullable(InstantText),
  /** Stages whose clock has ever run out, each once. On time means: `handling` is not among them. */
  lateStages: Type.Array(oneOf(stages)),
  /** First time of each step of the loop. */
  steps: closed({
    acceptedAt: nullable(InstantText),
    assignedAt: nullable(InstantText),
    startedAt: nullable(InstantText),
    doneAt: nullable(InstantText),
    verifiedAt: nullable(InstantText),
  }),
  ...attributes,
}

/** What crosses the socket: closed list of fields, never free text, names, phones or an address below the village. */
export const CaseFact = closed(fields)
export type CaseFact = Static<typeof CaseFact>

/** A case as lists and replies show it: `CaseFact` and a title composed from category and village. */
export const CaseView = closed({ ...fields, title: Type.String() })
export type CaseView = Static<typeof CaseView>

/**
 * Any object, told whole: a reply drops what its schema does not name. Written out because the library's own `Record` brings
 * its whole engine of types to the browser.
 */
const Filled = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true })

export const CaseEntry = closed({
  id: Id,
  at: InstantText,
  move: Type.String(),
  from: nullable(oneOf(caseStatuses)),
  to: nullable(oneOf(caseStatuses)),
  actorId: nullable(Id),
  actorName: Type.String(),
  actorRole: Type.String(),
  actorUnit: nullable(Type.String()),
  /** The version of the case this entry made. */
  version: Type.Integer(),
  /** What the actor filled in, by the names of the move's input. */
  filled: Filled,
})
export type CaseEntry = Static<typeof CaseEntry>
