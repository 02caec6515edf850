import { caseLevels, isLate, type CaseView } from '@shuniu/shared/cases'

const rank = (seen: CaseView): number => caseLevels.indexOf(seen.level)

const none = { overdue: false, lateStages: [] } as const

/** Whose clock a line tells of, and when that runs out: the owner's, but a helping unit's where that alone is late. */
export function toldClock(seen: CaseView) {
  const { overdue, dueAt, coUnits, ownerUnitId, lateStages } = seen
  const [late] = coUnits
    .filter(({ clock }) => clock?.overdue)
    .sort((a, b) => ((a.clock?.dueAt ?? '9999') < (b.clock?.dueAt ?? '9999') ? -1 : 1))
  const isHelpers = !overdue && late !== undefined
  return isHelpers
    ? { ...none, unitId: late.unitId, dueAt: late.clock?.dueAt ?? null, isHelpers }
    : { unitId: ownerUnitId, dueAt, overdue, lateStages, isHelpers }
}
const dueOf = (seen: CaseView): string => toldClock(seen).dueAt ?? '9999'

/** Late cases: gravest first, of one level the longest late first. */
export const overdueFirst = (open: readonly CaseView[]): CaseView[] =>
  open.filter(isLate).sort((a, b) => rank(a) - rank(b) || (dueOf(a) < dueOf(b) ? -1 : 1))

/** The newest open case of level red; where there is none, of level orange. */
export function gravest(open: readonly CaseView[]): CaseView | undefined {
  const newest = (level: 'red' | 'orange') =>
    open.filter(seen => seen.level === level).sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))[0]
  return newest('red') ?? newest('orange')
}
