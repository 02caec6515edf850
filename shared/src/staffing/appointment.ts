import type { Static } from 'typebox'
import { addDays, Day, isRealDay } from '../calendar/index.ts'
import { closed, Id, nullable, oneOf, refuse, typedKeys, type Refused } from '../kernel/index.ts'
import { areExclusive, postKinds, postRule } from './posts.ts'

/** As what a post is held. Deputies assist and fill nothing; a stand-in fills for a time and is told of as such. */
export const manners = { regular: '任职', concurrent: '兼任', deputy: '副职', standIn: '代理' } as const
export type Manner = keyof typeof manners
export const mannerCodes = typedKeys(manners)

/** That a person holds a post at a unit, from the first to the last day, both included; without a last day until it is ended. */
export const Appointment = closed({
  personId: Id,
  unitId: Id,
  post: oneOf(postKinds),
  manner: oneOf(mannerCodes),
  from: Day,
  to: nullable(Day),
})
export type Appointment = Static<typeof Appointment>

/** An appointment may be written down so many days before it begins. [D] */
export const daysAhead = 366
/** A stand-in serves so many days at most, then somebody is appointed or stands in anew. [D] */
export const standInDays = 366
/** No appointment that still matters began before this day. */
export const firstDay: Day = '1950-01-01'

const lastDay: Day = '9999-12-31'
const endOf = ({ to }: Pick<Appointment, 'to'>): Day => to ?? lastDay

export type Term = Pick<Appointment, 'from' | 'to'>

export const holdsOn = ({ from, to }: Term, day: Day): boolean => from <= day && day <= (to ?? lastDay)

/** One that was withdrawn before it began holds on no day. */
export const everHeld = (term: Term): boolean => term.from <= endOf(term)

/** Whether both hold on some day. */
export const overlap = (a: Term, b: Term): boolean =>
  everHeld(a) && everHeld(b) && a.from <= endOf(b) && b.from <= endOf(a)

/** Deputies and stand-ins do not fill a post. */
export const fills = ({ manner }: Pick<Appointment, 'manner'>): boolean =>
  manner === 'regular' || manner === 'concurrent'

const isSameSeat = (a: Appointment, b: Appointment): boolean => a.unitId === b.unitId && a.post === b.post

function wrongDays({ from, to, manner }: Appointment, today: Day): Refused | undefined {
  const unreal = [from, to].filter(day => day !== null && !isRealDay(day))
  if (unreal.length > 0) return refuse('appointment.notADay', { days: unreal })
  if (from < firstDay) return refuse('appointment.tooOld', { firstDay })
  if (from > addDays(today, daysAhead)) {
    return refuse('appointment.tooFar', { lastDay: addDays(today, daysAhead) })
  }
  if (to !== null && to < from) return refuse('appointment.endsBeforeItBegins', { from, to })
  const latest = addDays(from, standInDays)
  const isUnbounded = manner === 'standIn' && (to === null || to > latest)
  return isUnbounded ? refuse('appointment.standInTooLong', { latest }) : undefined
}

/** The day on which the post would have more holders than it takes; undefined when there is none. */
function overfullOn(fresh: Appointment, others: readonly Appointment[]): Day | undefined {
  const holders = others.filter(one => isSameSeat(one, fresh) && fills(one) && overlap(one, fresh))
  const starts = [fresh.from, ...holders.map(({ from }) => from).filter(from => from > fresh.from)]
  const { most } = postRule(fresh.post)
  return starts.sort().find(day => holders.filter(one => holdsOn(one, day)).length + 1 > most)
}

/**
 * Why a person may not be appointed beside what they and others hold already; undefined when they may. `others` are the
 * appointments of the person and those at the unit. Pure.
 * Refuses: `appointment.notADay`, `appointment.tooOld`, `appointment.tooFar`, `appointment.endsBeforeItBegins`,
 * `appointment.standInTooLong`, `appointment.notFullTime`, `appointment.twice`, `appointment.exclusive`,
 * `appointment.postFilled`.
 */
export function wrongAppointment(
  fresh: Appointment,
  others: readonly Appointment[],
  today: Day,
): Refused | undefined {
  const wrong = wrongDays(fresh, today)
  if (wrong) return wrong
  const { post, manner } = fresh
  if (postRule(post).isFullTime === true && manner === 'concurrent') {
    return refuse('appointment.notFullTime', { post })
  }
  const own = others.filter(one => one.personId === fresh.personId && overlap(one, fresh))
  const twice = own.find(one => isSameSeat(one, fresh))
  if (twice) return refuse('appointment.twice', { from: twice.from, to: twice.to })
  const rival = fills(fresh) ? own.find(one => fills(one) && clashesWith(one, fresh)) : undefined
  if (rival) return refuse('appointment.exclusive', { post: rival.post, from: rival.from, to: rival.to })
  const day = fills(fresh) ? overfullOn(fresh, others) : undefined
  return day === undefined ? undefined : refuse('appointment.postFilled', { post, day })
}

/** The same full-time post in two places is two posts. */
const clashesWith = (a: Appointment, b: Appointment): boolean =>
  areExclusive(a.post, b.post) || (a.post === b.post && postRule(a.post).isFullTime === true)

/**
 * Why an appointment may not end on a day; undefined when it may. One that has not begun may be withdrawn by any day before
 * its first. Pure. Refuses: `appointment.notADay`, `appointment.isOver`, `appointment.endsBeforeItBegins`,
 * `appointment.endsLater` for a last day after the one that stands.
 */
export function wrongEnding(held: Term, last: Day, today: Day): Refused | undefined {
  if (!isRealDay(last)) return refuse('appointment.notADay', { days: [last] })
  if (!everHeld(held) || (held.to !== null && held.to < today)) return refuse('appointment.isOver')
  if (held.to !== null && last > held.to) return refuse('appointment.endsLater', { to: held.to })
  const isWithdrawn = held.from > today && last < held.from
  return last < held.from && !isWithdrawn
    ? refuse('appointment.endsBeforeItBegins', { from: held.from, to: last })
    : undefined
}
