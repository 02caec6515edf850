import {
  headingCore,
  importKind,
  type ColumnMapping,
  type ImportKindName,
  type ImportSheet,
} from '@shuniu/shared/imports'
import { grant, grantNew, refuse, type Refused, type Result } from '@shuniu/shared/kernel'
import { inTx, type Tx } from '../../platform/db/index.ts'
import { noteAct } from '../audit/index.ts'
import {
  addImport,
  changeImport,
  countIn,
  holdReading,
  importById,
  lockImport,
  rememberHeadings,
  takeSlips,
  type ImportRow,
} from './imports.repo.ts'
import type { PasswordSlip } from './kinds/index.ts'
import { isSeenBy, kindsOf, type Importer } from './sight.ts'
import { leaningOn } from './undoing.commands.ts'
import type { ImportDeps } from './working.ts'

/** So many imports may wait to be run or forgotten. */
const waitingAtMost = 50

/** A file that has not been read after so long was cut off. */
const readingS = 300

export interface SentFile {
  readonly id: string
  readonly kind: ImportKindName
  readonly fileName: string
  readonly fileHash: string
}

/** What has been run, to its end or until it failed. */
const isUndoable = ({ state, counts }: ImportRow): boolean =>
  state === 'done' || (state === 'failed' && counts !== null)

/** What is wrong with a choice of columns; undefined when each required one is chosen and there. */
function wrongMapping(
  kind: ImportKindName,
  mapping: ColumnMapping,
  sheet: ImportSheet | undefined,
): Refused | undefined {
  const { columns } = importKind(kind)
  const wide = sheet?.headings.length ?? 0
  const unknown = Object.entries(mapping).filter(
    ([key, at]) => !columns.some(column => column.key === key) || at >= wide,
  )
  const missing = columns.filter(({ key, isRequired }) => isRequired && mapping[key] === undefined)
  if (unknown.length === 0 && missing.length === 0 && sheet) return undefined
  return refuse('import.wrongMapping', { missing: missing.map(({ heading }) => heading).join('、') })
}

/** What an administrator does with an import. Work itself is done by `importWorkOf`. */
export function importCommandsOf(deps: ImportDeps) {
  const { database, clock } = deps

  /** Does something to an import that the asker may see, of the version they saw. */
  const change = (
    id: string,
    { by, version }: { readonly by: Importer; readonly version: number },
    decide: (tx: Tx, row: ImportRow) => Promise<Result<Partial<ImportRow>>>,
  ): Promise<Result<ImportRow>> =>
    inTx(database, async tx => {
      const row = await lockImport(tx, id)
      if (!row || !isSeenBy(row, by)) return refuse('import.unknown')
      if (row.version !== version) return refuse('import.stale', { version: row.version })
      const decided = await decide(tx, row)
      if (!decided.ok) return decided
      await changeImport(tx, id, { ...decided.value, version: version + 1, attempts: 0, done: 0, of: 0 })
      const changed = await importById(tx, id)
      return changed ? grant(changed) : refuse('import.unknown')
    })

  const note = (
    tx: Tx,
    { kind, row, by }: { kind: 'import.run' | 'import.undo'; row: ImportRow; by: Importer },
  ) =>
    noteAct(tx, {
      at: clock.now(),
      by: by.actor,
      kind,
      subject: { id: row.id, name: row.fileName },
      after: {
        value: `${importKind(row.kind).name} 新增 ${row.counts?.fresh ?? 0} 变更 ${row.counts?.changed ?? 0}`,
      },
    })

  const isBusy = async (tx: Tx, id: string) => (await countIn(tx, ['running', 'undoing'], id)) > 0

  return {
    /** Takes in a file that is to be read; the same one sent again under its id is known. Refuses: `permission.missing`, `command.idTaken`, `import.tooMany`. */
    begin: ({ id, ...sent }: SentFile, by: Importer): Promise<Result<ImportRow>> =>
      inTx(database, async tx => {
        if (!kindsOf(by).includes(sent.kind)) {
          return refuse('permission.missing', { needs: importKind(sent.kind).needs })
        }
        const known = await importById(tx, id)
        if (known) {
          const isSame =
            known.fileHash === sent.fileHash && known.kind === sent.kind && known.byAccount === by.account
          return isSame ? grant(known) : refuse('command.idTaken')
        }
        if ((await countIn(tx, ['reading', 'read', 'checking', 'checked'])) >= waitingAtMost) {
          return refuse('import.tooMany')
        }
        await addImport(tx, {
          id,
          ...sent,
          state: 'reading',
          sheets: [],
          sheet: 0,
          mapping: {},
          faults: [],
          changes: [],
          byAccount: by.account,
          byName: by.name,
          scope: by.scope.length > 6 ? by.scope : '',
          createdAt: clock.now(),
          worker: deps.worker,
          version: 1,
        })
        await holdReading(tx, id, readingS)
        const begun = await importById(tx, id)
        return begun ? grantNew(begun) : refuse('import.unknown')
      }),

    /** Has a file tried under a choice of columns, which is remembered for the next file of its kind. */
    check: (
      id: string,
      asked: { version: number; sheet: number; mapping: ColumnMapping; system?: string },
      by: Importer,
    ): Promise<Result<ImportRow>> =>
      change(id, { by, version: asked.version }, async (tx, row) => {
        if (row.state !== 'read' && row.state !== 'checked')
          return refuse('import.wrongState', { state: row.state })
        const sheet = row.sheets[asked.sheet]
        const wrong = wrongMapping(row.kind, asked.mapping, sheet)
        if (wrong) return wrong
        const chosen = Object.entries(asked.mapping).map(([column, at]): [string, string] => [
          headingCore(sheet?.headings[at] ?? ''),
          column,
        ])
        await rememberHeadings(tx, row.kind, Object.fromEntries(chosen.filter(([heading]) => heading !== '')))
        const { sheet: at, mapping } = asked
        const system = asked.system ?? row.suggestion?.system ?? null
        return grant({
          state: 'checking',
          sheet: at,
          mapping,
          system,
          counts: null,
          faults: [],
          changes: [],
          leaseUntil: null,
        })
      }),

    /** Refuses: `import.wrongState`, `import.hasWrong`, `import.nothing`, `import.busy`. */
    run: (
      id: string,
      asked: { version: number; skipsWrong: boolean },
      by: Importer,
    ): Promise<Result<ImportRow>> =>
      change(id, { by, version: asked.version }, async (tx, row) => {
        const { state, counts } = row
        if (state !== 'checked' || !counts) return refuse('import.wrongState', { state })
        if (counts.wrong > 0 && !asked.skipsWrong) return refuse('import.hasWrong', { wrong: counts.wrong })
        if (counts.fresh + counts.changed === 0) return refuse('import.nothing')
        if (await isBusy(tx, id)) return refuse('import.busy')
        await note(tx, { kind: 'import.run', row, by })
        return grant({ state: 'running', skipsWrong: asked.skipsWrong, counts: null, leaseUntil: null })
      }),

    /** Refuses: `import.wrongState`, `import.leanedOn`, `import.busy`. */
    async undo(id: string, { version }: { version: number }, by: Importer): Promise<Result<ImportRow>> {
      const seen = await importById(database, id)
      const mayLook = seen && isSeenBy(seen, by) && isUndoable(seen) && seen.version === version
      const leaning = mayLook ? await leaningOn(deps, seen) : []
      if (leaning.length > 0) return refuse('import.leanedOn', { leaning })
      return change(id, { by, version }, async (tx, row) => {
        if (!isUndoable(row)) return refuse('import.wrongState', { state: row.state })
        if (await isBusy(tx, id)) return refuse('import.busy')
        await note(tx, { kind: 'import.undo', row, by })
        return grant({ state: 'undoing', leaseUntil: null })
      })
    },

    /** The passwords of new accounts, this once. Refuses: `import.unknown`, `import.noSlips`. */
    takeSlips: (id: string, by: Importer): Promise<Result<readonly PasswordSlip[]>> =>
      inTx(database, async tx => {
        const row = await lockImport(tx, id)
        if (!row || !isSeenBy(row, by)) return refuse('import.unknown')
        if (row.state !== 'done') return refuse('import.noSlips')
        const slips = await takeSlips(tx, deps.secrets, id)
        return slips.length > 0 ? grant(slips) : refuse('import.noSlips')
      }),
  }
}

export type ImportCommands = ReturnType<typeof importCommandsOf>
