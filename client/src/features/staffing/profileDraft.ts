import { oneOf } from '@shuniu/shared/kernel'
import {
  lineKindCodes,
  organKinds,
  PhoneText,
  stationingModes,
  type UnitLine,
  type UnitProfile,
} from '@shuniu/shared/staffing'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

/** A unit's profile while it is being filled in; an organ that is not set up has no day. */
const ProfileDraft = Type.Object({
  hasInstitution: oneOf(['yes', 'no', ''] as const),
  headcount: Type.String(),
  stationing: oneOf(['', ...stationingModes]),
  days: Type.Array(Type.Integer()),
  organs: Type.Array(Type.Object({ kind: oneOf(organKinds), isThere: Type.Boolean(), since: Type.String() })),
  /** Hours that are empty mean day and night. */
  lines: Type.Array(
    Type.Object({
      kind: oneOf(lineKindCodes),
      phone: Type.String(),
      opens: Type.String(),
      closes: Type.String(),
    }),
  ),
  duties: Type.Array(Type.Object({ categoryPrefix: Type.String(), areaCode: Type.String() })),
  reason: Type.String(),
})
export type ProfileDraft = Static<typeof ProfileDraft>
export const isProfileDraft = (words: unknown): words is ProfileDraft => Check(ProfileDraft, words)

export function profileDraft({ hasInstitution, headcount, ...profile }: UnitProfile): ProfileDraft {
  return {
    hasInstitution: hasInstitution === null ? '' : hasInstitution ? 'yes' : 'no',
    headcount: headcount === null ? '' : String(headcount),
    stationing: profile.stationing ?? '',
    days: profile.stationingDays,
    organs: organKinds.map(kind => {
      const there = profile.organs.find(one => one.kind === kind)
      return { kind, isThere: there !== undefined, since: there?.since ?? '' }
    }),
    lines: profile.lines.map(({ kind, phone, hours }) => ({
      kind,
      phone,
      opens: hours?.opens ?? '',
      closes: hours?.closes ?? '',
    })),
    duties: profile.duties,
    reason: '',
  }
}

export type LineDraft = ProfileDraft['lines'][number]

const isLine = ({ phone, opens, closes }: LineDraft): boolean =>
  Check(PhoneText, phone.trim()) && (opens === '') === (closes === '')

const lineIn = ({ kind, phone, opens, closes }: LineDraft): UnitLine => ({
  kind,
  phone: phone.trim(),
  hours: opens === '' ? null : { opens, closes },
})

const isHeadcount = (text: string): boolean => text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= 500)

/** Which question is answered wrongly. */
export function unansweredOf(
  draft: ProfileDraft,
): 'wrongHeadcount' | 'wrongLine' | 'wrongDuty' | 'missing' | undefined {
  const { headcount, lines, duties, organs, reason } = draft
  if (!isHeadcount(headcount)) return 'wrongHeadcount'
  if (!lines.every(isLine)) return 'wrongLine'
  if (duties.some(one => one.categoryPrefix === '' || one.areaCode === '')) return 'wrongDuty'
  const isDated = organs.every(({ isThere, since }) => !isThere || since !== '')
  return isDated && reason.trim() !== '' ? undefined : 'missing'
}

/** What is said by a draft; the places of organs stay as they stand. */
export function profileIn(draft: ProfileDraft, former: UnitProfile): UnitProfile {
  const { hasInstitution, headcount, stationing, days, organs } = draft
  return {
    hasInstitution: hasInstitution === '' ? null : hasInstitution === 'yes',
    headcount: headcount === '' ? null : Number(headcount),
    stationing: stationing === '' ? null : stationing,
    stationingDays: stationing === 'rotating' ? [...days].sort() : [],
    organs: organs
      .filter(({ isThere }) => isThere)
      .map(({ kind, since }) => {
        return { kind, since, place: former.organs.find(one => one.kind === kind)?.place ?? null }
      }),
    lines: draft.lines.map(lineIn),
    duties: draft.duties,
  }
}
