import {
  changesTold,
  faultsTold,
  type ImportChange,
  type ImportCounts,
  type RowFault,
} from '@shuniu/shared/imports'
import { inTx } from '../../platform/db/index.ts'
import { effectOf, toldChange } from './comparing.ts'
import { judged, type Gathered } from './gathering.ts'
import { changeImport, chunkCount, type ImportRow } from './imports.repo.ts'
import { kindWorks, wrongIn } from './kinds/index.ts'
import { faultsOf, isSound, type ReadRow } from './rows.ts'
import { readSite } from './site.queries.ts'
import { chunksOf, gather, keepOn, type ImportDeps } from './working.ts'

/** What trying a file has found so far. */
interface Tried {
  counts: { -readonly [key in keyof ImportCounts]: number }
  readonly faults: RowFault[]
  readonly changes: ImportChange[]
}

/** Tries a file against what stands and changes nothing: counts, the first faults and the first changes. */
export async function check(deps: ImportDeps, seen: ImportRow): Promise<void> {
  const { database } = deps
  const state = 'checking'
  const chunks = await chunkCount(database, seen.id, seen.sheet)
  const rest = (done: number) => inTx(database, tx => keepOn(tx, deps, { id: seen.id, state, done }))
  await inTx(database, tx => changeImport(tx, seen.id, { of: chunks * 2 }))
  const site = await readSite(deps, seen)
  const known = await gather(deps, seen, { site, rest })
  const tried: Tried = {
    counts: { fresh: 0, changed: 0, same: 0, wrong: 0, warned: 0 },
    faults: [],
    changes: [],
  }
  for await (const { nr, rows } of chunksOf(deps, seen, { site: known.site })) {
    await tryRows(deps, seen, { rows, known, tried })
    await rest(chunks + nr)
  }
  await inTx(database, async tx => {
    await keepOn(tx, deps, { id: seen.id, state, done: chunks * 2 })
    await changeImport(tx, seen.id, {
      ...tried,
      state: 'checked',
      version: seen.version + 1,
      worker: null,
      leaseUntil: null,
    })
  })
}

interface Trying {
  readonly rows: readonly ReadRow[]
  readonly known: Gathered
  readonly tried: Tried
}

async function tryRows(
  { database }: ImportDeps,
  seen: ImportRow,
  { rows, known, tried }: Trying,
): Promise<void> {
  const work = kindWorks[seen.kind]
  const { counts, faults, changes } = tried
  const keys = [...new Set(rows.map(({ wanted }) => wanted.key))]
  const standing = await inTx(database, tx => work.register.standing(tx, keys))
  for (const row of rows) {
    const effect = effectOf(row.wanted, standing.get(row.wanted.key))
    const found = judged(row, seen.kind, known)
    const isLacking = effect.is === 'fresh' && work.fresh === undefined && isSound(found)
    const all = isLacking ? [...found, wrongIn('code', 'area.unknown')] : found
    if (all.length > 0 && faults.length < faultsTold) faults.push(...faultsOf(row.row, all))
    if (!isSound(all)) counts.wrong += 1
    else {
      counts[effect.is] += 1
      if (all.length > 0) counts.warned += 1
      if (effect.is !== 'same' && changes.length < changesTold) {
        changes.push(toldChange(row, effect, work))
      }
    }
  }
}
