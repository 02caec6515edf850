import type { CaseFact } from '../model.ts'

/**
 * One case in four, told by the random end of its id: the same on every machine, and known to nobody beforehand.
 * A quarter keeps the share of any month above the fifth that the field asks for. Source: domain.md §3.4 (T7, T5).
 */
export const isSampled = (caseId: string): boolean => Number.parseInt(caseId.slice(-2), 16) % 4 === 0

/** Everything above blue is called back, and a sample of the blue. Source: domain.md §3.4 (T7). */
export const isSampledForCallBack = ({ id, level }: Pick<CaseFact, 'id' | 'level'>): boolean =>
  level !== 'blue' || isSampled(id)
