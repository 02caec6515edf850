import { importsTold, type ImportView } from '@shuniu/shared/imports'
import { grant, instant, refuse, type Result } from '@shuniu/shared/kernel'
import { hasSlips, importById, importsAfter, type ImportRow } from './imports.repo.ts'
import { isSeenBy, kindsOf, type Importer } from './sight.ts'
import type { ImportDeps } from './working.ts'

function viewOf(row: ImportRow, slips: ReadonlySet<string>): ImportView {
  const { id, kind, fileName, state, version, byName, sheet, mapping, counts, failure } = row
  return {
    id,
    kind,
    fileName,
    state,
    version,
    byName,
    createdAt: instant(row.createdAt),
    endedAt: row.endedAt === null ? null : instant(row.endedAt),
    sheets: [...row.sheets],
    sheet,
    mapping,
    system: row.system,
    suggestion: row.suggestion,
    progress: { done: Math.min(row.done, row.of), of: row.of },
    counts,
    faults: [...row.faults],
    changes: [...row.changes],
    failure,
    hasSlips: state === 'done' && slips.has(id),
  }
}

/** Imports as their administrators see them. */
export function importQueriesOf({ database }: Pick<ImportDeps, 'database'>) {
  const view = async (row: ImportRow): Promise<ImportView> => viewOf(row, await hasSlips(database, [row.id]))
  async function row(id: string, by: Importer): Promise<Result<ImportRow>> {
    const found = await importById(database, id)
    return found && isSeenBy(found, by) ? grant(found) : refuse('import.unknown')
  }
  return {
    view,
    row,
    async see(id: string, by: Importer): Promise<Result<ImportView>> {
      const found = await row(id, by)
      return found.ok ? grant(await view(found.value)) : found
    },
    async list(after: string | undefined, by: Importer) {
      const from = after === undefined ? undefined : await importById(database, after)
      const rows = await importsAfter(database, {
        after: from,
        kinds: kindsOf(by),
        scope: by.scope,
        limit: importsTold + 1,
      })
      const told = rows.slice(0, importsTold)
      const slips = await hasSlips(
        database,
        told.map(({ id }) => id),
      )
      // Faults and changes are told of one import at a time.
      const items = told.map(one => ({ ...viewOf(one, slips), faults: [], changes: [] }))
      return { items, next: rows.length > told.length ? (told.at(-1)?.id ?? null) : null }
    },
  }
}

export type ImportQueries = ReturnType<typeof importQueriesOf>
