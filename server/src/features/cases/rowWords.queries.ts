import { rowWordsLength, type listCaseWords } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import type { ReplyOf } from '@shuniu/shared/kernel'
import { and, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { beginningOf } from './beginning.ts'
import { cases } from './cases.tables.ts'
import type { CaseDeps } from './deps.ts'
import { sightOf } from './filter.ts'
import { hideReporter } from './masking.ts'

type RowWordsDeps = Pick<CaseDeps, 'places'> & { readonly database: Database; readonly secrets: Secrets }

/** How the reports of the cases named begin; of one that the actor does not read in full there is nothing. */
export const rowWordsOf =
  ({ database, places, secrets }: RowWordsDeps) =>
  async (ids: readonly string[], actor: Actor): Promise<ReplyOf<typeof listCaseWords>> => {
    if (actor.role === 'wall') return { items: [] }
    const { inFull } = sightOf(actor, places.countyCode() ?? actor.scope)
    const rows = await database.orm
      .select()
      .from(cases)
      .where(and(inArray(cases.id, [...new Set(ids)]), isNotNull(cases.text), inFull))
    const items = rows.map(row => {
      // Masked first, then cut: half a number is not found to be one.
      const { text } = hideReporter({ text: row.text ?? '' }, row, { actor, secrets })
      return { id: row.id, words: beginningOf(text.replaceAll(/\s+/g, ' '), rowWordsLength) }
    })
    return { items }
  }
