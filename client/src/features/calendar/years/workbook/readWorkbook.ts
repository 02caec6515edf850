import { grant, refuse, type Result } from '@shuniu/shared/kernel'
import { elements, gridOf, sharedTexts } from './cells.ts'
import { isOld, isSealed, isZip, partsOf, type WorkbookParts } from './parts.ts'

/** More rows than any year's table has. */
const mostRows = 1_000

/** One part as XML; undefined for none, and for one that declares entities of its own. */
function xmlOf(text: string | undefined): Document | undefined {
  if (text === undefined || text.includes('<!DOCTYPE')) return undefined
  const xml = new DOMParser().parseFromString(text, 'application/xml')
  return xml.getElementsByTagName('parsererror').length > 0 ? undefined : xml
}

const linkOf = (sheet: Element): string =>
  [...sheet.attributes].find(({ name }) => /^\w+:id$/.test(name))?.value ?? ''

/** The first sheet that is shown. */
function firstShown(book: Document, parts: WorkbookParts): Document | undefined {
  const shown = elements(book, 'sheet').find(sheet => !/hidden/i.test(sheet.getAttribute('state') ?? ''))
  const links = xmlOf(parts['xl/_rels/workbook.xml.rels'])
  const id = shown && linkOf(shown)
  const target = links && elements(links, 'Relationship').find(one => one.getAttribute('Id') === id)
  const path = target?.getAttribute('Target')?.replace(/^\/?(xl\/)?/, 'xl/')
  return path === undefined ? undefined : xmlOf(parts[path])
}

function linesOf(parts: WorkbookParts): Result<string> {
  const book = xmlOf(parts['xl/workbook.xml'])
  const sheet = book && firstShown(book, parts)
  if (!sheet) return refuse('workbook.unreadable')
  const shared = xmlOf(parts['xl/sharedStrings.xml'])
  const from1904 = ['1', 'true'].includes(elements(book, 'workbookPr')[0]?.getAttribute('date1904') ?? '')
  const grid = gridOf(sheet, { texts: shared ? sharedTexts(shared) : [], from1904 })
  if (grid.length === 0) return refuse('workbook.empty')
  if (grid.length > mostRows) return refuse('workbook.tooLarge')
  return grant(grid.map(cells => cells.join('\t')).join('\n'))
}

/**
 * The first sheet shown of an Excel workbook as lines of cells parted by tabs, as if it had been copied from Excel.
 * Refuses: `workbook.tooLarge`, `workbook.encrypted`, `workbook.old` (before Excel 2007), `workbook.unreadable`,
 * `workbook.empty`.
 */
export function readWorkbook(bytes: Uint8Array): Result<string> {
  if (isSealed(bytes)) return refuse('workbook.encrypted')
  if (isOld(bytes)) return refuse('workbook.old')
  if (!isZip(bytes)) return refuse('workbook.unreadable')
  const parts = partsOf(bytes)
  return parts.ok ? linesOf(parts.value) : parts
}
