import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Day } from '../calendar/index.ts'
import { closed, Id, InstantText, nullable, oneOf, PersonText } from '../kernel/index.ts'
import { Appointment } from './appointment.ts'
import { findingKinds, staffingLights } from './check.ts'
import { centreTiers, lineKindCodes, organKinds, postKinds, stationingModes } from './posts.ts'
import { severities, StaffingRule } from './rule.ts'

export const PhoneText = Type.String({ pattern: '^[0-9+ -]{5,20}$' })

/** Whoever holds posts, as lists name them; a mobile number is masked. */
export const PersonView = closed({
  id: Id,
  name: Type.String(),
  /** Pinyin initials of the name, for search. */
  initials: Type.String(),
  /** The division whose centres look after the entry. */
  areaCode: Type.String(),
  /** Masked; null where none is known. */
  mobile: nullable(Type.String()),
  /** The line of an office, which is nobody's own. */
  officePhone: nullable(Type.String()),
  version: Type.Integer({ minimum: 1 }),
})
export type PersonView = Static<typeof PersonView>

/** An appointment with whose it is and who wrote it down. */
export const AppointmentView = closed({
  id: Id,
  ...Appointment.properties,
  personName: Type.String(),
  reason: Type.String(),
  madeBy: Type.String(),
  madeAt: InstantText,
  endedBy: nullable(Type.String()),
  endReason: nullable(Type.String()),
  version: Type.Integer({ minimum: 1 }),
})
export type AppointmentView = Static<typeof AppointmentView>

export const OrganView = closed({
  kind: oneOf(organKinds),
  since: Day,
  /** Room or house; null where nobody said. */
  place: nullable(PersonText(60)),
})
export type OrganView = Static<typeof OrganView>

const ClockText = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' })

/** A telephone of a unit, and between which hours of the day somebody answers it; null by day and night. */
export const UnitLine = closed({
  kind: oneOf(lineKindCodes),
  phone: PhoneText,
  hours: nullable(closed({ opens: ClockText, closes: ClockText })),
})
export type UnitLine = Static<typeof UnitLine>

/** For which cases a unit answers where: a category and all beneath it, in a division and all within it. Source: S31. */
export const UnitDuty = closed({
  categoryPrefix: Type.String({ pattern: String.raw`^E?\d{2}(\d{2}){0,2}$` }),
  areaCode: Type.String({ pattern: '^[0-9]{6}([0-9]{3}){0,2}$' }),
})
export type UnitDuty = Static<typeof UnitDuty>

/** A unit has so many telephones and answers for so many kinds of case at most. */
export const mostLines = 12
export const mostDuties = 200

/** What is said of a unit beside its name: of a centre its institution and organs, of a force how it is there. */
export const UnitProfile = closed({
  /** 事业单位 set up; null where nobody said. Source: domain.md §1.4, S36. */
  hasInstitution: nullable(Type.Boolean()),
  /** 编制数. */
  headcount: nullable(Type.Integer({ minimum: 0, maximum: 500 })),
  stationing: nullable(oneOf(stationingModes)),
  /** ISO weekdays (1 Monday) on which a rotating force is there; empty for others. */
  stationingDays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { maxItems: 7 }),
  organs: Type.Array(OrganView, { maxItems: organKinds.length }),
  lines: Type.Array(UnitLine, { maxItems: mostLines }),
  duties: Type.Array(UnitDuty, { maxItems: mostDuties }),
})
export type UnitProfile = Static<typeof UnitProfile>

/** A finding with the names of those it is about. */
export const FindingView = closed({
  unitId: Id,
  rule: Type.String(),
  severity: oneOf(['must', 'should'] as const),
  kind: oneOf(findingKinds),
  post: nullable(oneOf(postKinds)),
  organs: Type.Array(oneOf(organKinds)),
  lacking: Type.Integer({ minimum: 0 }),
  standIns: Type.Integer({ minimum: 0 }),
  names: Type.Array(Type.String()),
})
export type FindingView = Static<typeof FindingView>

/** How a centre stands on a day. */
export const CentreStanding = closed({
  unitId: Id,
  name: Type.String(),
  initials: Type.String(),
  areaCode: Type.String(),
  tier: oneOf(centreTiers),
  light: oneOf(staffingLights),
  /** Findings of rules that must be kept, and of those that should. */
  must: Type.Integer({ minimum: 0 }),
  should: Type.Integer({ minimum: 0 }),
})
export type CentreStanding = Static<typeof CentreStanding>

/** A rule as pages name it. */
export const RuleWord = closed({
  code: Type.String(),
  name: Type.String(),
  tier: oneOf(centreTiers),
  severity: oneOf(severities),
  source: Type.String(),
})
export type RuleWord = Static<typeof RuleWord>

/** Who answers for a village, as everybody may know: names and offices, never a person's own number. Source: S7–S9. */
export const ResponsibleView = closed({
  post: oneOf(postKinds),
  name: Type.String(),
  isStandIn: Type.Boolean(),
  officePhone: nullable(Type.String()),
})
export type ResponsibleView = Static<typeof ResponsibleView>

/** A rule with who set it on what ground; nobody for what every county starts with. */
export const StaffingRuleView = closed({
  ...StaffingRule.properties,
  /** 依据: the document or decision that the change stands on. */
  ground: nullable(Type.String()),
  changedBy: nullable(Type.String()),
  changedAt: nullable(InstantText),
  /** In force today, and not replaced by a later one. */
  isHeld: Type.Boolean(),
})
export type StaffingRuleView = Static<typeof StaffingRuleView>
