import type { ImportCounts } from '@shuniu/shared/imports'
import { inTx, type Tx } from '../../platform/db/index.ts'
import type { ColumnValues, RowChange, StandingRow } from '../../platform/registers/index.ts'
import { endSessionsOfAll, noteImported } from '../identity/index.ts'
import { effectOf } from './comparing.ts'
import { judged, type Gathered } from './gathering.ts'
import { addChanges, addSlips, changeImport, chunkCount, lockImport, type ImportRow } from './imports.repo.ts'
import {
  kindWorks,
  withPasswords,
  type KeyedRow,
  type KindWork,
  type PasswordSlip,
  type WantedRow,
  type Writing,
} from './kinds/index.ts'
import { isSound, type ReadRow } from './rows.ts'
import { readSite } from './site.queries.ts'
import { chunksOf, gather, keepOn, LostLease, type ImportDeps } from './working.ts'

const state = 'running'

/** Imports a file in slices of one transaction each; one that is cut off goes on after the last slice that was written. */
export async function run(deps: ImportDeps, seen: ImportRow): Promise<void> {
  const { database, clock } = deps
  const hold = (done: number) => inTx(database, tx => keepOn(tx, deps, { id: seen.id, state, done }))
  const of = await chunkCount(database, seen.id, seen.sheet)
  await inTx(database, tx => changeImport(tx, seen.id, { of }))
  const site = await readSite(deps, seen)
  const known = await gather(deps, seen, { site, rest: () => hold(seen.done) })
  for await (const { nr, rows } of chunksOf(deps, seen, { site: known.site, from: seen.done })) {
    await runSlice(deps, seen, { nr, rows, known, hold: () => hold(nr) })
  }
  await inTx(database, async tx => {
    await keepOn(tx, deps, { id: seen.id, state, done: of })
    await changeImport(tx, seen.id, {
      state: 'done',
      version: seen.version + 1,
      endedAt: clock.now(),
      worker: null,
      leaseUntil: null,
    })
  })
}

interface RunSlice {
  readonly nr: number
  readonly rows: readonly ReadRow[]
  readonly known: Gathered
  readonly hold: () => Promise<void>
}

/** Rows that are not there yet, made ready before the slice's transaction: hashing passwords takes long. */
async function freshRows(
  deps: ImportDeps,
  seen: ImportRow,
  { sound, hold }: { sound: readonly KeyedRow[]; hold: RunSlice['hold'] },
): Promise<{ readonly byKey: ReadonlyMap<string, ColumnValues>; readonly slips: readonly PasswordSlip[] }> {
  const { register, fresh } = kindWorks[seen.kind]
  if (!fresh) return { byKey: new Map(), slips: [] }
  const standing = await inTx(deps.database, tx =>
    register.standing(
      tx,
      sound.map(({ wanted }) => wanted.key),
    ),
  )
  const lacking = sound.filter(({ wanted }) => !standing.has(wanted.key))
  const writing = writingOf(deps, seen)
  const rows = lacking.map(row => ({ ...fresh(row, writing), ...row.wanted.columns }))
  const made = seen.kind === 'accounts' ? await withPasswords(rows, hold) : { rows, slips: [] }
  const keyed = made.rows.map((row, at) => [lacking[at]?.wanted.key ?? '', row] as const)
  return { byKey: new Map(keyed), slips: made.slips }
}

async function runSlice(
  deps: ImportDeps,
  seen: ImportRow,
  { nr, rows, known, hold }: RunSlice,
): Promise<void> {
  const sound = rows.filter(row => isSound(judged(row, seen.kind, known)))
  const fresh = await freshRows(deps, seen, { sound, hold })
  await inTx(deps.database, async tx => {
    await keepOn(tx, deps, { id: seen.id, state, done: nr + 1 })
    const current = await lockImport(tx, seen.id)
    if (!current) throw new LostLease('an import is gone')
    const { among } = kindWorks[seen.kind]
    await among?.hold(tx)
    const wrong = await among?.judgeNow(tx, sound, known)
    const wanted = sound.flatMap(row => (wrong?.has(row.wanted.key) === true ? [] : [row.wanted]))
    const writing = writingOf(deps, seen)
    const done = await writeSlice(tx, seen, { wanted, fresh: fresh.byKey, writing })
    await addSlips(tx, deps.secrets, { importId: seen.id, nr, slips: fresh.slips })
    await noteAccounts(deps, tx, { seen, ...done })
    const skipped = rows.length - wanted.length + done.lacking
    await changeImport(tx, seen.id, { counts: summed(current.counts, { ...done.counts, wrong: skipped }) })
  })
}

const writingOf = ({ clock, secrets }: ImportDeps, { byName, fileName }: ImportRow): Writing => ({
  by: byName,
  at: clock.now(),
  fileName,
  seal: plain => secrets.seal(plain),
})

const summed = (before: ImportCounts | null, more: Omit<ImportCounts, 'warned'>): ImportCounts => ({
  fresh: (before?.fresh ?? 0) + more.fresh,
  changed: (before?.changed ?? 0) + more.changed,
  same: (before?.same ?? 0) + more.same,
  wrong: (before?.wrong ?? 0) + more.wrong,
  warned: before?.warned ?? 0,
})

interface WrittenSlice {
  readonly counts: { readonly fresh: number; readonly changed: number; readonly same: number }
  /** Rows that name nothing that stands, where none is added. */
  readonly lacking: number
  readonly freshKeys: readonly string[]
  readonly changedKeys: readonly string[]
}

/** A row that stands and is to change. */
interface ChangedRow extends RowChange {
  readonly key: string
  readonly before: ColumnValues
}

/** What each row does to what stands. */
function effectsOf(
  { register, changing }: KindWork,
  wanted: readonly WantedRow[],
  given: {
    readonly fresh: ReadonlyMap<string, ColumnValues>
    readonly standing: ReadonlyMap<string, StandingRow>
    readonly writing: Writing
  },
) {
  const added: { readonly key: string; readonly row: ColumnValues }[] = []
  const changed: ChangedRow[] = []
  for (const one of wanted) {
    const stands = given.standing.get(one.key)
    const effect = effectOf(one, stands)
    const row = given.fresh.get(one.key)
    if (effect.is === 'fresh' && row) added.push({ key: one.key, row })
    if (effect.is === 'changed' && stands) {
      const { key } = one
      const { version, row: standing } = stands
      const beside = changing?.(given.writing) ?? {}
      const besides = Object.fromEntries(
        Object.keys(beside).map(column => [column, standing[column] ?? null]),
      )
      changed.push({
        key,
        version,
        id: standing[register.id],
        before: { ...effect.before, ...besides },
        set: { ...effect.set, ...beside },
      })
    }
  }
  return { added, changed }
}

/** Writes the rows of a slice and what they change; the transaction holds them meanwhile. */
async function writeSlice(
  tx: Tx,
  { id: importId, kind }: ImportRow,
  slice: {
    readonly wanted: readonly WantedRow[]
    readonly fresh: ReadonlyMap<string, ColumnValues>
    readonly writing: Writing
  },
): Promise<WrittenSlice> {
  const work = kindWorks[kind]
  const { wanted, fresh, writing } = slice
  const keys = wanted.map(({ key }) => key)
  const standing = await work.register.standing(tx, keys)
  const { added, changed } = effectsOf(work, wanted, { fresh, standing, writing })
  const rows = added.map(({ row }) => row)
  await work.register.add(tx, rows)
  await work.register.change(tx, changed)
  await addChanges(tx, [
    ...added.map(({ key }) => ({ importId, key, before: null, version: 1 })),
    ...changed.map(({ key, before, version }) => ({ importId, key, before, version: version + 1 })),
  ])
  const lacking = keys.filter(key => !standing.has(key)).length - added.length
  const same = wanted.length - added.length - changed.length - lacking
  return {
    counts: { fresh: added.length, changed: changed.length, same },
    lacking,
    freshKeys: added.map(({ key }) => key),
    changedKeys: changed.map(({ key }) => key),
  }
}

/** New accounts are written down one by one; whoever has other rights now signs in again. */
async function noteAccounts(
  { clock }: ImportDeps,
  tx: Tx,
  { seen, freshKeys, changedKeys }: Pick<WrittenSlice, 'freshKeys' | 'changedKeys'> & { seen: ImportRow },
): Promise<void> {
  if (seen.kind !== 'accounts') return
  const reason = `导入 ${seen.fileName}`
  await noteImported(tx, { accountNames: freshKeys, actor: seen.byAccount, reason, at: clock.now() })
  await endSessionsOfAll(tx, changedKeys)
}
