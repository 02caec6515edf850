import { CaseFact, caseHeardBy, maskCase } from '@shuniu/shared/cases'
import type { Fact } from '@shuniu/shared/live'
import { Value } from 'typebox/value'
import type { KeptFact } from '../builders/history.ts'

/**
 * What the database must hold of a drill's own cases, told from outside: the facts a county console heard, with the
 * rooms that the policy gives them. Gaps in it show as accepted commands that nobody stored.
 */
export function keptFrom(facts: readonly Fact[], caseIds: ReadonlySet<string>): KeptFact[] {
  const before = new Map<string, CaseFact>()
  return facts.flatMap(fact => {
    if (!Value.Check(CaseFact, fact.body) || !caseIds.has(fact.body.id)) return []
    const { told, masked, left } = caseHeardBy(before.get(fact.body.id), fact.body)
    before.set(fact.body.id, fact.body)
    return [{ ...fact, maskedBody: masked.length > 0 ? maskCase(fact.body) : null, told, masked, left }]
  })
}

/** Facts about other cases are none of the drill's business. */
export const ownFacts = <F extends Fact>(facts: readonly F[], caseIds: ReadonlySet<string>): F[] =>
  facts.filter(
    ({ body }) => typeof body === 'object' && body !== null && 'id' in body && caseIds.has(String(body.id)),
  )
