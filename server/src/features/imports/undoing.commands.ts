import { shanghaiDay } from '@shuniu/shared/calendar'
import { leaningTold, type Leaning } from '@shuniu/shared/imports'
import { inTx, type Tx } from '../../platform/db/index.ts'
import { casesLeaningOn } from '../cases/index.ts'
import { unitsIn } from '../centres/index.ts'
import { gridsHeld, membersAmong } from '../gridMembers/index.ts'
import { areasLeaningOn } from '../grids/index.ts'
import { accountsLeaningOn, endSessionsOfAll } from '../identity/index.ts'
import { appointedAmong, staffLeaningOn } from '../staffing/index.ts'
import type { StandingRow } from '../../platform/registers/index.ts'
import { changeImport, changesOf, dropSlips, knowAgain, type ImportRow } from './imports.repo.ts'
import { kindWorks } from './kinds/index.ts'
import { keepOn, type ImportDeps } from './working.ts'

const keysAtOnce = 5_000
const patience = { statementMs: 60_000, idleMs: 60_000 }

type Change = Awaited<ReturnType<typeof changesOf>>[number]

const named = (what: string) => (key: string) => ({ what, key })

/** Kinds whose rows nothing else stands on, or that add none. */
const leanedOnByNone: readonly ImportRow['kind'][] = ['population', 'outlines', 'appointments', 'accounts']

/** What stands on rows that the import added, and came otherwise. */
async function leaningOnAdded(
  tx: Tx,
  kind: ImportRow['kind'],
  added: ReadonlyMap<string, StandingRow>,
): Promise<Leaning[]> {
  const keys = [...added.keys()]
  const limit = leaningTold
  if (keys.length === 0 || leanedOnByNone.includes(kind)) return []
  if (kind === 'persons') {
    const appointed = await appointedAmong(tx, keys, limit)
    const members = await membersAmong(tx, keys, limit)
    return [...appointed.map(named('appointed')), ...members.map(named('member'))]
  }
  if (kind === 'units') {
    const unitIds = [...added.values()].map(({ row }) => String(row['id']))
    const accounts = await accountsLeaningOn(tx, { scopes: [], unitIds, limit })
    const cases = await casesLeaningOn(tx, { areas: [], grids: [], unitIds, limit })
    const staff = await staffLeaningOn(tx, { areas: [], unitIds, limit })
    return [...staff.map(named('staff')), ...accounts.map(named('account')), ...cases.map(named('owned'))]
  }
  const below = await areasLeaningOn(tx, keys, limit)
  const units = await unitsIn(tx, keys, limit)
  const staff = await staffLeaningOn(tx, { areas: keys, unitIds: [], limit })
  const held = await gridsHeld(tx, keys, limit)
  const accounts = await accountsLeaningOn(tx, { scopes: keys, unitIds: [], limit })
  const cases = await casesLeaningOn(tx, { areas: keys, grids: keys, unitIds: [], limit })
  return [
    ...below.divisions.map(named('division')),
    ...below.grids.map(named('grid')),
    ...units.map(named('unit')),
    ...staff.map(named('staff')),
    ...held.map(named('held')),
    ...accounts.map(named('account')),
    ...cases.map(named('case')),
  ]
}

const changedSince = (change: Change, standing: ReadonlyMap<string, StandingRow>): Leaning[] => {
  const now = standing.get(change.key)
  if (!now) return [{ what: 'gone', key: change.key }]
  return now.version === change.version ? [] : [{ what: 'changed', key: change.key }]
}

/** Rows as they stand now, held; in parts, since there may be a hundred thousand. */
async function standingOf(tx: Tx, kind: ImportRow['kind'], keys: readonly string[]) {
  const standing = new Map<string, StandingRow>()
  for (let from = 0; from < keys.length; from += keysAtOnce) {
    const part = await kindWorks[kind].register.standing(tx, keys.slice(from, from + keysAtOnce))
    for (const [key, row] of part) standing.set(key, row)
  }
  return standing
}

/** What keeps an import from being undone; holds its rows until the transaction ends. */
async function lookBack(tx: Tx, { clock }: Pick<ImportDeps, 'clock'>, seen: ImportRow) {
  const { among, callings } = kindWorks[seen.kind]
  await among?.hold(tx)
  const changes = await changesOf(tx, seen.id)
  const standing = await standingOf(
    tx,
    seen.kind,
    changes.map(({ key }) => key),
  )
  const later = changes.flatMap(change => changedSince(change, standing))
  const added = new Map(
    changes.flatMap(({ key, before }) => {
      const row = standing.get(key)
      return before === null && row ? [[key, row] as const] : []
    }),
  )
  const restored = changes.flatMap(({ key, before }) => {
    const row = standing.get(key)?.row
    return before === null || !row ? [] : [{ key, row, before }]
  })
  const back = { added: [...added.keys()], restored }
  const taken = (await among?.takenSince(tx, back, shanghaiDay(clock.now()))) ?? []
  const own = [...later, ...taken.map(named('replaced'))].slice(0, leaningTold)
  const called = await callings?.(
    tx,
    own.map(({ key }) => key),
  )
  const leaning = [
    ...own.map(({ what, key }) => ({ what, key: called?.get(key) ?? key })),
    ...(await leaningOnAdded(tx, seen.kind, added)),
  ]
  return { changes, standing, leaning: leaning.slice(0, leaningTold) }
}

/** What leans on an import; empty when it can be taken back. */
export const leaningOn = (
  deps: Pick<ImportDeps, 'database' | 'clock'>,
  seen: ImportRow,
): Promise<Leaning[]> => inTx(deps.database, async tx => (await lookBack(tx, deps, seen)).leaning, patience)

/** Kinds that write the same rows: divisions and grids come by one kind, their outlines and people by others. */
const ofAreas: readonly ImportRow['kind'][] = ['divisions', 'grids', 'outlines', 'population']
const ofSameRows = (kind: ImportRow['kind']): readonly ImportRow['kind'][] =>
  ofAreas.includes(kind) ? ofAreas : [kind]

/** Takes an import back whole, in one transaction; where something leans on it by now, it stays done. */
export async function undo(deps: ImportDeps, seen: ImportRow): Promise<void> {
  const { database, clock } = deps
  const { register } = kindWorks[seen.kind]
  const ended = { version: seen.version + 1, worker: null, leaseUntil: null }
  await inTx(
    database,
    async tx => {
      await keepOn(tx, deps, { id: seen.id, state: 'undoing', done: 0 })
      const { changes, standing, leaning } = await lookBack(tx, deps, seen)
      if (leaning.length > 0) return changeImport(tx, seen.id, { ...ended, state: 'done' })
      const added = changes.filter(({ before }) => before === null).map(({ key }) => key)
      const changed = changes.flatMap(({ key, before, version }) => {
        const row = standing.get(key)?.row
        return before === null || !row ? [] : [{ id: row[register.id], version, set: before }]
      })
      if (seen.kind === 'accounts')
        await endSessionsOfAll(
          tx,
          changes.map(({ key }) => key),
        )
      if (added.length > 0) await register.remove(tx, added)
      await register.change(tx, changed)
      await knowAgain(tx, seen.id, ofSameRows(seen.kind))
      await dropSlips(tx, seen.id)
      await changeImport(tx, seen.id, { ...ended, state: 'undone', endedAt: clock.now() })
    },
    patience,
  )
}
