import type { Day } from '@shuniu/shared/calendar'
import {
  everHeld,
  fills,
  holdsOn,
  type AppointmentView,
  type PersonView,
  type PostKind,
} from '@shuniu/shared/staffing'

export interface SeatHolder {
  readonly appointment: AppointmentView
  readonly person: PersonView | undefined
}

/** A post at a unit with whoever holds it on a day, will, and did. */
export interface PostSeat {
  readonly post: PostKind
  readonly asked: number
  /** So many are lacking, stand-ins not counted. */
  readonly lacking: number
  readonly now: readonly SeatHolder[]
  readonly toCome: readonly SeatHolder[]
  readonly past: readonly SeatHolder[]
}

interface SheetPosts {
  readonly day: Day
  readonly posts: readonly { readonly post: PostKind; readonly asked: number }[]
  readonly appointments: readonly AppointmentView[]
  readonly persons: readonly PersonView[]
}

/** The posts of a sheet, those asked for and those held before the others. */
export function seatsOf({ day, posts, appointments, persons }: SheetPosts): PostSeat[] {
  const personById = new Map(persons.map(one => [one.id, one]))
  const holders = (own: readonly AppointmentView[]): SeatHolder[] =>
    own.map(appointment => ({ appointment, person: personById.get(appointment.personId) }))
  const seats = posts.map(({ post, asked }): PostSeat => {
    const own = appointments.filter(one => one.post === post && everHeld(one))
    const now = own.filter(one => holdsOn(one, day))
    return {
      post,
      asked,
      lacking: Math.max(0, asked - now.filter(fills).length),
      now: holders(now),
      toCome: holders(own.filter(({ from }) => from > day)),
      past: holders(own.filter(({ to }) => to !== null && to < day)),
    }
  })
  const isPlain = ({ asked, now }: PostSeat) => asked === 0 && now.length === 0
  return [...seats.filter(one => !isPlain(one)), ...seats.filter(isPlain)]
}
