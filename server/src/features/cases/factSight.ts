import { caseSight, CaseFact, type CaseSight } from '@shuniu/shared/cases'
import { closed } from '@shuniu/shared/kernel'
import type { Actor } from '@shuniu/shared/identity'
import { Compile } from 'typebox/compile'

const { id, areaCode, gridCode, ownerUnitId, coUnitIds, reporterId, handledBy, sensitive, status } =
  CaseFact.properties
const ties = Compile({
  ...closed({ id, areaCode, gridCode, ownerUnitId, coUnitIds, reporterId, handledBy, sensitive, status }),
  additionalProperties: true,
})

/** What an actor may see of the case that the body of a fact tells, by what it says; undefined of another body. */
export const sightInFact = (body: unknown, actor: Actor): CaseSight | undefined =>
  ties.Check(body) ? caseSight(actor, body) : undefined
