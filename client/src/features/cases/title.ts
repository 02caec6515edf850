import { kindNamesOf, type CaseFact } from '@shuniu/shared/cases'
import { areaThen, type PlacedCase } from './placeThen.ts'

/** The title a fact does not carry, as the server composes it: village and category, never what somebody wrote. */
export function titleOf(
  seen: Pick<CaseFact, 'categoryCode' | 'kindNames'> & PlacedCase,
  nameThen: (code: string, at: string) => string,
): string {
  const kind = kindNamesOf(seen)?.name ?? '事件'
  return `${nameThen(areaThen(seen), seen.openedAt)} ${kind}`.trim()
}
