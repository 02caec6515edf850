import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, Id, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { clockCards } from '../clocks/index.ts'
import { cards, coStates, incidentReportKinds, satisfactions, suspendReasons } from './catalogue/index.ts'
import { EditionNumber, PlaybookCode, StepCode } from './playbooks/playbook.ts'

/** The tier whose centre answers for the case. Source: domain.md §3.5. */
export const caseTiers = ['village', 'township', 'county'] as const
export type CaseTier = (typeof caseTiers)[number]

/** A helping unit's own clock as it shows; without moments while it stands still. */
export const CoClock = closed({
  dueAt: nullable(InstantText),
  yellowAt: nullable(InstantText),
  orangeAt: nullable(InstantText),
  overdue: Type.Boolean(),
})

/**
 * A unit that helps, and how far its own part has come. Source: domain.md §3.2 (coHandling), §3.3 row 17.
 * `clock`: while its own runs · `card`: the gravest that its own lateness earned, which is not the case's.
 */
export const CoUnit = closed({
  unitId: Id,
  state: oneOf(coStates),
  since: InstantText,
  clock: Type.Optional(CoClock),
  card: Type.Optional(oneOf(clockCards)),
})
export type CoUnit = Static<typeof CoUnit>

/** A person at work on a case, and the unit they do it for. */
export const Handler = closed({ accountId: Id, unitId: Id })
export type Handler = Static<typeof Handler>

/**
 * An extension asked for and not decided on yet; `nth` counts from one. By whom is null to those who are told of nobody
 * at work. Source: domain.md §3.3 row 18.
 */
export const Extension = closed({
  nth: Type.Integer({ minimum: 1 }),
  askedById: nullable(Id),
  askedAt: InstantText,
  dueAt: InstantText,
})

/** 督办: the notice under which the owner must answer; `answeredAt` is null while the answer is owed. Row 30. */
export const Supervision = closed({
  number: Type.String(),
  card: oneOf(cards),
  at: InstantText,
  answeredAt: nullable(InstantText),
})

/** 挂账: why, and until when it is planned. Row 19. */
export const Suspension = closed({
  reasonCode: oneOf(suspendReasons.map(row => row.code)),
  until: InstantText,
})

/** A lower tier that handed the case up, and the unit of it that stays on the case. Row 20. */
export const Escalation = closed({ tier: oneOf(caseTiers), unitId: Id })

/**
 * Since when a case calls for acceptance at its present level, and who said last that they see to it: that is null to those
 * who are told of nobody at work. `alarms/alarm.ts` says when it rings.
 */
export const Alarm = closed({
  since: InstantText,
  answeredAt: nullable(InstantText),
  answeredById: nullable(Id),
})
export type Alarm = Static<typeof Alarm>

/** The playbook of which a step was ticked last, and the steps that stand ticked of that edition. */
export const TickedPlaybook = closed({
  code: PlaybookCode,
  edition: EditionNumber,
  ticked: Type.Array(StepCode),
})
export type TickedPlaybook = Static<typeof TickedPlaybook>

/** 专报: how far the reports to those above have come. `count`: how many were signed. Source: domain.md §2.5. */
export const Incident = closed({
  /** Since when the first is owed. */
  since: InstantText,
  calledAt: nullable(InstantText),
  firstAt: nullable(InstantText),
  finalAt: nullable(InstantText),
  /** The draft that waits to be signed, by the version of the case that it made. */
  pending: nullable(
    closed({
      reportKind: oneOf(incidentReportKinds.map(row => row.code)),
      version: Type.Integer({ minimum: 1 }),
      at: InstantText,
    }),
  ),
  lastNumber: nullable(Type.String()),
  count: Type.Integer({ minimum: 0 }),
})
export type Incident = Static<typeof Incident>

/** What stands beside the status of a case. Source: domain.md §3.2, "Orthogonal attributes". */
export const attributes = {
  /** The open case this one was merged into. */
  masterId: nullable(Id),
  /** How many cases are merged into this one. */
  mergedCount: Type.Integer({ minimum: 0 }),
  coUnits: Type.Array(CoUnit),
  extension: nullable(Extension),
  extensionCount: Type.Integer({ minimum: 0 }),
  suspension: nullable(Suspension),
  /** The tiers that handed it up, lowest first. */
  escalatedFrom: Type.Array(Escalation),
  supervision: nullable(Supervision),
  /** What the grid member found who was sent to look; `untrue` only proposes a rejection. */
  finding: nullable(oneOf(['true', 'untrue'])),
  urgeCount: Type.Integer({ minimum: 0 }),
  /** The Shanghai day on which the reporter last urged. */
  reporterUrgedOn: nullable(Type.String()),
  /** A leader's instruction waits for its receipt. */
  instructed: Type.Boolean(),
  reopenCount: Type.Integer({ minimum: 0 }),
  /** Drawn for a second look: the review of a self-handled report, or the call-back of a closed case. */
  sampled: Type.Boolean(),
  /** What the call-back heard. */
  satisfaction: nullable(oneOf(satisfactions.map(row => row.code))),
} as const

/** The attributes of a case that nobody has touched. */
export const untouched = {
  masterId: null,
  mergedCount: 0,
  coUnits: [],
  extension: null,
  extensionCount: 0,
  suspension: null,
  escalatedFrom: [],
  supervision: null,
  finding: null,
  urgeCount: 0,
  reporterUrgedOn: null,
  instructed: false,
  reopenCount: 0,
  sampled: false,
  satisfaction: null,
} satisfies { [K in keyof typeof attributes]: Static<(typeof attributes)[K]> }
