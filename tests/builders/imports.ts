import {
  checkImport,
  runImport,
  seeImport,
  type ImportKindName,
  type ImportView,
} from '@shuniu/shared/imports'
import exceljs from 'exceljs'
import { v7 } from 'uuid'
import type { Answer, Browser } from './browser.ts'

export interface ImportFile {
  readonly kind: ImportKindName | 'nothing'
  readonly name: string
  readonly bytes: Uint8Array | string
  readonly id?: string
}

/** Sends a file as the page does. */
export async function sendImport(
  by: Browser,
  { kind, name, bytes, id = v7() }: ImportFile,
): Promise<Answer<ImportView>> {
  const query = new URLSearchParams({ kind, name })
  const answer = await fetch(new URL(`/api/imports/${id}/file?${query}`, by.url), {
    method: 'PUT',
    headers: { cookie: by.cookie, 'content-type': 'application/octet-stream' },
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  })
  const body = await answer.json()
  return {
    status: answer.status,
    headers: answer.headers,
    body,
    code: answer.ok ? undefined : String(body.code),
  }
}

/** Each look is the server's work too, which the import waits for on a busy machine. */
const restingMs = 200
const waitMs = 3_600_000

/** The import once nobody works on it any more. */
export async function settled(by: Browser, id: string): Promise<ImportView> {
  const until = Date.now() + waitMs
  for (;;) {
    const { body, code } = await by.call(seeImport, { params: { id } })
    if (code !== undefined) throw new Error(`no import: ${code}`)
    if (!['reading', 'checking', 'running', 'undoing'].includes(body.state)) return body
    if (Date.now() > until) throw new Error(`an import is still ${body.state}`)
    await new Promise(resolve => setTimeout(resolve, restingMs))
  }
}

/** Sends a file and has it read. */
export async function readFileOf(by: Browser, file: ImportFile): Promise<ImportView> {
  const sent = await sendImport(by, file)
  if (sent.code !== undefined) throw new Error(`the file was refused: ${sent.code}`)
  return settled(by, sent.body.id)
}

/** Sends a file and has it checked under the mapping that is proposed. */
export async function checkedFile(by: Browser, file: ImportFile, system?: string): Promise<ImportView> {
  const { id, version, sheet, mapping, state, failure } = await readFileOf(by, file)
  const body = { version, sheet, mapping, ...(system !== undefined && { system }) }
  if (state !== 'read') throw new Error(`the file is ${state}: ${failure}`)
  const asked = await by.call(checkImport, { params: { id }, body })
  if (asked.code !== undefined) throw new Error(`the check was refused: ${JSON.stringify(asked.body)}`)
  return settled(by, id)
}

/** Sends a file and imports what is right in it. */
export async function importedFile(by: Browser, file: ImportFile, system?: string): Promise<ImportView> {
  const { id, version } = await checkedFile(by, file, system)
  const asked = await by.call(runImport, { params: { id }, body: { version, skipsWrong: true } })
  if (asked.code !== undefined) throw new Error(`the run was refused: ${asked.code}`)
  return settled(by, id)
}

/** An xlsx of one sheet. */
export async function anXlsx(
  rows: readonly (readonly exceljs.CellValue[])[],
  name = 'Sheet1',
): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet(name)
  for (const row of rows) sheet.addRow([...row])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** The texts of the first sheet of an xlsx. */
export async function textsIn(bytes: ArrayBuffer): Promise<string[][]> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(bytes)
  const rows: string[][] = []
  workbook.worksheets[0]?.eachRow(row => {
    rows.push(Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text))
  })
  return rows
}

/** A file that a contract answers with. */
export async function fileOf(by: Browser, method: 'GET' | 'POST', path: string): Promise<ArrayBuffer> {
  const answer = await fetch(new URL(path, by.url), {
    method,
    headers: { cookie: by.cookie, ...(method === 'POST' && { 'content-type': 'application/json' }) },
    ...(method === 'POST' && { body: '{}' }),
  })
  if (!answer.ok) throw new Error(`no file: ${answer.status}`)
  return answer.arrayBuffer()
}
