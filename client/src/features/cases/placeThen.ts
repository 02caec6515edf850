import type { CaseFact } from '@shuniu/shared/cases'

/** What is known of where and when a case was reported. */
export type PlacedCase = Pick<CaseFact, 'areaCode' | 'reportedIn' | 'openedAt'>

const villageDigits = 12

/** The code of the division, down to the village, under which the case was reported. */
export const areaThen = ({ reportedIn, areaCode }: PlacedCase): string =>
  (reportedIn ?? areaCode).slice(0, villageDigits)
