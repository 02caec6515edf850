import { caseLevels, type CaseView } from '@shuniu/shared/cases'

const rank = (seen: CaseView): number => caseLevels.indexOf(seen.level)
const dueOf = (seen: CaseView): string => seen.dueAt ?? '9999'

/** Overdue cases: gravest first, of one level the longest overdue first. */
export const overdueFirst = (open: readonly CaseView[]): CaseView[] =>
  open.filter(seen => seen.overdue).sort((a, b) => rank(a) - rank(b) || (dueOf(a) < dueOf(b) ? -1 : 1))

/** The newest open case of level red; where there is none, of level orange. */
export function gravest(open: readonly CaseView[]): CaseView | undefined {
  const newest = (level: 'red' | 'orange') =>
    open.filter(seen => seen.level === level).sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0]
  return newest('red') ?? newest('orange')
}
