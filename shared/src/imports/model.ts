import * as Type from 'typebox'
import type { Static } from 'typebox'
import { closed, CommandId, InstantText, nullable, oneOf } from '../kernel/index.ts'
import { RowFault } from './faults.ts'
import { importKindNames } from './kinds.ts'
import { MapExtent, OutlineSystem, SystemSuggestion } from './systems.ts'

/** So many faults, changes and leaning things are told of one import; the marked copy has every fault. */
export const [faultsTold, changesTold, leaningTold] = [200, 20, 20]

/**
 * `reading`: the file is being read · `read`: columns are to be chosen · `checking`, `checked`: tried without a change ·
 * `running`, `done` · `undoing`, `undone` · `failed`: `failure` says why; the file is to be sent again.
 */
export const importStates = [
  'reading',
  'read',
  'checking',
  'checked',
  'running',
  'done',
  'undoing',
  'undone',
  'failed',
] as const
export type ImportState = (typeof importStates)[number]

/** Why a file could not be read. */
export const readFailures = [
  'file.oldExcel',
  'file.unknown',
  'file.broken',
  'file.bomb',
  'file.tooManyRows',
  'file.tooManySheets',
  'file.empty',
  'file.encrypted',
  'file.slow',
  'file.cut',
  'import.fault',
] as const
export type ReadFailure = (typeof readFailures)[number]

export const readFailureTexts: Readonly<Record<ReadFailure, string>> = {
  'file.oldExcel': '这是旧版 .xls 文件，请在 Excel 或 WPS 中“另存为 .xlsx”后重新上传',
  'file.unknown': '不认识这种文件：表格请上传 xlsx 或 csv，边界请上传 GeoJSON、KML 或 zip 压缩的 Shapefile',
  'file.broken': '文件已损坏或不完整，请重新导出后上传',
  'file.bomb': '文件展开后过大，请删去多余内容后重新保存',
  'file.tooManyRows': '超过 10 万行，请分成几个文件',
  'file.tooManySheets': '工作表超过 50 个，请删去无关的工作表',
  'file.empty': '文件里没有内容',
  'file.encrypted': '文件有打开密码，请去掉密码后重新上传',
  'file.slow': '文件读取超时，请分成几个文件',
  'file.cut': '服务器在读取时中断，请重新上传',
  'import.fault': '导入时出错，请联系管理员查看日志',
}

/** A sheet of the file, and where its headings were found. */
export const ImportSheet = closed({
  name: Type.String(),
  rows: Type.Integer(),
  isHidden: Type.Boolean(),
  hiddenRows: Type.Integer(),
  formulas: Type.Integer(),
  /** As the sheet counts: the first row is 1; 0 where the sheet is empty. */
  headingRow: Type.Integer(),
  headings: Type.Array(Type.String()),
  /** Of a map file alone. */
  map: Type.Optional(nullable(MapExtent)),
})
export type ImportSheet = Static<typeof ImportSheet>

export const ImportChange = closed({
  row: Type.Integer(),
  key: Type.String(),
  isNew: Type.Boolean(),
  /** What each column was and becomes. */
  columns: Type.Array(
    closed({ column: Type.String(), before: nullable(Type.String()), after: nullable(Type.String()) }),
  ),
})
export type ImportChange = Static<typeof ImportChange>

const count = Type.Integer({ minimum: 0 })
export const ImportCounts = closed({ fresh: count, changed: count, same: count, wrong: count, warned: count })
export type ImportCounts = Static<typeof ImportCounts>

/** What came after an import and leans on it. */
export const Leaning = closed({ what: Type.String(), key: Type.String() })
export type Leaning = Static<typeof Leaning>

export const leaningTexts: Readonly<Record<string, string>> = {
  changed: '后来又改过',
  gone: '已被删除',
  division: '其下有区划',
  grid: '其下有网格',
  unit: '其下有单位',
  staff: '有人员属于它或在其中任职',
  held: '有网格员负责',
  account: '有账号属于它',
  case: '有事件在其中',
  owned: '有事件由它承办',
  appointed: '有任职',
  member: '已登记为网格员',
  replaced: '岗位已由他人接任',
  used: '已登录使用过',
}

export const Mapping = Type.Record(Type.String(), Type.Integer({ minimum: 0, maximum: 16_383 }))

export const ImportView = closed({
  id: CommandId,
  kind: oneOf(importKindNames),
  fileName: Type.String(),
  state: oneOf(importStates),
  version: Type.Integer(),
  byName: Type.String(),
  createdAt: InstantText,
  endedAt: nullable(InstantText),
  sheets: Type.Array(ImportSheet),
  /** Index of the sheet that is imported. */
  sheet: Type.Integer(),
  mapping: Mapping,
  /** Of a map file: the system it was last checked in, and the one suggested. */
  system: nullable(OutlineSystem),
  suggestion: nullable(SystemSuggestion),
  progress: closed({ done: count, of: count }),
  /** Null until the file has been checked. */
  counts: nullable(ImportCounts),
  faults: Type.Array(RowFault),
  changes: Type.Array(ImportChange),
  /** Why reading failed. */
  failure: nullable(oneOf(readFailures)),
  /** Passwords given out by it wait to be taken. */
  hasSlips: Type.Boolean(),
})
export type ImportView = Static<typeof ImportView>
