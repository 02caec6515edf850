import { caseLevels, owedMoves, shownTo, type CaseMove, type CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'

export interface Task {
  readonly seen: CaseView
  /** The step the case waits for. */
  readonly move: CaseMove
}

/** The steps of field work, the one that brings a case on first. */
const order: readonly CaseMove[] = ['giveInfo', 'sign', 'start', 'finish', 'pass']

export const byUrgency = ({ seen: a }: Pick<Task, 'seen'>, { seen: b }: Pick<Task, 'seen'>): number =>
  Number(b.overdue) - Number(a.overdue) ||
  caseLevels.indexOf(a.level) - caseLevels.indexOf(b.level) ||
  (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9')

/** What of the cases waits for this person, a helping unit's by its own clock, the most pressing first. Pure; the server's `todo` follows the same table. */
export const tasksOf = (cases: Iterable<CaseView>, actor: Actor): Task[] =>
  [...cases]
    .flatMap((seen): Task[] => {
      const owed = owedMoves(seen, actor)
      const move = order.find(one => owed.includes(one)) ?? owed[0]
      return move === undefined ? [] : [{ seen: shownTo(seen, actor.unitId), move }]
    })
    .sort(byUrgency)

/** A red or orange case this person has accepted and not done: while there is one, their place is shared. Source: design.md §4.8. */
export const isGraveTask = (seen: CaseView, accountId: string): boolean =>
  (seen.level === 'red' || seen.level === 'orange') &&
  ['signed', 'handling', 'rework'].includes(seen.status) &&
  (seen.handledBy?.some(one => one.accountId === accountId) ?? false)
