import type { CaseView } from '@shuniu/shared/cases'
import { byWatch, isGrave, type OrderBy } from './order.ts'

/** The ids on the screen, in the order they stand there until somebody asks for a new one. */
export type Roster = readonly string[]

/** A fresh order of everything the tab holds. */
export const settled = (held: readonly CaseView[], by: OrderBy): Roster =>
  [...held].sort(byWatch(by)).map(seen => seen.id)

/** What the tab holds and the screen does not show yet. */
export function arrivals(roster: Roster, held: readonly CaseView[]): readonly CaseView[] {
  const shown = new Set(roster)
  return held.filter(seen => !shown.has(seen.id))
}

/** Rows that stand on the screen though their case has gone on to another tab. */
export function departures(roster: Roster, held: readonly CaseView[]): number {
  const present = new Set(held.map(seen => seen.id))
  return roster.filter(id => !present.has(id)).length
}

/** Lets grave arrivals in at once, each where it belongs; every other row keeps its place. */
export function withGrave(
  roster: Roster,
  held: readonly CaseView[],
  by: OrderBy & { readonly seenOf: (id: string) => CaseView | undefined },
): Roster {
  const order = byWatch(by)
  const grave = arrivals(roster, held).filter(isGrave).sort(order)
  const next = [...roster]
  for (const seen of grave) {
    const at = next.findIndex(id => {
      const other = by.seenOf(id)
      return other !== undefined && order(seen, other) < 0
    })
    next.splice(at < 0 ? next.length : at, 0, seen.id)
  }
  return grave.length > 0 ? next : roster
}

/** The row to go to from the chosen one; where that stands no more, the row that took its place. */
export function neighbour(roster: Roster, chosen: { id: string | undefined; at: number }, by: 1 | -1) {
  if (roster.length === 0) return undefined
  const at = chosen.id === undefined ? -1 : roster.indexOf(chosen.id)
  const from = at >= 0 ? at : by > 0 ? chosen.at - 1 : chosen.at
  const to = Math.min(roster.length - 1, Math.max(0, from + by))
  return roster[to]
}
