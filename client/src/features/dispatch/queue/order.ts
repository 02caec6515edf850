import { caseLevels, type CaseView } from '@shuniu/shared/cases'

type Ordered = Pick<CaseView, 'id' | 'level' | 'dueAt'>

const never = '9'

/** Gravest first, then whose clock runs out first; what has no clock comes last. The server's order `level`. */
export const byUrgency = (a: Ordered, b: Ordered): number => {
  const level = caseLevels.indexOf(a.level) - caseLevels.indexOf(b.level)
  if (level !== 0) return level
  const [dueA, dueB] = [a.dueAt ?? never, b.dueAt ?? never]
  if (dueA !== dueB) return dueA < dueB ? -1 : 1
  return a.id < b.id ? -1 : 1
}

export const isGrave = ({ level }: Pick<CaseView, 'level'>): boolean => level === 'red' || level === 'orange'
