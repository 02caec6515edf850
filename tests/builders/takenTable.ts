import exceljs from 'exceljs'
import { expect } from 'vitest'
import type { Browser } from './browser.ts'

/** Takes a table away by a contract that writes one: the cells of its first sheet, row by row. */
export async function takenTable(
  by: Browser,
  { path }: { readonly path: string },
  body: object,
): Promise<string[][]> {
  const answer = await fetch(`${by.url}/api${path}`, {
    method: 'POST',
    headers: { cookie: by.cookie, 'content-type': 'application/json', origin: by.url },
    body: JSON.stringify(body),
  })
  expect(answer.status).toBe(200)
  const book = new exceljs.Workbook()
  await book.xlsx.load(await answer.arrayBuffer())
  const rows: string[][] = []
  book.worksheets[0]?.eachRow(row => {
    rows.push(Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text))
  })
  return rows
}
