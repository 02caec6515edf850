import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  importBounds,
  importKind,
  importRefusals,
  readFailureTexts,
  rowFaultText,
  systemName,
  type ImportKindName,
} from '@shuniu/shared/imports'
import { v7 } from 'uuid'
import {
  importById,
  importCommandsOf,
  importWorkOf,
  markedFile,
  readInto,
  slipsFile,
  type ImportDeps,
  type Importer,
  type ImportRow,
} from '../../src/features/imports/index.ts'
import type { ImportLine } from './line.ts'

interface Bringing {
  readonly deps: ImportDeps
  readonly by: Importer
  readonly say: (line: string) => void
}

const lookEveryMs = 200
const faultsSaid = 20
const refusalRows: Readonly<Record<string, { readonly when: string }>> = importRefusals

/** Works on an import, or waits while a server does, until nothing is left to be done. */
async function worked({ deps, say }: Bringing, id: string): Promise<ImportRow> {
  const { work } = importWorkOf(deps)
  let said = ''
  for (;;) {
    const row = await importById(deps.database, id)
    if (!row) throw new Error('the import is gone')
    if (!['checking', 'running', 'undoing'].includes(row.state)) return row
    const progress = `${row.done}/${row.of}`
    if (row.of > 20 && progress !== said) say(`  ${row.state === 'checking' ? '试运行' : '导入'} ${progress}`)
    said = progress
    if ((await work(id)) === 0) await wait(lookEveryMs)
  }
}

async function read({ deps, by }: Bringing, path: string, kind: ImportKindName): Promise<ImportRow | string> {
  const bytes = await readFile(path)
  if (bytes.length > importBounds.fileB) return '文件超过 32 MB，请分成几个文件'
  const fileHash = createHash('sha256').update(bytes).digest('hex')
  const folder = await mkdtemp(join(tmpdir(), 'shuniu-import-'))
  try {
    const copy = join(folder, 'file')
    await copyFile(path, copy)
    const begun = await importCommandsOf(deps).begin(
      { id: v7(), kind, fileName: basename(path), fileHash },
      by,
    )
    if (!begun.ok) return refusalRows[begun.refusal.code]?.when ?? begun.refusal.code
    await readInto(deps, begun.value, copy)
    const row = await importById(deps.database, begun.value.id)
    if (!row) return refusalRows['import.unknown']?.when ?? ''
    return row.failure === null ? row : readFailureTexts[row.failure]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Says what a trial found, and writes the marked copy beside the file where rows are wrong. */
async function tellTrial({ deps, say }: Bringing, row: ImportRow, path: string): Promise<void> {
  const { counts, faults, kind } = row
  if (counts) {
    const { fresh, changed, same, wrong, warned } = counts
    say(`  新增 ${fresh}、变更 ${changed}、相同 ${same}、错误 ${wrong}、提示 ${warned}`)
  }
  const { columns } = importKind(kind)
  for (const fault of faults.slice(0, faultsSaid)) {
    const heading = columns.find(({ key }) => key === fault.column)?.heading ?? '整行'
    say(`  第 ${fault.row} 行 ${heading}：${rowFaultText(fault)}`)
  }
  if (!counts || counts.wrong === 0) return
  const copy = `${path}.标注.xlsx`
  await writeFile(copy, await markedFile(deps, row), { mode: 0o600 })
  say(`  标出错误的副本：${copy}`)
}

async function giveSlips({ deps, by, say }: Bringing, id: string, path: string): Promise<void> {
  const slips = await importCommandsOf(deps).takeSlips(id, by)
  if (!slips.ok) return
  const file = `${path}.一次性密码.xlsx`
  await writeFile(file, await slipsFile(slips.value), { mode: 0o600 })
  say(`  新账号的一次性密码：${file}，发放后请删除`)
}

/** Tries a file that has been read; undefined where its columns do not do. */
async function tried(bringing: Bringing, found: ImportRow, line: ImportLine): Promise<ImportRow | undefined> {
  const { deps, by, say } = bringing
  const { id, version, sheet, mapping, suggestion } = found
  const system = line.system ?? suggestion?.system
  if (system !== undefined) say(`  坐标系 ${systemName(system)}`)
  const wanted = { version, sheet, mapping, ...(system !== undefined && { system }) }
  const asked = await importCommandsOf(deps).check(id, wanted, by)
  if (asked.ok) return worked(bringing, id)
  say(`  ${refusalRows[asked.refusal.code]?.when ?? ''} ${JSON.stringify(asked.refusal.detail)}`)
  return undefined
}

/** Imports what was tried; answers whether all of it is in. */
async function ran(
  bringing: Bringing,
  { id, version, counts }: ImportRow,
  asked: { readonly path: string; readonly skipsWrong: boolean },
): Promise<boolean> {
  const { deps, by, say } = bringing
  const isSound = counts?.wrong === 0
  const run = await importCommandsOf(deps).run(id, { version, skipsWrong: asked.skipsWrong }, by)
  if (!run.ok) {
    const isSame = run.refusal.code === 'import.nothing'
    say(
      isSame
        ? '  与现有数据一致，无需导入'
        : `  没有导入：${refusalRows[run.refusal.code]?.when ?? run.refusal.code}`,
    )
    return isSame && isSound
  }
  const done = await worked(bringing, id)
  say(`  已导入：新增 ${done.counts?.fresh ?? 0}、变更 ${done.counts?.changed ?? 0}`)
  await giveSlips(bringing, id, asked.path)
  return done.state === 'done' && isSound
}

/** Imports one file as the line asks; answers whether all went well. */
async function bring(
  bringing: Bringing,
  { path, kind }: ImportLine['files'][number],
  line: ImportLine,
): Promise<boolean> {
  const { say } = bringing
  say(`${importKind(kind).name} ${path}`)
  const found = await read(bringing, path, kind)
  if (typeof found === 'string') {
    say(`  ${found}`)
    return false
  }
  const row = await tried(bringing, found, line)
  if (!row) return false
  await tellTrial(bringing, row, path)
  return line.isTrial ? row.counts?.wrong === 0 : ran(bringing, row, { path, skipsWrong: line.skipsWrong })
}

/** Imports the files of a line one after the other; stops at the first that cannot be, for the next ones lean on it. */
export async function bringAll(bringing: Bringing, line: ImportLine): Promise<number> {
  let isSound = true
  for (const file of line.files) {
    const went = await bring(bringing, file, line)
    if (!went && !line.isTrial && !line.skipsWrong) return 1
    isSound &&= went
  }
  return isSound ? 0 : 1
}
