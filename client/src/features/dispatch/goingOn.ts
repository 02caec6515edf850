import type { Roster } from './queue/roster.ts'

/**
 * The row to go on with when one is done: the next below it that waits for this person, else the first from above; undefined
 * when none does.
 */
export function nextOwed(roster: Roster, done: string, isOwed: (id: string) => boolean): string | undefined {
  const at = roster.indexOf(done)
  const others = at < 0 ? roster : [...roster.slice(at + 1), ...roster.slice(0, at)]
  return others.find(isOwed)
}
