import type { RulePreview } from '@shuniu/shared/forecast'

/** The late cases as shares of all that were looked at: as it was, and as it would have been. */
export function previewBars({
  considered,
  late,
  wasLate,
}: Pick<RulePreview, 'considered' | 'late' | 'wasLate'>) {
  const percentOf = (n: number): number => (considered === 0 ? 0 : (100 * n) / considered)
  return [
    { id: 'was', n: wasLate, percent: percentOf(wasLate) },
    { id: 'would', n: late, percent: percentOf(late) },
  ] as const
}
