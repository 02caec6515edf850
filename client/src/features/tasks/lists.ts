import { isOpen, shownTo, standsIn, type SideList, type CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { byUrgency, tasksOf, type Task } from './tasks.ts'

/** What is owed, all that is open here, and what stands beside the loop where the posts of the field have a part in it. */
export const taskLists = [
  'todo',
  'open',
  'helping',
  'supervised',
  'extension',
  'suspended',
  'escalated',
] as const
export type TaskList = (typeof taskLists)[number]

/** A case in a list: with the step it waits for from this person, where there is one. */
export type ListedCase = Pick<Task, 'seen'> & Partial<Pick<Task, 'move'>>

/** Every list of a person's cases, the most pressing first. */
export function listsOf(
  cases: Iterable<CaseView>,
  actor: Actor,
): Readonly<Record<TaskList, readonly ListedCase[]>> {
  const open = [...cases].filter(seen => isOpen(seen.status))
  const todo = tasksOf(open, actor)
  const moveById = new Map(todo.map(({ seen, move }) => [seen.id, move]))
  const listed = (standing: readonly CaseView[]) =>
    standing
      .map((seen): ListedCase => {
        const move = moveById.get(seen.id)
        return { seen: shownTo(seen, actor.unitId), ...(move && { move }) }
      })
      .sort(byUrgency)
  const beside = (list: SideList) => listed(open.filter(seen => standsIn(list, seen, actor)))
  return {
    todo,
    open: listed(open),
    helping: beside('helping'),
    supervised: beside('supervised'),
    extension: beside('extension'),
    suspended: beside('suspended'),
    escalated: beside('escalated'),
  }
}
