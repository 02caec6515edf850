import { open } from 'node:fs/promises'
import { namesInArchive } from './archive.ts'
import { readDelimited } from './delimited.ts'
import type { RowSink } from './sink.ts'
import { WrongFile } from './wrongFile.ts'

const oldOffice = 'd0cf11e0a1b11ae1'
const zip = '504b0304'

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead).toString('hex')
  } finally {
    await file.close()
  }
}

/** An old Office file holds an xlsx where that has a password, else an old workbook. */
async function oldOfficeFault(path: string): Promise<WrongFile> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1_048_576), 0, 1_048_576, 0)
    const isSealed = buffer.subarray(0, bytesRead).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    return new WrongFile(isSealed ? 'file.encrypted' : 'file.oldExcel')
  } finally {
    await file.close()
  }
}

// A process reads one file: of the libraries that read maps and workbooks it loads the one that is wanted.

/** Reads a map file by what it holds. Throws `WrongFile`. */
export async function readOutlines(path: string, sink: RowSink): Promise<void> {
  const first = await firstBytes(path)
  if (first === '') throw new WrongFile('file.empty')
  const isArchive = first.startsWith(zip)
  if (isArchive) await namesInArchive(path)
  const { readMap } = await import('../outlines/readMap.ts')
  await readMap(path, isArchive, sink)
}

/** Reads a file by what it holds, not by its name. Throws `WrongFile`. */
export async function readTable(path: string, sink: RowSink): Promise<void> {
  const first = await firstBytes(path)
  if (first === '') throw new WrongFile('file.empty')
  if (first === oldOffice) throw await oldOfficeFault(path)
  if (!first.startsWith(zip)) return readDelimited(path, sink)
  const names = await namesInArchive(path)
  if (!names.includes('xl/workbook.xml')) throw new WrongFile('file.unknown')
  const { readWorkbook } = await import('./workbook.ts')
  await readWorkbook(path, sink)
}
