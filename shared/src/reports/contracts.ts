import * as Type from 'typebox'
import type { Static } from 'typebox'
import { AreaCode, CaseLevelSchema, CategoryCode, outcomes } from '../cases/index.ts'
import { closed, CommandId, contract, Id, InstantText, nullable, oneOf, PersonText } from '../kernel/index.ts'

/** Datums a position may come in; converted to WGS-84/CGCS2000 at the edge. */
export const datums = ['WGS84', 'CGCS2000', 'GCJ02', 'BD09'] as const

export const ReportedPosition = closed({
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  datum: Type.Optional(oneOf(datums)),
})

/** A report as a phone, a desk or another system posts it: text or media, position or area. Source: domain.md §3.3 row 2. */
export const PostedReport = closed({
  id: CommandId,
  categoryCode: CategoryCode,
  occurredAt: InstantText,
  text: Type.Optional(PersonText(2_000)),
  media: Type.Optional(Type.Array(Id, { maxItems: 12, uniqueItems: true })),
  position: Type.Optional(ReportedPosition),
  areaCode: Type.Optional(AreaCode),
  placeText: Type.Optional(PersonText(200)),
  level: Type.Optional(CaseLevelSchema),
  sourceCode: Type.Optional(Type.String({ pattern: '^[0-9]{2}$' })),
  /** 自办自结: settled on the spot, and how. Source: domain.md §3.3 row 3. */
  selfDone: Type.Optional(
    closed({ resultCode: oneOf(outcomes.map(row => row.code)), text: PersonText(2_000) }),
  ),
  reporter: Type.Optional(
    closed({
      name: Type.Optional(PersonText(40)),
      phone: Type.Optional(Type.String({ pattern: '^[0-9+ -]{5,20}$' })),
    }),
  ),
})
export type PostedReport = Static<typeof PostedReport>

/** Stored once and answered ever after: the reporter's proof that the report is ours to work on. */
export const Receipt = closed({
  reportId: CommandId,
  caseId: Id,
  caseNumber: Type.String(),
  areaCode: Type.String(),
  gridCode: nullable(Type.String()),
  /** The position was missing, far off or implausible; the case went to the reporter's own place. */
  placeDoubt: Type.Boolean(),
  /** The phone's clock said something implausible; clocks run from `receivedAt`. */
  clockDoubt: Type.Boolean(),
  receivedAt: InstantText,
})
export type Receipt = Static<typeof Receipt>

export const makeReport = contract({
  name: 'makeReport',
  method: 'POST',
  path: '/reports',
  summary: '上报',
  shape: { body: PostedReport, reply: Receipt },
  needs: 'report.make',
  refuses: [
    'report.empty',
    'report.nowhere',
    'report.sourceNotYours',
    'report.unknownSource',
    'report.unknownMedia',
    'report.notAMoment',
    'report.notSelfDone',
    'category.unknown',
    'category.ended',
    'area.unknown',
    'county.none',
    'centre.none',
  ],
})
