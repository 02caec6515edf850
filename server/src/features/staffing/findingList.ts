import { foundRows, type FoundRow, type seeStaffing, type writeFindingList } from '@shuniu/shared/staffing'
import type { BodyOf, ReplyOf } from '@shuniu/shared/kernel'
import { bytesOf, inert, momentCell, newWorkbook, textSheet } from '../../platform/sheets/index.ts'

const severityWords = { must: '必须', should: '应当' } as const

const columns: readonly { readonly heading: string; readonly of: (row: FoundRow) => string }[] = [
  { heading: '单位', of: ({ centre }) => centre.name },
  { heading: '所属乡镇', of: ({ township }) => township },
  { heading: '要求', of: ({ rule }) => rule },
  { heading: '程度', of: ({ finding }) => severityWords[finding.severity] },
  { heading: '依据', of: ({ source }) => source },
  { heading: '岗位', of: ({ post }) => post },
  { heading: '情况', of: ({ what }) => what },
  { heading: '相关人员', of: ({ who }) => who },
]

/** Rows are written in parts, so that whoever asks meanwhile is answered. */
const rowsAtOnce = 200

/** 缺配清单 as a table: of all that is found those that are named, in its order; at its foot who took it away when. */
export async function findingListOf(
  found: ReplyOf<typeof seeStaffing>,
  named: BodyOf<typeof writeFindingList>['centres'],
  taken: { readonly by: string; readonly at: string },
): Promise<Uint8Array> {
  const rulesOf = new Map(named.map(({ unitId, rules }) => [unitId, new Set(rules)]))
  const rows = foundRows(found).filter(({ finding }) => rulesOf.get(finding.unitId)?.has(finding.rule))
  const workbook = newWorkbook()
  const sheet = textSheet(
    workbook,
    '人员缺配清单',
    columns.map(({ heading }) => heading),
  )
  for (const [nth, row] of rows.entries()) {
    sheet.addRow(columns.map(({ of }) => inert(of(row))))
    if (nth % rowsAtOnce === rowsAtOnce - 1) await new Promise(setImmediate)
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  const foot = sheet.addRow([
    `${found.day} 的情况；导出：${taken.by} ${momentCell(taken.at)}，共 ${rows.length} 条`,
  ])
  foot.font = { italic: true }
  return bytesOf(workbook)
}
