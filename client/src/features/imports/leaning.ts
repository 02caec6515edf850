import { Leaning } from '@shuniu/shared/imports'
import type { Refusal } from '@shuniu/shared/kernel'
import { Check } from 'typebox/schema'

/** What keeps an import from being undone, as its refusal tells. */
export function leaningIn(refusal: Refusal | undefined): Leaning[] {
  const told = refusal?.detail['leaning']
  return Array.isArray(told) ? told.filter((one): one is Leaning => Check(Leaning, one)) : []
}
