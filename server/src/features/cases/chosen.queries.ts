import type { CaseView } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { and, inArray } from 'drizzle-orm'
import type { Database } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { cases } from './cases.tables.ts'
import type { CaseDeps } from './deps.ts'
import { sightOf } from './filter.ts'
import { hideReporter, viewFor } from './masking.ts'
import { relatedOf } from './references.ts'

/** A case as its reader may see it, and what its report says to those who read it in full. */
export interface NamedCase {
  readonly view: CaseView
  readonly text: string | null
}

type ChosenDeps = Pick<CaseDeps, 'places'> & { readonly database: Database; readonly secrets: Secrets }

/** The cases named that the actor may see, in the order in which they were named. */
export const chosenOf =
  ({ database, places, secrets }: ChosenDeps) =>
  async (ids: readonly string[], actor: Actor): Promise<NamedCase[]> => {
    const countyCode = places.countyCode() ?? actor.scope
    const { seen, inFull } = sightOf(actor, countyCode)
    const found = await database.orm
      .select({ row: cases, isWhole: inFull })
      .from(cases)
      .where(and(inArray(cases.id, [...ids]), seen))
    const related = await relatedOf(
      database.orm,
      { actor, countyCode },
      found.map(({ row }) => row),
    )
    const known = new Map(
      found.map(({ row, isWhole }) => {
        const view = viewFor(actor, row, related(row))
        const { text } = hideReporter({ text: row.text }, row, { actor, secrets })
        return [row.id, { view, text: isWhole === true && actor.role !== 'wall' ? text : null }]
      }),
    )
    return ids.flatMap(id => known.get(id) ?? [])
  }
