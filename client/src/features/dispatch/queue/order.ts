import { caseLevels, isCalling, type CaseView } from '@shuniu/shared/cases'

type Ordered = Pick<CaseView, 'id' | 'level' | 'dueAt' | 'orangeAt' | 'status'>

const never = '9'

export const isGrave = ({ level }: Pick<CaseView, 'level'>): boolean => level === 'red' || level === 'orange'

/** How much of the limit is gone: `late`, `soon` in the last stretch before, which is the orange light. */
function urgencyOf(
  { dueAt, orangeAt }: Pick<CaseView, 'dueAt' | 'orangeAt'>,
  nowMs: number,
): 'late' | 'soon' | undefined {
  if (dueAt === null) return undefined
  if (Date.parse(dueAt) <= nowMs) return 'late'
  return orangeAt !== null && Date.parse(orangeAt) <= nowMs ? 'soon' : undefined
}

/** Gravest first, then whose clock runs out first; what has no clock comes last. */
function byLevel(a: Ordered, b: Ordered): number {
  const level = caseLevels.indexOf(a.level) - caseLevels.indexOf(b.level)
  if (level !== 0) return level
  const [dueA, dueB] = [a.dueAt ?? never, b.dueAt ?? never]
  if (dueA !== dueB) return dueA < dueB ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** By what a desk's rows are put in order: whose turn a case is, and the hour. */
export interface OrderBy {
  readonly isMine: (seen: { readonly id: string }) => boolean
  readonly nowMs: number
}

/** Where a case stands: calling, since it is grave and nobody has taken it on; grave and mine, mine and late, mine and soon, mine, others'. */
function rankOf(seen: Ordered, { isMine, nowMs }: OrderBy): number {
  if (isCalling(seen)) return 0
  if (!isMine(seen)) return 5
  if (isGrave(seen)) return 1
  const urgency = urgencyOf(seen, nowMs)
  return urgency === 'late' ? 2 : urgency === 'soon' ? 3 : 4
}

/** The order in which a watch looks at its cases. Source: desk.md §5. */
export const byWatch =
  (by: OrderBy) =>
  (a: Ordered, b: Ordered): number =>
    rankOf(a, by) - rankOf(b, by) || byLevel(a, b)
