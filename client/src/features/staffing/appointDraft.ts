import type { Day } from '@shuniu/shared/calendar'
import { mannerCodes, type PostKind } from '@shuniu/shared/staffing'
import { oneOf } from '@shuniu/shared/kernel'
import * as Type from 'typebox'
import type { Static } from 'typebox'
import { Check } from 'typebox/schema'

/** An appointment while it is being filled in. */
const AppointDraft = Type.Object({
  /** Null until somebody known is chosen. */
  person: Type.Union([Type.Object({ id: Type.String(), name: Type.String() }), Type.Null()]),
  /** Somebody new is entered instead. */
  isFresh: Type.Boolean(),
  name: Type.String(),
  mobile: Type.String(),
  officePhone: Type.String(),
  manner: oneOf(mannerCodes),
  from: Type.String(),
  to: Type.String(),
  reason: Type.String(),
})
export type AppointDraft = Static<typeof AppointDraft>
export const isAppointDraft = (words: unknown): words is AppointDraft => Check(AppointDraft, words)

export const appointDraft = (day: Day): AppointDraft => ({
  person: null,
  isFresh: false,
  name: '',
  mobile: '',
  officePhone: '',
  manner: 'regular',
  from: day,
  to: '',
  reason: '',
})

const phoneShape = /^[0-9+ -]{5,20}$/
const isPhone = (text: string): boolean => text === '' || phoneShape.test(text)

/** Whether all that must be said is said. */
export function isAnswered(draft: AppointDraft): boolean {
  const { person, isFresh, name, mobile, officePhone, from, to, manner, reason } = draft
  const isNamed = isFresh ? name.trim() !== '' && isPhone(mobile) && isPhone(officePhone) : person !== null
  const isBounded = manner !== 'standIn' || to !== ''
  return isNamed && from !== '' && isBounded && reason.trim() !== ''
}

/** Whose appointment it is, in words. */
export const nameIn = ({ person, isFresh, name }: AppointDraft): string =>
  isFresh ? name.trim() : (person?.name ?? '')

/** An empty field says that there is none. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export const draftNameOf = (unitId: string, post: PostKind): string => `staffing.appoint.${unitId}.${post}`
