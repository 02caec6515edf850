import { categoryOf, type CaseFact } from '@shuniu/shared/cases'

/** The title a fact does not carry, as the server composes it: village and category, never what somebody wrote. */
export function titleOf(
  seen: Pick<CaseFact, 'categoryCode' | 'areaCode'>,
  placeOf: (code: string) => string,
): string {
  const kind = categoryOf(seen.categoryCode)?.name ?? '事件'
  return `${placeOf(seen.areaCode)} ${kind}`.trim()
}
