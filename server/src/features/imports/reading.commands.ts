import { rm } from 'node:fs/promises'
import {
  findHeadings,
  headingRowsSought,
  importKind,
  proposeMapping,
  type ImportSheet,
  type ReadFailure,
} from '@shuniu/shared/imports'
import { inTx } from '../../platform/db/index.ts'
import { addChunk, changeImport, importById, rememberedHeadings, type ImportRow } from './imports.repo.ts'
import { readBeside, type SheetRow } from './reading/index.ts'
import { suggestSystem } from './suggesting.queries.ts'
import type { ImportDeps } from './working.ts'

/** What has been read of a file so far. */
interface Progress {
  readonly sheets: ImportSheet[]
  /** The first rows of the sheet that is being read. */
  head: SheetRow[]
  chunks: number
}

/** The sheet that is most likely meant: of those that people see, the one whose headings name most columns. */
function likelySheet(sheets: readonly ImportSheet[], score: (sheet: ImportSheet) => number): number {
  const ranks = sheets.map(sheet => (sheet.rows === 0 ? -1 : score(sheet) + (sheet.isHidden ? 0 : 0.5)))
  return Math.max(0, ranks.indexOf(Math.max(...ranks)))
}

/** Reads a file into the database, beside the server; the file is gone afterwards. */
export async function readInto(deps: ImportDeps, seen: ImportRow, path: string): Promise<void> {
  const { database, secrets } = deps
  const { columns } = importKind(seen.kind)
  const remembered = await rememberedHeadings(database, seen.kind)
  const progress: Progress = { sheets: [], head: [], chunks: 0 }
  const failure = await readBeside({ path, of: importKind(seen.kind).of }, async told => {
    if (told.is === 'rows') {
      const { head, chunks, sheets } = progress
      head.push(...told.rows.slice(0, Math.max(0, headingRowsSought - head.length)))
      const chunk = { importId: seen.id, sheet: sheets.length, nr: chunks, rows: told.rows }
      await inTx(database, tx => addChunk(tx, secrets, chunk))
      progress.chunks += 1
      return
    }
    const found = findHeadings(
      progress.head.map(({ cells }) => cells),
      columns,
      remembered,
    )
    const headingRow = found === undefined ? 0 : (progress.head[found.at]?.row ?? 0)
    progress.sheets.push({ ...told.sheet, headingRow, headings: [...(found?.headings ?? [])] })
    progress.head = []
    progress.chunks = 0
  }).finally(() => rm(path, { force: true }))
  await settle(deps, seen, { sheets: progress.sheets, failure, remembered })
}

interface ReadOutcome {
  readonly sheets: readonly ImportSheet[]
  readonly failure: ReadFailure | undefined
  readonly remembered: Readonly<Record<string, string>>
}

async function settle(
  { database, clock }: ImportDeps,
  seen: ImportRow,
  { sheets, failure, remembered }: ReadOutcome,
): Promise<void> {
  const { columns } = importKind(seen.kind)
  const mappingOf = ({ headings }: ImportSheet) => proposeMapping(headings, columns, remembered)
  const sheet = likelySheet(sheets, one => Object.keys(mappingOf(one)).length)
  const isEmpty = sheets.every(({ rows }) => rows === 0)
  const why = failure ?? (isEmpty ? 'file.empty' : undefined)
  const ended = { worker: null, leaseUntil: null, version: seen.version + 1 }
  const chosen = sheets[sheet]
  const suggestion = chosen?.map ? await suggestSystem(database, chosen.map) : null
  await inTx(database, async tx => {
    const now = await importById(tx, seen.id)
    if (now?.state !== 'reading') return
    await changeImport(
      tx,
      seen.id,
      why === undefined
        ? { ...ended, state: 'read', sheets, sheet, mapping: chosen ? mappingOf(chosen) : {}, suggestion }
        : { ...ended, state: 'failed', failure: why, endedAt: clock.now() },
    )
  })
}
