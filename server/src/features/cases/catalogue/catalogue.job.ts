import { countyCatalogueOf, standardCatalogue, type CountyCatalogue } from '@shuniu/shared/cases'
import type { Platform } from '../../../platform/feature/index.ts'
import { jobOf } from '../../../platform/jobs/index.ts'
import { readAmendments } from './catalogue.queries.ts'

/** What another process amended may hold from today on: it is read soon. */
const rereadMs = 5_000

/** The county's catalogue as this process knows it, read at every decision. */
export interface KeptCatalogue {
  readonly county: () => CountyCatalogue
  readonly reread: () => Promise<void>
  readonly start: () => Promise<void>
  readonly stop: () => Promise<void>
}

export function keptCatalogueOf({ database, log }: Pick<Platform, 'database' | 'log'>): KeptCatalogue {
  let county = standardCatalogue
  let known = ''

  /** Made anew only where it is another: what is worked out of it is kept. */
  async function reread(): Promise<void> {
    const amendments = await readAmendments(database)
    const ids = amendments.map(({ id }) => id).join()
    if (ids === known) return
    known = ids
    county = countyCatalogueOf(amendments)
  }
  const rereading = jobOf(reread, { name: 'catalogue.reread', everyMs: rereadMs, log })
  return {
    county: () => county,
    reread,
    start: async () => {
      await reread()
      rereading.start()
    },
    stop: () => rereading.stop(),
  }
}
