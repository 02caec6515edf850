import type { Platform } from '../../platform/feature/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { Secrets } from '../../platform/secrets/index.ts'
import { gathererOf, type Gathered } from './gathering.ts'
import { chunkCount, chunkOf, type ImportRow } from './imports.repo.ts'
import type { CountySite } from './kinds/index.ts'
import { readRows, type ReadRow } from './rows.ts'

/** What works on imports, in a server or a tool. */
export interface ImportDeps extends Pick<Platform, 'database' | 'clock' | 'log'> {
  readonly secrets: Secrets
  /** Names this process to the others. */
  readonly worker: string
}

/** Another process has taken the work over; whoever meets this goes no further. */
export class LostLease extends Error {
  override name = 'LostLease'
}

/** Holds the work for another minute and says how far it is; throws `LostLease` where it is another's, or done, by now. */
export async function keepOn(
  { query }: Pick<Tx, 'query'>,
  { worker }: ImportDeps,
  at: { readonly id: string; readonly state: ImportRow['state']; readonly done: number },
): Promise<void> {
  const held = await query(
    `update imports set lease_until = now() + interval '60 seconds', done = $4, attempts = 0
      where id = $1 and worker = $2 and state = $3 returning id`,
    [at.id, worker, at.state, at.done],
  )
  if (held.length === 0) throw new LostLease('an import is worked on elsewhere')
}

/** The rows of the chosen sheet, some hundreds at a time, as the kind reads them. */
export async function* chunksOf(
  { database, secrets }: ImportDeps,
  seen: ImportRow,
  { site, from = 0 }: { readonly site: CountySite; readonly from?: number },
): AsyncGenerator<{ readonly nr: number; readonly rows: readonly ReadRow[] }> {
  const count = await chunkCount(database, seen.id, seen.sheet)
  for (let nr = from; nr < count; nr += 1) {
    const kept = await chunkOf(database, secrets, { importId: seen.id, sheet: seen.sheet, nr })
    yield { nr, rows: readRows(kept, seen, site) }
  }
}

/** Goes through the whole file once, before its rows are judged. */
export async function gather(
  deps: ImportDeps,
  seen: ImportRow,
  { site, rest }: { readonly site: CountySite; readonly rest: (nr: number) => Promise<void> },
): Promise<Gathered> {
  const gatherer = gathererOf(seen)
  for await (const { nr, rows } of chunksOf(deps, seen, { site })) {
    gatherer.add(rows)
    await rest(nr)
  }
  return gatherer.done(site)
}
