import { caseLevels, type CaseMove, type CaseView } from '@shuniu/shared/cases'
import type { ListedCase } from './lists.ts'
import type { Task } from './tasks.ts'

/** Steps that a person in the field owes at once: whoever does not see the task loses the time to sign for it. */
const urgentMoves: readonly CaseMove[] = ['sign', 'coSign', 'arrive']
/** Between two rings while nobody answers, in milliseconds, by level; the others ring once. */
const ringEveryMs: Partial<Record<CaseView['level'], number>> = { red: 5_000, orange: 15_000 }

/** What tells one call for a case from the next: given to somebody anew, it calls anew. */
export const callOf = ({ seen, move }: Task): string => `${seen.id} ${move} ${seen.dueAt ?? ''}`

/** The tasks that call for this person and that they have not answered, the gravest first. Pure. */
export function callsOf(todo: readonly ListedCase[], answered: ReadonlySet<string>): Task[] {
  return todo
    .flatMap(({ seen, move }): Task[] => (move && urgentMoves.includes(move) ? [{ seen, move }] : []))
    .filter(task => !answered.has(callOf(task)))
    .sort(
      ({ seen: a }, { seen: b }) =>
        caseLevels.indexOf(a.level) - caseLevels.indexOf(b.level) ||
        (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9'),
    )
}

/** Whether a call rings now: each once, a grave one again until somebody answers. Pure. */
export function ringsNow({ seen }: Task, rungAtMs: number | undefined, nowMs: number): boolean {
  const everyMs = ringEveryMs[seen.level]
  if (rungAtMs === undefined) return true
  return everyMs !== undefined && nowMs - rungAtMs >= everyMs
}
