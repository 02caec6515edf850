import { categoryOf, type CaseFact } from '@shuniu/shared/cases'
import { areaThen, type PlacedCase } from './placeThen.ts'

/** The title a fact does not carry, as the server composes it: village and category, never what somebody wrote. */
export function titleOf(
  seen: Pick<CaseFact, 'categoryCode'> & PlacedCase,
  nameThen: (code: string, at: string) => string,
): string {
  const kind = categoryOf(seen.categoryCode)?.name ?? '事件'
  return `${nameThen(areaThen(seen), seen.openedAt)} ${kind}`.trim()
}
