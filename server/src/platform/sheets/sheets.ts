import exceljs from 'exceljs'

/** A text that a spreadsheet would take for a formula is kept a text. Source: OWASP, CSV injection. */
export const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const headFill: exceljs.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7EDF5' } }
export const wrongFill: exceljs.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } }
export const warnedFill: exceljs.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFEB9C' } }

/** A moment as a spreadsheet sorts it: 2026-11-24 14:05. China keeps one zone. */
export const momentCell = (at: string | null): string =>
  at === null ? '' : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** A sheet whose cells are all texts, so that no number loses a digit. */
export function textSheet(
  workbook: exceljs.Workbook,
  name: string,
  headings: readonly string[],
): exceljs.Worksheet {
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = headings.map(heading => ({
    header: heading,
    width: Math.max(14, heading.length * 2.4),
    style: { numFmt: '@' },
  }))
  const head = sheet.getRow(1)
  head.font = { bold: true }
  head.fill = headFill
  return sheet
}

/** The file of a workbook. */
export const bytesOf = async (workbook: exceljs.Workbook): Promise<Uint8Array> =>
  new Uint8Array(await workbook.xlsx.writeBuffer())

export const newWorkbook = (): exceljs.Workbook => new exceljs.Workbook()
