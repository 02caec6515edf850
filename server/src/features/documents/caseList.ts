import { caseStatusRows, isMasked, kindNamesOf, levelRows, sourceName } from '@shuniu/shared/cases'
import type { Actor } from '@shuniu/shared/identity'
import { bytesOf, inert, momentCell, newWorkbook, textSheet } from '../../platform/sheets/index.ts'
import type { NamedCase } from '../cases/index.ts'
import type { Directory } from '../centres/index.ts'

interface ListedColumn {
  readonly heading: string
  readonly of: (chosen: NamedCase, unitOf: (id: string) => string) => string
}

const columns: readonly ListedColumn[] = [
  { heading: '编号', of: ({ view }) => view.number },
  { heading: '等级', of: ({ view }) => levelRows[view.level].colour },
  { heading: '状态', of: ({ view }) => caseStatusRows[view.status].name },
  { heading: '事件', of: ({ view }) => view.title },
  { heading: '类别', of: ({ view }) => (isMasked(view) ? '' : (kindNamesOf(view)?.name ?? '')) },
  { heading: '内容', of: ({ text }) => text ?? '' },
  { heading: '来源', of: ({ view }) => (isMasked(view) ? '' : sourceName(view.sourceCode)) },
  { heading: '上报时间', of: ({ view }) => momentCell(view.openedAt) },
  { heading: '时限', of: ({ view }) => momentCell(view.dueAt) },
  { heading: '超时', of: ({ view }) => (view.overdue ? '是' : '') },
  { heading: '主办单位', of: ({ view }, unitOf) => unitOf(view.ownerUnitId) },
  { heading: '协办单位', of: ({ view }, unitOf) => view.coUnitIds.map(unitOf).join('、') },
  { heading: '最近更新', of: ({ view }) => momentCell(view.updatedAt) },
]

/** Rows are written in parts, so that whoever asks meanwhile is answered. */
const rowsAtOnce = 100

/** The table of the cases chosen; at its foot who took it away when, since it leaves the house. */
export async function caseListOf(
  chosen: readonly NamedCase[],
  { units, actor, at }: { units: Pick<Directory, 'unitById'>; actor: Actor; at: string },
): Promise<Uint8Array> {
  const workbook = newWorkbook()
  const sheet = textSheet(
    workbook,
    '事件清单',
    columns.map(({ heading }) => heading),
  )
  const unitOf = (id: string): string => units.unitById(id)?.name ?? ''
  for (const [nth, one] of chosen.entries()) {
    sheet.addRow(columns.map(({ of }) => inert(of(one, unitOf))))
    if (nth % rowsAtOnce === rowsAtOnce - 1) await new Promise(setImmediate)
  }
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  const foot = sheet.addRow([`导出：${actor.name} ${momentCell(at)}，共 ${chosen.length} 件`])
  foot.font = { italic: true }
  return bytesOf(workbook)
}
