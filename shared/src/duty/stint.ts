import * as Type from 'typebox'
import type { Static } from 'typebox'
import {
  closed,
  fold,
  Id,
  type Instant,
  instant,
  InstantText,
  isMoment,
  nullable,
  oneOf,
  PersonText,
  refuse,
  type Refused,
  toMs,
  typedKeys,
} from '../kernel/index.ts'
import { PhoneText, type CentreTier } from '../staffing/index.ts'

/** The posts of a watch, the one that decides first. Source: domain.md §4.1 (值班领导/值班长/值班员). */
export const dutyPosts = { leader: '带班领导', chief: '值班长', officer: '值班员' } as const
export type DutyPost = keyof typeof dutyPosts
export const dutyPostCodes = typedKeys(dutyPosts)

/** What a stint is made of: a person at a post of a unit from one moment to another, the second no more on duty. */
export const NewStint = closed({
  post: oneOf(dutyPostCodes),
  name: PersonText(20),
  /** Whose account it is; absent for somebody who has none here. */
  accountId: Type.Optional(nullable(Id)),
  /** By which number they are reached on duty; absent where the unit's own line is answered. */
  phone: Type.Optional(nullable(PhoneText)),
  from: InstantText,
  to: InstantText,
})
export type NewStint = Static<typeof NewStint>

/** One person's stretch on duty (班次). */
export const DutyStint = closed({
  id: Id,
  unitId: Id,
  post: oneOf(dutyPostCodes),
  name: Type.String(),
  accountId: nullable(Id),
  phone: nullable(Type.String()),
  from: InstantText,
  to: InstantText,
  madeBy: Type.String(),
})
export type DutyStint = Static<typeof DutyStint>

export const DutySpan = closed({ from: InstantText, to: InstantText })
export type DutySpan = Static<typeof DutySpan>

type KeptStint = Pick<DutyStint, 'post' | 'name' | 'from' | 'to'>

/** A stint may last three days, as that of a leader over a holiday does. */
const longestStintMs = 72 * 3_600_000
/** What was kept last night may be written down in the morning. */
const writtenLateMs = 24 * 3_600_000
const aheadMs = 400 * 24 * 3_600_000

/** The posts that a centre keeps by day and night. Villages and units keep what they enter, and lack nothing. Source: S33, S34. */
export const keptPosts = (tier: CentreTier | undefined): readonly DutyPost[] =>
  tier === 'county' ? dutyPostCodes : tier === 'township' ? ['leader', 'officer'] : []

const overlap = (a: DutySpan, b: DutySpan): boolean => a.from < b.to && b.from < a.to

/** Who keeps the watch at a moment: the opening belongs to a stint, the end does not. */
export const onDutyAt = <S extends DutySpan>(stints: readonly S[], at: Instant): S[] =>
  stints.filter(({ from, to }) => from <= at && at < to)

/**
 * Whether a stint may be entered. `at` now. Refuses: `calendar.noSuchDay`, `duty.spanOrder`, `duty.spanTooLong`, `duty.past`,
 * `duty.tooFarAhead`, each with the name and beginning it is about.
 */
export function wrongStint(
  { from, to, name }: Pick<NewStint, 'from' | 'to' | 'name'>,
  at: Instant,
): Refused | undefined {
  const unreal = [from, to].filter(one => !isMoment(one))
  if (unreal.length > 0) return refuse('calendar.noSuchDay', { days: unreal.map(one => one.slice(0, 10)) })
  const [fromMs, endMs, nowMs] = [Date.parse(from), Date.parse(to), toMs(at)]
  const which = { name, from: instant(fromMs) }
  if (!(fromMs < endMs)) return refuse('duty.spanOrder', which)
  if (endMs - fromMs > longestStintMs) return refuse('duty.spanTooLong', which)
  if (endMs < nowMs - writtenLateMs) return refuse('duty.past', which)
  return fromMs > nowMs + aheadMs ? refuse('duty.tooFarAhead', which) : undefined
}

type Whom = Pick<NewStint, 'name' | 'accountId'>

/** The same account, or where one of them has none, the same name. */
const isSamePerson = (a: Whom, b: Whom): boolean =>
  a.accountId && b.accountId ? a.accountId === b.accountId : fold(a.name) === fold(b.name)

/** The first two stints by which one person would be on duty twice at once; of the second list each is held to both. */
export function keptTwice<S extends Whom & DutySpan>(
  known: readonly S[],
  fresh: readonly S[],
): S | undefined {
  return fresh.find((one, at) =>
    [...known, ...fresh.slice(0, at)].some(other => isSamePerson(one, other) && overlap(one, other)),
  )
}

/** The posts that somebody keeps, put together where one ends as the next begins. */
function keptSpans(stints: readonly KeptStint[], post: DutyPost): DutySpan[] {
  const spans: DutySpan[] = []
  const sorted = stints.filter(one => one.post === post).sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const { from, to } of sorted) {
    const last = spans.at(-1)
    if (!last || from > last.to) spans.push({ from, to })
    else if (to > last.to) spans[spans.length - 1] = { from: last.from, to }
  }
  return spans
}

export const DutyHole = closed({ post: oneOf(dutyPostCodes), ...DutySpan.properties })
export type DutyHole = Static<typeof DutyHole>

/** The times within a span at which a post that must be kept is kept by nobody, in order. */
export function holesOf(
  stints: readonly KeptStint[],
  posts: readonly DutyPost[],
  span: DutySpan,
): DutyHole[] {
  const holes = posts.flatMap(post => {
    const found: DutyHole[] = []
    let at = span.from
    for (const { from, to } of keptSpans(stints, post)) {
      if (from > at && at < span.to) found.push({ post, from: at, to: from < span.to ? from : span.to })
      if (to > at) at = to
    }
    if (at < span.to) found.push({ post, from: at, to: span.to })
    return found
  })
  return holes.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

export const DutyOverlap = closed({
  post: oneOf(dutyPostCodes),
  names: Type.Array(Type.String()),
  ...DutySpan.properties,
})
export type DutyOverlap = Static<typeof DutyOverlap>

/** The times at which one post is kept by several, by each two of them that meet, in order. */
export function overlapsOf(stints: readonly KeptStint[]): DutyOverlap[] {
  const sorted = [...stints].sort((a, b) => (a.from < b.from ? -1 : 1))
  const found: DutyOverlap[] = []
  sorted.forEach((one, at) => {
    for (const other of sorted.slice(at + 1)) {
      if (other.from >= one.to) break
      if (other.post !== one.post) continue
      const to = one.to < other.to ? one.to : other.to
      found.push({ post: one.post, names: [one.name, other.name], from: other.from, to })
    }
  })
  return found
}
