import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { expect, it } from 'vitest'
import type { ReadSheet, SheetRow } from './messages.ts'
import { gathering } from './sink.ts'
import { readWorkbook } from './workbook.ts'

const words = '关北社区第网格'

async function readOf(bytes: Uint8Array): Promise<{ rows: SheetRow[]; sheets: ReadSheet[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'))
  const rows: SheetRow[] = []
  const sheets: ReadSheet[] = []
  try {
    const path = join(folder, 'a.xlsx')
    await writeFile(path, bytes)
    await readWorkbook(
      path,
      gathering(async told => {
        if (told.is === 'rows') rows.push(...told.rows)
        if (told.is === 'sheet') sheets.push(told.sheet)
      }),
    )
    return { rows, sheets }
  } finally {
    await rm(folder, { recursive: true })
  }
}

it('reads every letter of a long workbook, wherever its pieces end', { timeout: 60_000 }, async () => {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('网格表')
  for (let n = 0; n < 20_000; n += 1) sheet.addRow([`${words}${n}`, n])

  const { rows, sheets } = await readOf(new Uint8Array(await workbook.xlsx.writeBuffer()))

  expect(rows).toHaveLength(20_000)
  expect(rows.filter(({ cells }, n) => cells[0] !== `${words}${n}`)).toEqual([])
  expect(sheets).toEqual([{ name: '网格表', isHidden: false, rows: 20_000, hiddenRows: 0, formulas: 0 }])
})

it('tells of hidden sheets and rows, and takes dates, links and formulas by what they show', async () => {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('一', { state: 'hidden' })
  const row = sheet.addRow([
    new Date(Date.UTC(2026, 10, 29)),
    { text: '链接', hyperlink: 'https://example.com' },
    { formula: '1+1', result: 2 },
    { formula: 'A1', result: undefined },
    { error: '#REF!' },
    { richText: [{ text: '甲' }, { text: '乙' }] },
  ])
  row.hidden = true

  const { rows, sheets } = await readOf(new Uint8Array(await workbook.xlsx.writeBuffer()))

  expect(rows[0]?.cells).toEqual([
    '2026-11-29',
    '链接',
    2,
    { broken: 'formula' },
    { broken: 'error' },
    '甲乙',
  ])
  expect(sheets[0]).toMatchObject({ isHidden: true, hiddenRows: 1, formulas: 2 })
})
