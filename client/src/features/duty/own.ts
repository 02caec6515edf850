import { isCalling, isOpen, owedMoves, type CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** What a watch must have before its eyes, out of the open cases that are known here. */
export interface OwnWatch {
  readonly owed: number
  readonly calling: number
  readonly late: number
  /** Running out within the hour, the first due on top. */
  readonly soon: readonly CaseView[]
  /** Put off on request, and due within a day: somebody was promised this date. */
  readonly promised: readonly CaseView[]
}

const dueMs = ({ dueAt }: CaseView): number => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt))
const byDue = (a: CaseView, b: CaseView): number => dueMs(a) - dueMs(b) || (a.id < b.id ? -1 : 1)

/** `nowMs` in epoch milliseconds of the server. */
export function ownWatch(held: Iterable<CaseView>, actor: Actor, nowMs: number): OwnWatch {
  const open = [...held].filter(({ status }) => isOpen(status))
  const runsOut = (within: number) => (seen: CaseView) => dueMs(seen) > nowMs && dueMs(seen) <= nowMs + within
  return {
    owed: open.filter(seen => owedMoves(seen, actor).length > 0).length,
    calling: open.filter(isCalling).length,
    late: open.filter(seen => seen.overdue || dueMs(seen) <= nowMs).length,
    soon: open.filter(runsOut(hourMs)).sort(byDue),
    promised: open.filter(seen => seen.extensionCount > 0 && runsOut(dayMs)(seen)).sort(byDue),
  }
}
