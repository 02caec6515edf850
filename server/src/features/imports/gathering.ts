import { parentOf } from '@shuniu/shared/grids'
import { skeletonOf } from '../identity/index.ts'
import type { ImportRow } from './imports.repo.ts'
import { wrongIn, kindWorks, type CountySite, type FoundFault, type KeyedRow } from './kinds/index.ts'
import { isSound, type ReadRow } from './rows.ts'

/** What is known of a whole file before its rows are judged one by one. */
export interface Gathered {
  readonly site: CountySite
  /** The first row of each key. */
  readonly firstRow: ReadonlyMap<string, number>
  /** Of a kind whose rows are judged together: the sound ones, and what is wrong with them so. */
  readonly rowsByKey: ReadonlyMap<string, KeyedRow>
  readonly together: ReadonlyMap<string, readonly FoundFault[]>
}

/** Goes through a file once: which keys it names, in which row first. */
export function gathererOf(seen: Pick<ImportRow, 'kind'>) {
  const firstRow = new Map<string, number>()
  const sound = new Set<string>()
  const rowsByKey = new Map<string, KeyedRow>()
  const { among } = kindWorks[seen.kind]
  return {
    add(rows: readonly ReadRow[]): void {
      for (const { row, wanted, values, faults } of rows) {
        if (wanted.key === '' || firstRow.has(wanted.key)) continue
        firstRow.set(wanted.key, row)
        if (!isSound(faults)) continue
        sound.add(wanted.key)
        if (among) rowsByKey.set(wanted.key, { wanted, values })
      }
    },
    done(site: CountySite): Gathered {
      const countyCode = site.countyCode ?? [...sound].find(key => key.length === 6)
      const fileKeys = seen.kind === 'divisions' ? standingIn(sound, site) : sound
      return {
        site: {
          ...site,
          countyCode,
          fileKeys,
          accountsAlike: withNew(site, seen.kind === 'accounts' ? sound : []),
        },
        firstRow,
        rowsByKey,
        together: among?.judge([...rowsByKey.values()], site) ?? new Map(),
      }
    },
  }
}

/** Of two new accounts that read alike the first stays. */
function withNew({ accountsAlike }: CountySite, keys: Iterable<string>): ReadonlyMap<string, string> {
  const alike = new Map(accountsAlike)
  for (const key of keys) if (!alike.has(skeletonOf(key))) alike.set(skeletonOf(key), key)
  return alike
}

/** Divisions whose parents stand in the register or, standing so themselves, in the file. */
function standingIn(keys: ReadonlySet<string>, { areaNames }: CountySite): ReadonlySet<string> {
  const standing = new Set<string>()
  for (const key of [...keys].sort((a, b) => a.length - b.length)) {
    const parent = parentOf(key)
    if (parent === undefined || areaNames.has(parent) || standing.has(parent)) standing.add(key)
  }
  return standing
}

/** Everything wrong with a row, beside the rest of the file and the county. */
export function judged(
  { row, values, wanted, faults }: ReadRow,
  kind: ImportRow['kind'],
  known: Gathered,
): FoundFault[] {
  const first = known.firstRow.get(wanted.key)
  if (first !== undefined && first !== row) return [...faults, wrongIn(null, 'row.twice', { row: first })]
  if (!isSound(faults)) return [...faults]
  const beside = known.together.get(wanted.key) ?? []
  return [...faults, ...kindWorks[kind].judge(wanted, values, known.site), ...beside]
}
